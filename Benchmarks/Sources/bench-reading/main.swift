// How fast dispatches are read, stage by stage, on one core: bench-reading FILE… (each file one dispatch).
// The dispatches are read again and again until 8 MB have passed; a stage's speed is bytes of text per second.

import Dispatches
import Foundation
import GazetteerIndex
import Geoparsing
import Lieudit

guard let data = DataFolder.locate() else {
  print("no data folder: run `make data` and set LIEUDIT_DATA to the Gazetteer folder")
  exit(66)
}
let gazetteer = try Gazetteer(path: data.gazetteer)
let lexicon = try Lexicon(folder: data.lexicon())
let geoparser = Geoparser(gazetteer: gazetteer, lexicon: lexicon)
let reader = try DispatchReader(data: data)

let texts = try CommandLine.arguments.dropFirst().map { try Array(Data(contentsOf: URL(filePath: $0))) }
let dispatches = texts.enumerated().map { Dispatch(id: "\($0)", text: $1) }
let bytes = texts.reduce(0) { $0 + $1.count }
guard bytes > 0 else {
  print("usage: bench-reading FILE…")
  exit(64)
}
let rounds = max(1, 8_000_000 / bytes)

@MainActor func measure(_ stage: String, _ work: (Dispatch) -> Int) {
  var total = 0
  for dispatch in dispatches { total += work(dispatch) }
  let clock = ContinuousClock()
  var best = Duration.seconds(1_000_000)
  for _ in 0..<3 {
    let time = clock.measure {
      for _ in 0..<rounds { for dispatch in dispatches { total &+= work(dispatch) } }
    }
    best = min(best, time)
  }
  let seconds = Double(best.components.seconds) + Double(best.components.attoseconds) * 1e-18
  let speed = Double(bytes * rounds) / seconds / 1e6
  print("\(stage)\t\(String(format: "%.1f", speed)) MB/s\t(\(total))")
}

print("\(dispatches.count) dispatches, \(bytes) bytes, \(rounds) rounds, best of 3")
measure("layout") { Dispatch(id: $0.id, text: $0.text).layout.blocks.count }
measure("tokens and sentences") { Document(tokenizing: $0, lexicon: lexicon).tokens.count }
measure("names only") { dispatch in
  dispatch.text.withUnsafeBufferPointer {
    gazetteer.matches(in: $0, options: MatchOptions(capitals: .first)).count
  }
}
measure("mentions resolved") { geoparser.read($0).mentions.count }
measure("whole report") { reader.read($0).incidents.count }
