/// The hash of a folded word by which the word tree is walked: eight bytes at a time, little-endian.
///
/// Words of one length up to eight bytes never share it. (`NameKey.hash` is for tables in memory.)
enum WordHash {
  private static let multiplier: UInt64 = 0x9FB2_1C65_1E98_DF25

  @inline(__always)
  static func start(length: Int) -> UInt64 { UInt64(truncatingIfNeeded: length) &* 0xA24B_AED4_963E_E407 }

  /// The next eight bytes, the last ones with zeros after them.
  @inline(__always)
  static func add(_ chunk: UInt64, to hash: UInt64) -> UInt64 {
    let value = (hash ^ chunk) &* multiplier
    return value ^ value >> 29
  }

  /// The hash of bytes after which eight more may be read, whatever they are.
  @inline(__always)
  static func hash(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> UInt64 {
    var hash = start(length: count)
    let raw = UnsafeRawPointer(bytes)
    var offset = 0
    while offset < count {
      let chunk = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
      let left = count - offset
      hash = add(left >= 8 ? chunk : chunk & ((1 << UInt64(8 * left)) - 1), to: hash)
      offset += 8
    }
    return hash
  }
}
