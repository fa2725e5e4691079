/// The names' keys in byte order, walked letter by letter: the names that share a beginning are a range.
///
/// Every key's range is checked by `SectionBytes`. A reference, for the steps that it remembers.
final class SortedKeys {
  private let file: IndexFile
  private let tree: KeyTree
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

  init(_ file: IndexFile) {
    self.file = file
    tree = KeyTree(file)
    all = 0..<file.nameCount
    memo = .allocate(capacity: 1 << SortedKeys.memoBits)
    memo.initialize(repeating: Step())
  }

  deinit { memo.deallocate() }

  /// The length of a name's key in bytes.
  @inline(__always)
  func length(_ name: Int) -> Int { file.key(name).count }

  /// The byte at `depth`; -1 past the key's end.
  @inline(__always)
  private func byte(_ name: Int, _ depth: Int) -> Int {
    let key = file.key(name)
    return depth < key.count ? Int(key[depth]) : -1
  }

  /// What the keys of names that agree in their first `depth` bytes go on with; anything where there are more names
  /// than it pays to look at.
  @inline(__always)
  func continuations(_ names: Range<Int>, _ depth: Int) -> ByteClasses {
    guard names.count <= 8 else { return .all }
    var classes = ByteClasses.none
    for name in names {
      let byte = self.byte(name, depth)
      if byte >= 0 { classes.formUnion(of: UInt8(byte)) }
    }
    return classes
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
    if depth < IndexFormat.Beginning.letters, let begun = beginning(names, depth, byte) { return begun }
    let question = UInt64(names.lowerBound) << 24 | UInt64(depth) << 8 | UInt64(byte)
    let slot = Int(truncatingIfNeeded: (question &* 0x9E37_79B9_7F4A_7C15) >> (64 - SortedKeys.memoBits))
    if memo[slot].question == question { return Int(memo[slot].lower)..<Int(memo[slot].upper) }
    let found = withUnsafeBytes(of: byte) { tree.narrowed(names, after: depth, $0) }
    let (lower, upper) = (found.lowerBound, found.upperBound)
    memo[slot] = Step(question: question, lower: UInt32(lower), upper: UInt32(upper))
    return lower..<upper
  }

  /// As `narrowed` from the table of beginnings; nil where one of the bytes is no letter.
  private func beginning(_ names: Range<Int>, _ depth: Int, _ byte: UInt8) -> Range<Int>? {
    typealias Beginning = IndexFormat.Beginning
    let key = file.key(names.lowerBound)
    guard Beginning.isLetter(byte), depth <= key.count else { return nil }
    var number = 0
    for index in 0..<depth {
      guard Beginning.isLetter(key[index]) else { return nil }
      number = number * Beginning.base + Beginning.digit(key[index])
    }
    return tree.begun(names, number, depth, digit: Beginning.digit(byte))
  }
}

/// A set of classes of bytes: a letter of a to z is one by itself, so is what parts words, and all others are one.
struct ByteClasses {
  private var bits: UInt32

  static let none = ByteClasses(bits: 0)
  static let all = ByteClasses(bits: .max)

  @inline(__always)
  private static func bit(_ byte: UInt8) -> UInt32 {
    let letter = byte &- UInt8(ascii: "a")
    return 1 << (letter < 26 ? UInt32(letter) : byte == NameKey.separator ? 26 : 27)
  }

  @inline(__always)
  func contains(_ byte: UInt8) -> Bool { bits & ByteClasses.bit(byte) != 0 }

  @inline(__always)
  func meets(_ other: ByteClasses) -> Bool { bits & other.bits != 0 }

  @inline(__always)
  mutating func formUnion(of byte: UInt8) { bits |= ByteClasses.bit(byte) }

  mutating func formUnion(_ other: ByteClasses) { bits |= other.bits }
}
