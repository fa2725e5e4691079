/// The files packed in a ZIP archive, listed from its central directory; each is read as a stream.
///
/// Stored and deflated members, ZIP64, UTF-8 and other names as they are. Not read: encrypted members, archives in
/// several volumes, other compressions. Nothing is taken on trust: offsets and sizes are checked against the file, a
/// member's local header against the directory, its contents against size and CRC-32.
///
/// Source: PKWARE, APPNOTE.TXT 6.3.10, sections 4.3 and 4.5.3.
package struct ZipArchive {
  package struct Member: Sendable {
    package var name: String
    var flags: UInt16
    /// 0 stored, 8 deflated.
    var method: UInt16
    var checksum: UInt32
    var packedSize: Int
    package var size: Int
    /// Where its local header lies.
    var offset: Int
  }

  let file: OpenFile
  /// In the directory's order, folders left out.
  package let members: [Member]
  /// Where the central directory begins: nothing of a member lies behind it.
  let directoryOffset: Int

  var path: String { file.path }

  /// Whether a file begins as an archive does (with a member, or empty).
  package static func isArchive(_ head: some Collection<UInt8>) -> Bool {
    head.starts(with: [0x50, 0x4B, 0x03, 0x04]) || head.starts(with: [0x50, 0x4B, 0x05, 0x06])
  }

  /// Throws `SourceError.file` where it cannot be read, and `.damaged` where it is no archive that is whole.
  package init(path: String) throws(SourceError) {
    file = try OpenFile(path: path)
    let end = try ZipArchive.findEnd(file)
    let directory = try ZipArchive.directory(file, end: end)
    directoryOffset = directory.offset
    members = try ZipArchive.members(file, directory)
  }

  private struct Directory {
    var entries: Int
    var size: Int
    var offset: Int
  }

  /// Directories of more bytes than this are refused before anything is allocated for them.
  private static let directoryLimit = 64 << 20
  private static let endSize = 22
  /// A 16-bit or 32-bit field that says "see the ZIP64 record".
  private static let see64 = (entries: 0xFFFF, size: 0xFFFF_FFFF)

  /// The offset of the record that ends the archive: the last one whose comment reaches exactly to the file's end.
  private static func findEnd(_ file: OpenFile) throws(SourceError) -> Int {
    let span = min(file.size, endSize + 0xFFFF)
    let start = file.size - span
    let tail = LittleEndian(try file.bytes(at: start, count: span))
    var offset = span - endSize
    while offset >= 0 {
      if tail.u32(offset) == 0x0605_4B50, offset + endSize + tail.u16(offset + 20) == span {
        return start + offset
      }
      offset -= 1
    }
    throw .damaged(
      path: file.path, offset: file.size, expected: "the end of a ZIP archive", found: "something else")
  }

  private static func directory(_ file: OpenFile, end: Int) throws(SourceError) -> Directory {
    let record = LittleEndian(try file.bytes(at: end, count: endSize))
    var directory = Directory(entries: record.u16(10), size: record.u32(12), offset: record.u32(16))
    var limit = end
    guard record.u16(4) == 0 || record.u16(4) == 0xFFFF else {
      throw .damaged(
        path: file.path, offset: end + 4, expected: "an archive in one volume", found: "several")
    }
    if directory.entries == see64.entries || directory.size == see64.size || directory.offset == see64.size,
      end >= 20
    {
      let locator = LittleEndian(try file.bytes(at: end - 20, count: 20))
      if locator.u32(0) == 0x0706_4B50 {
        guard let offset = locator.u64(8), offset <= end - 20 - 56 else {
          throw .damaged(
            path: file.path, offset: end - 12, expected: "the offset of the ZIP64 record",
            found: "one outside")
        }
        let record = LittleEndian(try file.bytes(at: offset, count: 56))
        guard record.u32(0) == 0x0606_4B50, let entries = record.u64(32), let size = record.u64(40),
          let start = record.u64(48)
        else {
          throw .damaged(
            path: file.path, offset: offset, expected: "a ZIP64 record", found: "something else")
        }
        directory = Directory(entries: entries, size: size, offset: start)
        limit = offset
      }
    }
    guard directory.offset <= limit, directory.size == limit - directory.offset else {
      throw .damaged(
        path: file.path, offset: end + 12,
        expected: "a central directory that ends at byte \(limit)",
        found: "\(directory.size) bytes from \(directory.offset)")
    }
    guard directory.size <= directoryLimit else {
      throw .damaged(
        path: file.path, offset: end + 12, expected: "a directory of at most \(directoryLimit) bytes",
        found: "\(directory.size)")
    }
    return directory
  }

  private static func members(_ file: OpenFile, _ directory: Directory) throws(SourceError) -> [Member] {
    let bytes = LittleEndian(try file.bytes(at: directory.offset, count: directory.size))
    func damage(_ position: Int, _ expected: String, _ found: String) -> SourceError {
      .damaged(path: file.path, offset: directory.offset + position, expected: expected, found: found)
    }
    var members: [Member] = []
    var position = 0
    var entries = 0
    while position < bytes.count {
      guard position + 46 <= bytes.count, bytes.u32(position) == 0x0201_4B50 else {
        throw damage(position, "an entry of the central directory", "something else")
      }
      let nameEnd = position + 46 + bytes.u16(position + 28)
      let extraEnd = nameEnd + bytes.u16(position + 30)
      let next = extraEnd + bytes.u16(position + 32)
      guard next <= bytes.count else { throw damage(position, "a whole entry", "its end is missing") }
      var member = Member(
        name: String(decoding: bytes.bytes[(position + 46)..<nameEnd], as: UTF8.self),
        flags: UInt16(bytes.u16(position + 8)), method: UInt16(bytes.u16(position + 10)),
        checksum: UInt32(bytes.u32(position + 16)), packedSize: bytes.u32(position + 20),
        size: bytes.u32(position + 24), offset: bytes.u32(position + 42))
      try read64(bytes, nameEnd..<extraEnd, into: &member, damage)
      guard member.offset <= directory.offset - 30, member.packedSize <= directory.offset - 30 - member.offset
      else { throw damage(position, "a member before the directory", "one that reaches beyond it") }
      if !member.name.hasSuffix("/") { members.append(member) }
      entries += 1
      position = next
    }
    guard entries == directory.entries else {
      throw damage(0, "\(directory.entries) entries", "\(entries)")
    }
    return members
  }

  /// The 64-bit sizes and offset of those fields that are full, in the order that the specification gives.
  private static func read64(
    _ bytes: LittleEndian, _ extra: Range<Int>, into member: inout Member,
    _ damage: (Int, String, String) -> SourceError
  ) throws(SourceError) {
    guard [member.size, member.packedSize, member.offset].contains(see64.size) else { return }
    var position = extra.lowerBound
    while position + 4 <= extra.upperBound {
      let end = position + 4 + bytes.u16(position + 2)
      guard end <= extra.upperBound else { break }
      if bytes.u16(position) == 1 {
        var field = position + 4
        for path in [\Member.size, \Member.packedSize, \Member.offset]
        where member[keyPath: path] == see64.size {
          guard field + 8 <= end, let value = bytes.u64(field) else {
            throw damage(position, "a 64-bit number", "none")
          }
          member[keyPath: path] = value
          field += 8
        }
        return
      }
      position = end
    }
  }
}

/// Numbers in bytes, the lowest byte first.
struct LittleEndian {
  let bytes: [UInt8]
  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var count: Int { bytes.count }
  func u16(_ offset: Int) -> Int { Int(bytes[offset]) | Int(bytes[offset + 1]) << 8 }
  func u32(_ offset: Int) -> Int { u16(offset) | u16(offset + 2) << 16 }
  /// Nil for a number that no offset in a file can be.
  func u64(_ offset: Int) -> Int? {
    let high = u32(offset + 4)
    return high < 1 << 30 ? u32(offset) | high << 32 : nil
  }
}
