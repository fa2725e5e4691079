/// One word of a text, folded into a scratch buffer: what the walks down the word tree read.
struct FoldedWord {
  /// Where it ends in the text.
  var end: Int
  /// Bytes of its fold, *saint* for *st*; more than the room where it did not fit.
  var length: Int
  /// `WordHash` of the fold; of no meaning where it did not fit.
  var hash: UInt64
  /// Whether it was written *St* or *Ste*.
  var isSaint: Bool

  /// Bytes that a scratch has beyond the room that is told: whole words of eight bytes are stored.
  static let slack = 24

  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let saint: UInt64 = 0x74_6E69_6173
  private static let sainte: UInt64 = 0x6574_6E69_6173

  /// How many of eight bytes, the lowest first, are ASCII letters and digits.
  @inline(__always)
  private static func wordBytes(in chunk: UInt64) -> Int {
    let low = chunk & (0x7F * ones)
    let lower = low | (0x20 * ones)
    let letters = (lower &+ ((0x80 - 0x61) * ones)) & ~(lower &+ ((0x80 - 0x7B) * ones))
    let digits = (low &+ ((0x80 - 0x30) * ones)) & ~(low &+ ((0x80 - 0x3A) * ones))
    let others = ~((letters | digits) & ~chunk) & (0x80 * ones)
    return others == 0 ? 8 : others.trailingZeroBitCount >> 3
  }

  /// The eight bytes at an offset, zeros past the end.
  @inline(__always)
  private static func chunk(_ text: UnsafeBufferPointer<UInt8>, _ offset: Int) -> UInt64 {
    if offset &+ 8 <= text.count {
      return UInt64(
        littleEndian: UnsafeRawPointer(text.baseAddress.unsafelyUnwrapped).loadUnaligned(
          fromByteOffset: offset, as: UInt64.self))
    }
    var value: UInt64 = 0
    for index in offset..<text.count { value |= UInt64(text[index]) << UInt64(8 * (index - offset)) }
    return value
  }

  @inline(__always)
  private static func store(_ chunk: UInt64, _ scratch: UnsafeMutablePointer<UInt8>, _ offset: Int) {
    UnsafeMutableRawPointer(scratch).storeBytes(of: chunk.littleEndian, toByteOffset: offset, as: UInt64.self)
  }

  /// Reads the word that starts at `start` (one of length 0 where none does) and puts its fold into `scratch`,
  /// which has `room` bytes and `slack` more.
  @inline(__always)
  static func read(
    _ text: UnsafeBufferPointer<UInt8>, at start: Int, into scratch: UnsafeMutablePointer<UInt8>, room: Int
  ) -> FoldedWord {
    let first = chunk(text, start)
    let count = wordBytes(in: first)
    let end = start &+ count
    // Most words are up to seven ASCII letters: they are hashed where they are.
    guard count < 8, end >= text.count || text[end] < 0x80 else {
      return readLong(text, at: start, into: scratch, room: room)
    }
    var length = count
    var folded = (first | 0x20 * ones) & ((1 << UInt64(truncatingIfNeeded: 8 &* count)) &- 1)
    var isSaint = false
    if folded == 0x7473 || folded == 0x65_7473 {
      isSaint = true
      folded = count == 2 ? saint : sainte
      length = count + 3
    }
    store(folded, scratch, 0)
    return FoldedWord(
      end: end, length: length, hash: WordHash.add(folded, to: WordHash.start(length: length)),
      isSaint: isSaint)
  }

  @inline(never)
  private static func readLong(
    _ text: UnsafeBufferPointer<UInt8>, at start: Int, into scratch: UnsafeMutablePointer<UInt8>, room: Int
  ) -> FoldedWord {
    var offset = start
    var length = 0
    while offset < text.count {
      let next = chunk(text, offset)
      let count = wordBytes(in: next)
      // Past the room nothing is kept: the length tells.
      store(next | 0x20 * ones, scratch, min(length, room))
      length += count
      offset += count
      if count == 8 { continue }
      guard offset < text.count, text[offset] >= 0x80 else { break }
      if text[offset] == 0xC2, length > 0,
        let next = NameKey.continuation(of: text, at: offset, end: text.count)
      {
        offset = next
        continue
      }
      let (scalar, bytes) = CharacterFolding.scalar(text, offset)
      guard CharacterFolding.classOf(scalar) == .word else { break }
      CharacterFolding.fold(scalar) { byte in
        scratch[min(length, room)] = byte
        length += 1
      }
      offset += bytes
    }
    guard length <= room else { return FoldedWord(end: offset, length: length, hash: 0, isSaint: false) }
    var isSaint = false
    if length == 2 || length == 3, scratch[0] == UInt8(ascii: "s"), scratch[1] == UInt8(ascii: "t"),
      length == 2 || scratch[2] == UInt8(ascii: "e")
    {
      isSaint = true
      store(length == 2 ? saint : sainte, scratch, 0)
      length += 3
    }
    return FoldedWord(
      end: offset, length: length, hash: WordHash.hash(UnsafePointer(scratch), length), isSaint: isSaint)
  }
}
