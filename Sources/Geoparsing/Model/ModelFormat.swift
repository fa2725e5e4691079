/// The layout of a model's file, little-endian throughout.
///
/// A header of 64 bytes: magic (8), format version (u32), version of the features (u32), number of readings (u32), slots as a
/// power of two (u32), features (u32), reserved (u32), size of the file (u64), checksum (u64), zeros. Then a table of
/// features by open addressing: for each slot its tag (u32; 0 is a free slot), then for each slot its weights (four i16,
/// in units of 1/1024, in the order of `ModelReading`).
package enum ModelFormat {
  static let magic: [UInt8] = Array("LIEUMODL".utf8)
  static let version: UInt32 = 1
  static let headerSize = 64
  static let checksumOffset = 40
  /// Weights are whole numbers of this share of 1.
  package static let unit = 1.0 / 1024
  /// 2^20 slots are 12 MB: more than any model that belongs into a repository.
  static let mostSlotBits: UInt32 = 20

  static func tag(of feature: UInt64) -> UInt32 { Swift.max(1, UInt32(truncatingIfNeeded: feature >> 32)) }

  /// Multiply and shift over the file's words, the checksum's own taken as 0. Each step can be undone, so that a change
  /// within one word always changes the sum.
  static func checksum(of bytes: UnsafeRawBufferPointer) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    var offset = 0
    while offset < bytes.count {
      var word: UInt64 = 0
      if offset + 8 <= bytes.count {
        word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
      } else {
        for index in offset..<bytes.count { word |= UInt64(bytes[index]) << (8 * UInt64(index - offset)) }
      }
      if offset == checksumOffset { word = 0 }
      hash = (hash ^ word) &* 0x9E37_79B9_7F4A_7C15
      hash ^= hash >> 29
      offset += 8
    }
    return hash
  }

  /// The bytes of a model. Features are placed in the order of their numbers, so that the same weights give the same
  /// bytes. Of two features with the same tag in one run of slots, the one with the smaller number is kept.
  package static func encode(_ weights: [UInt64: SIMD4<Int16>]) -> [UInt8] {
    var bits: UInt32 = 6
    while (1 << bits) < weights.count * 3 / 2, bits < mostSlotBits { bits += 1 }
    let mask = UInt64(1) << bits - 1
    var tags = [UInt32](repeating: 0, count: 1 << Int(bits))
    var values = [SIMD4<Int16>](repeating: .zero, count: tags.count)
    var count: UInt32 = 0
    for (feature, weight) in weights.sorted(by: { $0.key < $1.key }) {
      let tag = tag(of: feature)
      var slot = Int(feature & mask)
      while tags[slot] != 0, tags[slot] != tag { slot = (slot + 1) & Int(mask) }
      guard tags[slot] == 0 else { continue }
      tags[slot] = tag
      values[slot] = weight
      count += 1
    }
    var bytes = magic
    func append(_ value: some FixedWidthInteger) {
      withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
    }
    for number in [version, FeatureTemplate.version, UInt32(ModelReading.allCases.count), bits, count, 0] {
      append(number)
    }
    append(UInt64(headerSize + tags.count * 12))
    append(UInt64(0))
    bytes.append(contentsOf: repeatElement(0, count: headerSize - bytes.count))
    for tag in tags { append(tag) }
    for value in values { for lane in 0..<4 { append(value[lane]) } }
    let sum = bytes.withUnsafeBytes { checksum(of: $0) }
    withUnsafeBytes(of: sum.littleEndian) {
      bytes.replaceSubrange(checksumOffset..<(checksumOffset + 8), with: $0)
    }
    return bytes
  }
}
