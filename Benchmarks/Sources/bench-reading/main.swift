// How fast dispatches are read, stage by stage, on one core: bench-reading [--stage NAME] FILE…
// A file is one dispatch; a .jsonl file has one a line (`id`, `text`, `published`).
// The dispatches are read again and again until 8 MB have passed; a stage's speed is bytes of text per second of
// the processor's time, so that what else the machine does counts less.

import Dispatches
import Foundation
import GazetteerIndex
import GeoTypes
import Geoparsing
import Lieudit

/// A line of an NDJSON file.
struct Line: Decodable {
  var id: String
  var text: String
  var published: String?

  var dispatch: Dispatch {
    Dispatch(id: id, text: Array(text.utf8), published: published.flatMap { CalendarDate(iso8601: $0) })
  }
}

func dispatches(in path: String) throws -> [Dispatch] {
  let data = try Data(contentsOf: URL(filePath: path))
  guard path.hasSuffix(".jsonl") else { return [Dispatch(id: path, text: Array(data))] }
  return try data.split(separator: UInt8(ascii: "\n")).map {
    try JSONDecoder().decode(Line.self, from: $0).dispatch
  }
}

guard let data = DataFolder.locate() else {
  print("no data folder: run `make data` and set LIEUDIT_DATA to the Gazetteer folder")
  exit(66)
}
let gazetteer = try Gazetteer(path: data.gazetteer)
let lexicon = try Lexicon(folder: data.lexicon())
let geoparser = Geoparser(
  gazetteer: gazetteer, lexicon: lexicon, model: try ReadingModel(path: data.model()))
let reader = try DispatchReader(data: data)

var arguments = Array(CommandLine.arguments.dropFirst())
var only: String?
if arguments.count > 1, arguments[0] == "--stage" {
  only = arguments[1]
  arguments.removeFirst(2)
}
let all = try arguments.flatMap { try dispatches(in: $0) }
let bytes = all.reduce(0) { $0 + $1.text.count }
guard bytes > 0 else {
  print("usage: bench-reading [--stage NAME] FILE…")
  exit(64)
}
let rounds = max(1, 8_000_000 / bytes)

/// Seconds that this process has computed.
func processorTime() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
}

@MainActor func measure(_ stage: String, _ work: (Dispatch) -> Int) {
  if let only, only != stage { return }
  var total = 0
  for dispatch in all { total += work(dispatch) }
  var seconds = Double.infinity
  for _ in 0..<3 {
    let start = processorTime()
    for _ in 0..<rounds { for dispatch in all { total &+= work(dispatch) } }
    seconds = min(seconds, processorTime() - start)
  }
  let speed = Double(bytes * rounds) / seconds / 1e6
  print("\(stage)\t\(String(format: "%.1f", speed)) MB/s\t(\(total))")
}

print("\(all.count) dispatches, \(bytes) bytes, \(rounds) rounds, best of 3")
measure("layout") { Dispatch(id: $0.id, text: $0.text).layout.blocks.count }
measure("tokens and sentences") { Document(tokenizing: $0, lexicon: lexicon).tokens.count }
measure("names only") { dispatch in
  dispatch.text.withUnsafeBufferPointer {
    gazetteer.matches(in: $0, options: MatchOptions(capitals: .first)).count
  }
}
measure("mentions resolved") { geoparser.read($0).mentions.count }
measure("whole report") { reader.read($0).incidents.count }
