/// A section being written: in memory as long as it is small, in a temporary file from then on.
final class SectionWriter {
  private static let capacity = 1 << 20
  private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: capacity, alignment: 8)
  private var filled = 0
  private var file: TemporaryFile?
  private var hash = NameKey.fnvBasis
  /// Bytes so far.
  var count: Int { (file?.count ?? 0) + filled }

  deinit { buffer.deallocate() }

  @inline(__always)
  func append<Value: FixedWidthInteger>(_ value: Value) throws(GazetteerError) {
    if filled + MemoryLayout<Value>.size > Self.capacity {
      // A number may lie across the buffer's end.
      try appendBytes(of: value)
      return
    }
    buffer.storeBytes(of: value.littleEndian, toByteOffset: filled, as: Value.self)
    filled += MemoryLayout<Value>.size
  }

  private func appendBytes(of value: some FixedWidthInteger) throws(GazetteerError) {
    var rest = value
    for _ in 0..<value.bitWidth / 8 {
      try append(UInt8(truncatingIfNeeded: rest))
      rest >>= 8
    }
  }

  @inline(__always)
  private func append(_ byte: UInt8) throws(GazetteerError) {
    if filled == Self.capacity { try flush() }
    buffer[filled] = byte
    filled += 1
  }

  func append(_ bytes: UnsafeRawBufferPointer) throws(GazetteerError) {
    var bytes = bytes[...]
    while !bytes.isEmpty {
      if filled == Self.capacity { try flush() }
      let part = bytes.prefix(Self.capacity - filled)
      UnsafeMutableRawBufferPointer(rebasing: buffer[filled...]).copyMemory(
        from: UnsafeRawBufferPointer(rebasing: part))
      filled += part.count
      bytes = bytes.dropFirst(part.count)
    }
  }

  func append(_ bytes: [UInt8]) throws(GazetteerError) {
    var failure: GazetteerError?
    bytes.withUnsafeBytes { bytes in
      do throws(GazetteerError) { try append(bytes) } catch { failure = error }
    }
    if let failure { throw failure }
  }

  /// A string's length (LEB128) and its bytes.
  func append(string bytes: UnsafeRawBufferPointer) throws(GazetteerError) {
    var length = bytes.count
    while length >= 0x80 {
      try append(UInt8(length & 0x7F) | 0x80)
      length >>= 7
    }
    try append(UInt8(length))
    try append(bytes)
  }

  private func flush() throws(GazetteerError) {
    let part = UnsafeRawBufferPointer(rebasing: buffer[..<filled])
    if file == nil { file = try TemporaryFile() }
    IndexFormat.addWords(part, &hash)
    try file?.append(part)
    filled = 0
  }

  var checksum: UInt64 { IndexFormat.checksum(UnsafeRawBufferPointer(rebasing: buffer[..<filled]), hash) }

  /// Gives all bytes, in pieces.
  func copy(_ write: (UnsafeRawBufferPointer) throws(GazetteerError) -> Void) throws(GazetteerError) {
    if let file {
      let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: 4 << 20, alignment: 8)
      defer { piece.deallocate() }
      var offset = 0
      while offset < file.count {
        let got = try file.read(piece, at: offset)
        try write(UnsafeRawBufferPointer(rebasing: piece[..<got]))
        offset += got
      }
    }
    try write(UnsafeRawBufferPointer(rebasing: buffer[..<filled]))
  }
}
