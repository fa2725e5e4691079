#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// The lines of a stream, each lent from one buffer without a copy.
///
/// A line ends with LF or CR LF, the last one also with the stream. A byte order mark of UTF-8 at the start is left
/// out.
struct LineReader: ~Copyable {
  /// A longer line is given cut, `isCut`; GeoNames' longest has some 20,000 bytes.
  static let longest = 1 << 20

  let stream: any ByteStream
  /// The number of the line that was given last, from 1.
  private(set) var line = 0
  /// Whether that line is longer than `longest`, and what was given only its beginning.
  private(set) var isCut = false

  private let buffer: UnsafeMutableRawBufferPointer
  private var start = 0
  private var end = 0
  private var isAtEnd = false

  init(_ stream: any ByteStream) {
    self.stream = stream
    buffer = .allocate(byteCount: LineReader.longest, alignment: 16)
  }

  deinit { buffer.deallocate() }

  /// The next line without its end; nil after the last. Valid until the next call.
  mutating func next() throws(SourceError) -> UnsafeRawBufferPointer? {
    if isCut { try skipLine() }
    var searched = start
    while true {
      if searched < end, let found = memchr(buffer.baseAddress! + searched, 0x0A, end - searched) {
        let stop = UnsafeMutableRawPointer(found) - buffer.baseAddress!
        defer { start = stop + 1 }
        return take(start..<stop)
      }
      searched = end
      if isAtEnd {
        if start == end { return nil }
        defer { start = end }
        return take(start..<end)
      }
      if start > 0 {
        buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: buffer[start..<end]))
        searched -= start
        end -= start
        start = 0
      }
      if end == buffer.count {
        isCut = true
        return take(start..<end)
      }
      let count = try stream.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[end...]))
      end += count
      isAtEnd = count == 0
    }
  }

  /// Drops the rest of a line whose beginning fills the buffer.
  private mutating func skipLine() throws(SourceError) {
    isCut = false
    start = end
    while !isAtEnd {
      end = try stream.read(into: buffer)
      start = end
      isAtEnd = end == 0
      if end > 0, let found = memchr(buffer.baseAddress!, 0x0A, end) {
        start = UnsafeMutableRawPointer(found) - buffer.baseAddress! + 1
        return
      }
    }
  }

  private mutating func take(_ range: Range<Int>) -> UnsafeRawBufferPointer {
    line += 1
    var range = range
    if line == 1, range.count >= 3, buffer[0] == 0xEF, buffer[1] == 0xBB, buffer[2] == 0xBF {
      range = 3..<range.upperBound
    }
    if !range.isEmpty, buffer[range.upperBound - 1] == 0x0D {
      range = range.lowerBound..<(range.upperBound - 1)
    }
    return UnsafeRawBufferPointer(rebasing: buffer[range])
  }
}
