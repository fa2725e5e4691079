import Foundation

/// PROJ's own command, the oracle.
enum CS2CS {
  static let path: String? = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    .map { "\($0)/cs2cs" }.first { FileManager.default.isExecutableFile(atPath: $0) }

  struct Failure: Error { var message: String }

  /// Runs pairs of numbers through cs2cs from OGC:CRS84 to `definition` (back where `inverse`), in its axis order.
  static func run(_ pairs: [(Double, Double)], to definition: String, inverse: Bool) throws -> [(
    Double, Double
  )] {
    guard let path else { throw Failure(message: "no cs2cs in PATH") }
    let input = FileManager.default.temporaryDirectory.appendingPathComponent("cs2cs-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: input) }
    try Data(pairs.map { "\($0.0) \($0.1)\n" }.joined().utf8).write(to: input)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments =
      (inverse ? ["-I"] : []) + ["-f", "%.12f", "OGC:CRS84"] + ["+to", definition] + [input.path]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    let result = text.split(separator: "\n").map { line -> (Double, Double) in
      let numbers = line.split(whereSeparator: { $0 == " " || $0 == "\t" })
      return (Double(numbers[0]) ?? .infinity, Double(numbers[1]) ?? .infinity)
    }
    guard result.count == pairs.count else {
      throw Failure(message: "cs2cs to \(definition): \(result.count) lines for \(pairs.count)")
    }
    return result
  }
}
