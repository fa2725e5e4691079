/// The names' keys in byte order, walked letter by letter: the names that share a beginning are a range.
///
/// Every key's range is checked by `SectionBytes`. A reference, for the steps that it remembers.
final class SortedKeys {
  private let offsets: SectionBytes
  private let bytes: SectionBytes
  let all: Range<Int>
  /// Steps taken lately, since the spellings of a search begin alike again and again. A slot is the step's first
  /// name, depth and byte, which with a range of one beginning say all.
  private let memo: UnsafeMutableBufferPointer<Step>
  private static let memoBits = 10

  private struct Step {
    var question: UInt64 = .max
    var lower: UInt32 = 0
    var upper: UInt32 = 0
  }

  /// A walk over the keys of a file, which must outlive it.
  init(_ file: IndexFile) {
    offsets = file.keyOffsets
    bytes = file.keys
    all = 0..<file.nameCount
    memo = .allocate(capacity: 1 << SortedKeys.memoBits)
    memo.initialize(repeating: Step())
  }

  deinit { memo.deallocate() }

  /// The length of a name's key in bytes.
  @inline(__always)
  func length(_ name: Int) -> Int { slice(name).count }

  @inline(__always)
  private func slice(_ name: Int) -> UnsafeRawBufferPointer {
    let start = Int(offsets.u32(name * 4))
    return bytes.slice(start, Int(offsets.u32(name * 4 + 4)) - start)
  }

  /// The byte at `depth`; -1 past the key's end.
  @inline(__always)
  private func byte(_ name: Int, _ depth: Int) -> Int {
    let key = slice(name)
    return depth < key.count ? Int(key[depth]) : -1
  }

  /// The names whose keys go on with `byte` after `depth` bytes, of all names that share those bytes.
  func narrowed(_ names: Range<Int>, _ depth: Int, _ byte: UInt8) -> Range<Int> {
    let count = names.count
    if count <= 2 {
      // What a search comes down to most often.
      var lower = names.lowerBound
      while lower < names.upperBound, self.byte(lower, depth) != Int(byte) { lower += 1 }
      var upper = lower
      while upper < names.upperBound, self.byte(upper, depth) == Int(byte) { upper += 1 }
      return lower..<upper
    }
    let question = UInt64(names.lowerBound) << 24 | UInt64(depth) << 8 | UInt64(byte)
    let slot = Int(truncatingIfNeeded: (question &* 0x9E37_79B9_7F4A_7C15) >> (64 - SortedKeys.memoBits))
    if memo[slot].question == question { return Int(memo[slot].lower)..<Int(memo[slot].upper) }
    let lower = first(names, depth) { $0 >= Int(byte) }
    var upper = lower
    if lower < names.upperBound, self.byte(lower, depth) == Int(byte) {
      upper = first((lower + 1)..<names.upperBound, depth) { $0 > Int(byte) }
    }
    memo[slot] = Step(question: question, lower: UInt32(lower), upper: UInt32(upper))
    return lower..<upper
  }

  /// The first of `names` whose byte at `depth` is past a bound.
  @inline(__always)
  private func first(_ names: Range<Int>, _ depth: Int, isPast: (Int) -> Bool) -> Int {
    var low = names.lowerBound
    var high = names.upperBound
    while low < high {
      let middle = low + (high - low) / 2
      if isPast(byte(middle, depth)) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
