internal import CZlib

/// The contents of one member of a ZIP archive.
///
/// Size and CRC-32 are known at the end only: what was read is not to be used before `read` has given 0.
package final class ZipMemberStream: ByteStream {
  package let path: String
  package private(set) var consumed = 0

  private let archive: ZipArchive
  private let member: ZipArchive.Member
  private let start: Int
  private let inflater: Inflater?
  private var checksum = crc32(0, nil, 0)
  private var produced = 0
  private var isAtEnd = false

  /// Throws `SourceError.damaged` where the local header is not what the directory says, and `.kind` for a member
  /// that is encrypted or packed in a way that is not read.
  package init(_ member: ZipArchive.Member, of archive: ZipArchive) throws(SourceError) {
    self.archive = archive
    self.member = member
    path = "\(archive.path)/\(member.name)"
    let header = LittleEndian(try archive.file.bytes(at: member.offset, count: 30))
    let nameLength = header.u32(0) == 0x0403_4B50 ? header.u16(26) : 0
    let name = try archive.file.bytes(at: member.offset + 30, count: nameLength)
    start = member.offset + 30 + nameLength + header.u16(28)
    guard header.u32(0) == 0x0403_4B50, String(decoding: name, as: UTF8.self) == member.name,
      header.u16(8) == Int(member.method), start + member.packedSize <= archive.directoryOffset
    else {
      throw .damaged(
        path: archive.path, offset: member.offset, expected: "the header of `\(member.name)`",
        found: "something else")
    }
    guard member.flags & 1 == 0 else {
      throw .kind(path: path, expected: "a member that is not encrypted", found: "one that is")
    }
    switch member.method {
    case 0:
      inflater = nil
      guard member.size == member.packedSize else {
        throw .damaged(
          path: archive.path, offset: member.offset, expected: "\(member.size) bytes stored",
          found: "\(member.packedSize)")
      }
    case 8: inflater = try Inflater(path: path)
    default:
      throw .kind(
        path: path, expected: "a member that is stored or deflated", found: "method \(member.method)")
    }
  }

  package func read(into buffer: UnsafeMutableRawBufferPointer) throws(SourceError) -> Int {
    if isAtEnd || buffer.isEmpty { return 0 }
    var count = 0
    if let inflater {
      // A step may take input without giving output.
      while count == 0, !inflater.isAtEnd {
        if inflater.needsInput {
          consumed += try inflater.fill(
            from: archive.file, at: start + consumed, count: member.packedSize - consumed)
        }
        count = try inflater.inflate(into: buffer)
        if produced + count > member.size { throw wrongSize("more") }
      }
    } else {
      let rest = UnsafeMutableRawBufferPointer(rebasing: buffer.prefix(member.packedSize - consumed))
      count = try archive.file.read(into: rest, at: start + consumed)
      if count < rest.count { throw wrongSize("\(produced + count)") }
      consumed += count
    }
    if count == 0 {
      try finish()
      return 0
    }
    produced += count
    checksum = crc32_z(checksum, buffer.baseAddress?.assumingMemoryBound(to: UInt8.self), count)
    return count
  }

  private func finish() throws(SourceError) {
    isAtEnd = true
    guard produced == member.size else { throw wrongSize("\(produced)") }
    if let inflater, inflater.unused > 0 || consumed != member.packedSize {
      throw .damaged(
        path: archive.path, offset: start, expected: "\(member.packedSize) bytes of packed data",
        found: "\(consumed - inflater.unused)")
    }
    guard UInt32(truncatingIfNeeded: checksum) == member.checksum else {
      throw .damaged(
        path: archive.path, offset: start,
        expected: "`\(member.name)` with the CRC-32 \(String(member.checksum, radix: 16))",
        found: String(checksum, radix: 16))
    }
  }

  private func wrongSize(_ found: String) -> SourceError {
    .damaged(
      path: archive.path, offset: start, expected: "\(member.size) bytes in `\(member.name)`", found: found)
  }
}

/// A raw deflate stream (RFC 1951) under way, by zlib.
private final class Inflater {
  private let path: String
  /// zlib keeps pointers to it: it must not move.
  private let stream: UnsafeMutablePointer<z_stream>
  private let input: UnsafeMutableRawBufferPointer
  private(set) var isAtEnd = false

  init(path: String) throws(SourceError) {
    self.path = path
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    input = .allocate(byteCount: 1 << 18, alignment: 16)
    guard lieudit_inflate_init_raw(stream) == Z_OK else {
      throw .file(path: path, operation: "unpack", reason: "zlib does not start")
    }
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
    input.deallocate()
  }

  var needsInput: Bool { stream.pointee.avail_in == 0 }
  /// Input that came after the end of the stream.
  var unused: Int { Int(stream.pointee.avail_in) }

  /// Reads the next input, at most `count` bytes; how many there were.
  func fill(from file: OpenFile, at offset: Int, count: Int) throws(SourceError) -> Int {
    let wanted = UnsafeMutableRawBufferPointer(rebasing: input.prefix(count))
    let found = try file.read(into: wanted, at: offset)
    stream.pointee.next_in = input.baseAddress?.assumingMemoryBound(to: UInt8.self)
    stream.pointee.avail_in = UInt32(found)
    return found
  }

  /// Unpacks into a buffer; how many bytes came out.
  func inflate(into buffer: UnsafeMutableRawBufferPointer) throws(SourceError) -> Int {
    let room = min(buffer.count, 1 << 30)
    stream.pointee.next_out = buffer.baseAddress?.assumingMemoryBound(to: UInt8.self)
    stream.pointee.avail_out = UInt32(room)
    let hadInput = stream.pointee.avail_in > 0
    let status = CZlib.inflate(stream, Z_NO_FLUSH)
    let count = room - Int(stream.pointee.avail_out)
    switch status {
    case Z_STREAM_END: isAtEnd = true
    case Z_OK: break
    case Z_BUF_ERROR where hadInput && count > 0: break
    default:
      let reason =
        stream.pointee.msg.map { String(cString: $0) } ?? (hadInput ? "status \(status)" : "its end")
      throw .damaged(
        path: path, offset: Int(stream.pointee.total_in), expected: "deflated data", found: reason)
    }
    return count
  }
}
