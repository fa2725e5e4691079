import Foundation
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Files are written whole or not at all, and nobody else's are touched.
@Suite struct OutputTests {
  private let folder: TemporaryFolder
  private let dispatch: String

  init() throws {
    folder = try TemporaryFolder()
    dispatch = try folder.write(
      "Erevan, 31 oct 2020 (ALD) - Des bombardements ont fait samedi deux morts à Erevan.\n", to: "d.txt")
  }

  @Test func aMapAndItsGeoJSONAreWrittenAndTheSameAgain() throws {
    let first = try Program.run("map", dispatch, "-o", folder.path + "/a/b")
    #expect(first.status == 0, "\(first.standardError)")
    #expect(first.standardOutput.contains("a/b/d.geojson"))
    #expect(try folder.names(in: "a/b") == ["d.geojson", "d.svg"])
    let before = try (folder.bytes("a/b/d.geojson"), folder.bytes("a/b/d.svg"))
    // Its own files are replaced without being asked to.
    #expect(try Program.run("map", dispatch, "-o", folder.path + "/a/b").status == 0)
    let after = try (folder.bytes("a/b/d.geojson"), folder.bytes("a/b/d.svg"))
    #expect(before == after)
    let collection = try #require(try JSON.object(folder.text("a/b/d.geojson")))
    #expect(collection["type"] as? String == "FeatureCollection")
  }

  @Test(arguments: ["d.geojson", "d.svg"])
  func othersFilesStayUnlessForced(name: String) throws {
    try FileManager.default.createDirectory(atPath: folder.path + "/o", withIntermediateDirectories: true)
    try folder.write("mes notes", to: "o/" + name)
    let outcome = try Program.run("map", dispatch, "-o", folder.path + "/o")
    #expect(outcome.status == 73)
    #expect(outcome.standardError.contains("o/" + name) && outcome.standardError.contains("--force"))
    #expect(try folder.text("o/" + name) == "mes notes")
    #expect(try Program.run("map", dispatch, "-o", folder.path + "/o", "--force").status == 0)
    #expect(try folder.text("o/" + name) != "mes notes")
  }

  @Test func whatCannotBeWrittenKeepsNothingElseFromBeingWritten() throws {
    try FileManager.default.createDirectory(atPath: folder.path + "/o", withIntermediateDirectories: true)
    try folder.write("mes notes", to: "o/a.geojson")
    let lines = ["a", "b"].map { "{\"id\": \"\($0)\", \"text\": \"Calme à Erevan.\"}" }
    let outcome = try Program.run(
      "map", "-o", folder.path + "/o", input: Array(lines.joined(separator: "\n").utf8))
    #expect(outcome.status == 73)
    #expect(try folder.names(in: "o") == ["a.geojson", "a.svg", "b.geojson", "b.svg"])
    #expect(try folder.text("o/a.geojson") == "mes notes")
  }

  @Test func anOutputFolderThatCannotBeWrittenEndsWith73() throws {
    try folder.write("", to: "fichier")
    for output in [folder.path + "/fichier", folder.path + "/fichier/sous", "/proc/lieudit"] {
      let outcome = try Program.run("map", dispatch, "-o", output)
      #expect(outcome.status == 73)
      #expect(outcome.standardError.contains("/fichier") || outcome.standardError.contains("/proc/lieudit"))
    }
  }

  @Test func idsCannotLeaveTheFolder() throws {
    let lines = ["../../evasion", "a/b", "a/b", "A-B", "", "..", ".cache"].map {
      "{\"id\": \"\($0)\", \"text\": \"Calme à Erevan.\"}"
    }
    let outcome = try Program.run(
      "map", "-o", folder.path + "/o", "--format", "geojson", input: Array(lines.joined(separator: "\n").utf8)
    )
    #expect(outcome.status == 0, "\(outcome.standardError)")
    #expect(
      try folder.names(in: "o") == [
        "A-B-3.geojson", "a-b-2.geojson", "a-b.geojson", "cache.geojson", "depeche-2.geojson",
        "depeche.geojson",
        "evasion.geojson",
      ])
    #expect(try folder.names().contains { $0.contains("evasion") } == false)
  }

  @Test func aLimitOnFileSizesLeavesNothingHalfWritten() throws {
    // What a full disk does, for everybody: the write fails half-way.
    let outcome = try shell("ulimit -f 1; exec \"$0\" map \"$1\" -o \"$2\"", dispatch, folder.path + "/o")
    #expect(outcome == 73)
    #expect(try folder.names(in: "o").allSatisfy { !$0.hasSuffix(".tmp") && !$0.hasSuffix(".svg") })
  }

  @Test(.enabled(if: SmallDisk.isPossible, "needs the right to mount a tmpfs"))
  func aFullDiskLeavesNothingHalfWritten() throws {
    let disk = try SmallDisk()
    try Data(repeating: 1, count: 60_000).write(to: URL(fileURLWithPath: disk.path + "/plein"))
    let outcome = try Program.run("map", dispatch, "-o", disk.path)
    #expect(outcome.status == 73)
    #expect(outcome.standardError.contains(disk.path))
    let names = try FileManager.default.contentsOfDirectory(atPath: disk.path)
    #expect(names.allSatisfy { !$0.hasSuffix(".tmp") && !$0.hasSuffix(".svg") })
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
  func standardOutputThatIsFullEndsWith74() throws {
    let outcome = try Program.run("tag", dispatch, output: "/dev/full")
    #expect(outcome.status == 74)
    #expect(outcome.standardError.contains("standard output"))
  }

  @Test func aClosedPipeEndsQuietly() throws {
    let lines = (0..<2000).map { "{\"id\": \"\($0)\", \"text\": \"Calme à Erevan.\"}" }.joined(
      separator: "\n")
    let path = try folder.write(lines, to: "flux.ndjson")
    let outcome = try shell(
      "\"$0\" tag --format ndjson \"$1\" 2>\"$2\" | head -n 1 >/dev/null", path, folder.path + "/err")
    #expect(outcome == 0)
    #expect(try folder.text("err") == "")
  }

  @Test func anInterruptLeavesWholeFilesOnly() throws {
    let lines = (0..<80).map { "{\"id\": \"\($0)\", \"text\": \"Des tirs ont fait deux morts à Erevan.\"}\n" }
    let path = try folder.write(lines.joined(), to: "flux.ndjson")
    var interrupted = 0
    for delay in [60, 330, 710, 1310] {
      let output = folder.path + "/o\(delay)"
      let running = try Program.start(
        ["map", path, "-o", output], input: "/dev/null", output: folder.path + "/out",
        error: folder.path + "/err")
      usleep(useconds_t(delay * 1000))
      kill(running.process, SIGINT)
      let status = running.wait().status
      #expect(status == 130 || status == 0)
      if status == 130 { interrupted += 1 }
      for name in (try? folder.names(in: "o\(delay)")) ?? [] {
        let text = try folder.text("o\(delay)/" + name)
        #expect(!name.hasSuffix(".tmp"))
        if name.hasSuffix(".svg") { #expect(text.hasSuffix("</svg>\n")) }
        if name.hasSuffix(".geojson") { #expect(try JSON.object(text) != nil) }
      }
    }
    #expect(interrupted > 0, "every run was over before its signal came")
  }

  /// Runs a line of the shell with the program as `$0`.
  private func shell(_ line: String, _ arguments: String...) throws -> Int32 {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", line, Program.path] + arguments
    process.environment = ProcessInfo.processInfo.environment.merging([
      "LIEUDIT_DATA": Program.root + "/Gazetteer"
    ]) { $1 }
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
  }
}

/// A tmpfs of 64 KiB.
private final class SmallDisk {
  let path: String

  static let isPossible: Bool = { (try? SmallDisk()) != nil }()

  init() throws {
    path = FileManager.default.temporaryDirectory.appendingPathComponent("lieudit-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    if !SmallDisk.run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", path) {
      try FileManager.default.removeItem(atPath: path)
      throw CocoaError(.fileWriteNoPermission)
    }
  }

  deinit {
    _ = SmallDisk.run("umount", path)
    try? FileManager.default.removeItem(atPath: path)
  }

  private static func run(_ arguments: String...) -> Bool {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = arguments
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }
}
