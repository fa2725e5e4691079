import CZlib
import Foundation
import Testing

@testable import GazetteerSources

/// Archives are read as they are, or refused; never read wrong.
@Suite struct ZipTests {
  private let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private func contents(_ path: String) throws -> [String: [UInt8]] {
    let archive = try ZipArchive(path: path)
    var contents: [String: [UInt8]] = [:]
    for member in archive.members {
      contents[member.name] = try ZipMemberStream(member, of: archive).readAll(limit: 1 << 24)
    }
    return contents
  }

  private static func text(_ lines: Int) -> [UInt8] {
    var random = SeededRandom(7)
    return (0..<lines).flatMap { Array("\($0)\tligne \(UInt32.random(in: 0...9999, using: &random))\n".utf8) }
  }

  @Test func membersStoredAndDeflatedAreRead() throws {
    let long = ZipTests.text(60_000)
    let archive = ZipWriter.archive([
      .init(name: "vide.txt", bytes: [], isDeflated: false),
      .init(name: "vide2.txt", bytes: [], isDeflated: true),
      .init(name: "court.txt", bytes: Array("un\tdeux\n".utf8), isDeflated: false),
      .init(name: "dossier/long.txt", bytes: long, isDeflated: true),
    ])
    let found = try contents(try folder.write(archive, to: "a.zip"))
    #expect(found.count == 4)
    #expect(found["vide.txt"] == [] && found["vide2.txt"] == [])
    #expect(found["court.txt"] == Array("un\tdeux\n".utf8))
    #expect(found["dossier/long.txt"] == long)
  }

  @Test func everyCutIsAnError() throws {
    let archive = ZipWriter.archive([
      .init(name: "a.txt", bytes: ZipTests.text(40), isDeflated: true),
      .init(name: "b.txt", bytes: ZipTests.text(5), isDeflated: false),
    ])
    for length in 0..<archive.count {
      let path = try folder.write(Array(archive[..<length]), to: "c.zip")
      #expect(throws: SourceError.self, "\(length)") { try contents(path) }
    }
  }

  @Test func aFlippedBitIsAnErrorOrChangesNothing() throws {
    let members: [ZipWriter.Member] = [
      .init(name: "a.txt", bytes: ZipTests.text(40), isDeflated: true),
      .init(name: "b.txt", bytes: ZipTests.text(5), isDeflated: false),
    ]
    for isZip64 in [false, true] {
      let archive = ZipWriter.archive(members, isZip64: isZip64)
      var refused = 0
      for offset in archive.indices {
        for bit in [0, 3, 7] {
          var damaged = archive
          damaged[offset] ^= 1 << bit
          let path = try folder.write(damaged, to: "f.zip")
          do {
            let found = try contents(path)
            // Names may differ by the flip where both copies of one do not; contents never.
            for bytes in found.values { #expect(members.contains { $0.bytes == bytes }, "\(offset)") }
          } catch is SourceError {
            refused += 1
          }
        }
      }
      #expect(refused > archive.count)
    }
  }

  @Test func theSizesOfZIP64AreRead() throws {
    let long = ZipTests.text(500)
    let archive = ZipWriter.archive(
      [
        .init(name: "a.txt", bytes: long, isDeflated: true),
        .init(name: "b.txt", bytes: [1, 2], isDeflated: false),
      ],
      isZip64: true)
    #expect(try contents(try folder.write(archive, to: "z.zip")) == ["a.txt": long, "b.txt": [1, 2]])
  }

  @Test func whatPythonPacksIsRead() throws {
    let script = """
      import sys, zipfile
      with zipfile.ZipFile(sys.argv[1], "w") as z:
        z.comment = b"PK\\x05\\x06 a comment that looks like an end"
        z.writestr("stored.txt", "un\\tdeux\\n" * 1000, zipfile.ZIP_STORED)
        z.writestr("deflated.txt", "un\\tdeux\\n" * 100000, zipfile.ZIP_DEFLATED)
        with z.open(zipfile.ZipInfo("\\u00e9t\\u00e9.txt"), "w", force_zip64=True) as f: f.write(b"zip64")
      """
    let path = folder.path + "/p.zip"
    guard try Python.run(script, [path]) else { return }
    let found = try contents(path)
    #expect(found["stored.txt"]?.count == 8000)
    #expect(found["deflated.txt"] == Array(String(repeating: "un\tdeux\n", count: 100_000).utf8))
    #expect(found["été.txt"] == Array("zip64".utf8))
  }

  @Test func encryptedAndOtherwisePackedMembersAreRefused() throws {
    var archive = ZipWriter.archive([.init(name: "a.txt", bytes: [65], isDeflated: false)])
    let directory = archive.count - 22 - 46 - 5
    archive[directory + 8] |= 1
    #expect(throws: SourceError.self) { try contents(try folder.write(archive, to: "e.zip")) }
    archive[directory + 8] = 0
    archive[directory + 10] = 12
    archive[8] = 12
    #expect(throws: SourceError.self) { try contents(try folder.write(archive, to: "m.zip")) }
  }
}

/// Python 3 as an oracle; tests that need it are passed over, and say so, where it is not there.
enum Python {
  /// False where there is no Python.
  static func run(_ script: String, _ arguments: [String]) throws -> Bool {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", "-c", script] + arguments
    try process.run()
    process.waitUntilExit()
    if process.terminationStatus == 127 {
      print("SKIPPED: python3 is not there")
      return false
    }
    #expect(process.terminationStatus == 0)
    return true
  }
}

/// Writes small archives, as the specification has them.
enum ZipWriter {
  struct Member {
    var name: String
    var bytes: [UInt8]
    var isDeflated: Bool
  }

  static func archive(_ members: [Member], isZip64: Bool = false) -> [UInt8] {
    var archive: [UInt8] = []
    var directory: [UInt8] = []
    for member in members {
      let packed = member.isDeflated ? deflated(member.bytes) : member.bytes
      let checksum = member.bytes.withUnsafeBufferPointer { crc32_z(0, $0.baseAddress, $0.count) }
      let offset = archive.count
      let name = Array(member.name.utf8)
      let sizes = isZip64 ? [0xFFFF_FFFF, 0xFFFF_FFFF] : [packed.count, member.bytes.count]
      let common =
        u16(45) + u16(0) + u16(member.isDeflated ? 8 : 0) + u16(0) + u16(0) + u32(Int(checksum))
        + sizes.flatMap { u32($0) } + u16(name.count)
      let localExtra =
        isZip64 ? u16(1) + u16(16) + u64(member.bytes.count) + u64(packed.count) : []
      archive += [0x50, 0x4B, 3, 4] + common + u16(localExtra.count) + name + localExtra + packed
      let extra =
        isZip64 ? u16(1) + u16(24) + u64(member.bytes.count) + u64(packed.count) + u64(offset) : []
      directory +=
        [0x50, 0x4B, 1, 2] + u16(45) + common + u16(extra.count) + u16(0) + u16(0) + u16(0) + u32(0)
        + u32(isZip64 ? 0xFFFF_FFFF : offset) + name + extra
    }
    let start = archive.count
    archive += directory
    let end = archive.count
    if isZip64 {
      archive +=
        [0x50, 0x4B, 6, 6] + u64(44) + u16(45) + u16(45) + u32(0) + u32(0) + u64(members.count)
        + u64(members.count) + u64(directory.count) + u64(start)
      archive += [0x50, 0x4B, 6, 7] + u32(0) + u64(end) + u32(1)
    }
    let count = isZip64 ? 0xFFFF : members.count
    archive +=
      [0x50, 0x4B, 5, 6] + u16(0) + u16(0) + u16(count) + u16(count)
      + u32(isZip64 ? 0xFFFF_FFFF : directory.count) + u32(isZip64 ? 0xFFFF_FFFF : start) + u16(0)
    return archive
  }

  /// Raw deflate: zlib's stream without its header and checksum.
  private static func deflated(_ bytes: [UInt8]) -> [UInt8] {
    var size = compressBound(uLong(bytes.count))
    var packed = [UInt8](repeating: 0, count: Int(size))
    let status = compress(&packed, &size, bytes, uLong(bytes.count))
    precondition(status == Z_OK)
    return Array(packed[2..<(Int(size) - 4)])
  }

  private static func u16(_ value: Int) -> [UInt8] { [UInt8(value & 0xFF), UInt8(value >> 8 & 0xFF)] }
  private static func u32(_ value: Int) -> [UInt8] { u16(value) + u16(value >> 16) }
  private static func u64(_ value: Int) -> [UInt8] { u32(value) + u32(value >> 32) }
}
