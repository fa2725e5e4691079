// The gazetteer's engine, measured. `bench-gazetteer ACTION …`, each printing one line a figure:
//
//   planet PLACES FILE     build a synthetic planet (Planet.swift)
//   tables FOLDER… FILE    build from tables
//   names GAZETTEER FILE   write the folded names, one a line, for the peers
//   fold TEXT FILE         write a text folded as names are, words one space apart, for the peers
//   find GAZETTEER TEXT    names in a text, all words and capitalised starts
//   first GAZETTEER TEXT   open and find once (to be timed from outside)
//   ask GAZETTEER          near, fuzzy and prefix look-ups, medians
import GazetteerIndex
import GeoTypes

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

func read(_ path: String) -> [UInt8] {
  guard let file = fopen(path, "r") else { fatalError("\(path): \(String(cString: strerror(errno)))") }
  defer { fclose(file) }
  var bytes: [UInt8] = []
  var chunk = [UInt8](repeating: 0, count: 1 << 20)
  while true {
    let count = fread(&chunk, 1, chunk.count, file)
    if count == 0 { return bytes }
    bytes += chunk[..<count]
  }
}

/// Seconds of this process that a call takes: others on the machine do not count.
func seconds(_ body: () throws -> Void) rethrows -> Double {
  func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
  let start = now()
  try body()
  return now() - start
}

func figure(_ name: String, _ value: Double, _ unit: String) {
  let hundredths = Int((value * 100).rounded())
  print("\(name)\t\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)\t\(unit)")
}

/// Peak resident memory of this process in MB.
func peakMemory() -> Double {
  var usage = rusage()
  #if canImport(Darwin)
    getrusage(RUSAGE_SELF, &usage)
    return Double(usage.ru_maxrss) / 1e6
  #else
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return Double(usage.ru_maxrss) / 1e3
  #endif
}

func write(_ builder: GazetteerBuilder, _ path: String) throws -> GazetteerBuilder.Summary {
  let clock = ContinuousClock()
  var start = clock.now
  return try builder.write(to: path) { step in
    print("# \(start.duration(to: clock.now)) until \(step)")
    start = clock.now
  }
}

func build(_ path: String, _ fill: (inout GazetteerBuilder) throws -> Void) throws {
  var summary: GazetteerBuilder.Summary?
  var builder = GazetteerBuilder()
  let filling = try seconds { try fill(&builder) }
  let writing = try seconds { summary = try write(builder, path) }
  print("# \(summary!.places) places, \(summary!.entries) entries, \(summary!.names) names")
  figure("build, adding", filling, "s")
  figure("build, compiling", writing, "s")
  figure("index", Double(summary!.bytes) / 1e6, "MB")
  figure("build, peak memory", peakMemory(), "MB")
}

/// Median, 90th percentile and largest of the times of calls, in microseconds.
func times(_ name: String, _ count: Int, _ body: (Int) -> Void) {
  var times: [Double] = []
  for index in 0..<count { times.append(seconds { body(index) } * 1e6) }
  times.sort()
  figure(name + ", median", times[count / 2], "µs")
  figure(name + ", 90th percentile", times[count * 9 / 10], "µs")
}

func find(_ gazetteer: Gazetteer, _ text: [UInt8]) {
  for (name, capitals) in [
    ("all words", MatchOptions.Capitals.ignored), ("capitalised starts", MatchOptions.Capitals.first),
  ] {
    var count = 0
    var best = Double.infinity
    for _ in 0..<7 {
      let time = seconds {
        count = text.withUnsafeBufferPointer {
          gazetteer.matches(in: $0, options: MatchOptions(capitals: capitals)).count
        }
      }
      best = min(best, time)
    }
    figure("find, \(name) (\(count) names)", Double(text.count) / best / 1e6, "MB/s")
  }
}

func ask(_ gazetteer: Gazetteer) {
  var random = SplitMix64(7)
  func below(_ limit: Int) -> Int { Int(random.next() >> 33) % limit }
  // Positions where places are, a little off.
  let points = (0..<2000).map { _ in
    let place = gazetteer.coordinate(PlaceRef(ordinal: UInt32(below(gazetteer.placeCount))))
    return Coordinate(
      wrapping: place.longitude + Double(below(2000)) / 10_000 - 0.1,
      clamping: place.latitude + Double(below(2000)) / 10_000 - 0.1)
  }
  times("near, 10 nearest", points.count) { _ = gazetteer.nearest(to: points[$0], limit: 10).count }
  // Names of six letters and more, one or two letters of which are wrong.
  var names: [String] = []
  while names.count < 200 {
    let key = Array(gazetteer.key(of: NameRef(ordinal: UInt32(below(gazetteer.nameCount)))).utf8)
    guard key.count > 5, key.allSatisfy({ $0 < 0x80 }) else { continue }
    var typed = key
    for _ in 0..<1 + below(2) { typed[below(typed.count)] = UInt8(97 + below(26)) }
    names.append(String(decoding: typed, as: UTF8.self))
  }
  for distance in 1...2 {
    times("fuzzy, distance \(distance)", names.count) {
      _ = gazetteer.search(fuzzy: names[$0], maxDistance: distance, limit: 10).count
    }
  }
  for length in 1...4 {
    times("prefix of \(length)", names.count) {
      _ = gazetteer.search(prefix: String(names[$0].prefix(length)), limit: 10).count
    }
  }
  times("exact", names.count) { _ = gazetteer.lookup(names[$0]) }
}

let arguments = Array(CommandLine.arguments.dropFirst())
switch (arguments.first, arguments.count) {
case ("planet", 3):
  var generated = 0
  var planet = Planet(places: Int(arguments[1])!)
  let generating = try seconds { try planet.generate { _ in generated += 1 } name: { _, _ in generated += 1 } }
  figure("generating alone (\(generated) records)", generating, "s")
  try build(arguments[2]) {
    var planet = Planet(places: Int(arguments[1])!)
    try planet.fill(&$0)
  }
case ("tables", 3...):
  try build(arguments.last!) { try $0.addTables(in: Array(arguments[1..<arguments.count - 1])) }
case ("names", 3):
  let gazetteer = try Gazetteer(path: arguments[1])
  let out = fopen(arguments[2], "w")!
  for name in 0..<gazetteer.nameCount { fputs(gazetteer.key(of: NameRef(ordinal: UInt32(name))) + "\n", out) }
  fclose(out)
case ("fold", 3):
  let text = String(decoding: read(arguments[1]), as: UTF8.self)
  let out = fopen(arguments[2], "w")!
  // What separates parts of names becomes a space, what separates names two: no name leads across.
  var folded = ""
  for part in text.split(whereSeparator: { ".,;:!?…«»()[]\"–—".contains($0) }) {
    folded += Gazetteer.folded(String(part)) + "  "
  }
  fputs(folded, out)
  fclose(out)
case ("find", 3):
  find(try Gazetteer(path: arguments[1]), read(arguments[2]))
case ("first", 3):
  let gazetteer = try Gazetteer(path: arguments[1])
  let text = read(arguments[2])
  let count = text.withUnsafeBufferPointer { gazetteer.matches(in: $0).count }
  figure("first find (\(count) names), resident memory", peakMemory(), "MB")
  // As a command ends: the system takes the mapping away by itself.
  fflush(nil)
  withExtendedLifetime(gazetteer) { _exit(0) }
case ("ask", 2):
  ask(try Gazetteer(path: arguments[1]))
default:
  print("usage: the head of Benchmarks/Sources/bench-gazetteer/main.swift tells")
  exit(64)
}
