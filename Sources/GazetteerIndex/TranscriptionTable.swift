/// The rules of transcription as a search walks them: spellings by number, and those that begin with a letter.
///
/// Unchecked `Sendable`: the one table's memory is written while it is made, and never given back.
struct TranscriptionTable: @unchecked Sendable {
  struct Spelling {
    var rule: UInt8
    var bytes: UnsafeBufferPointer<UInt8>
    /// What it begins with; all for the empty one.
    var first: ByteClasses
  }

  struct Rule {
    var spellings: Range<UInt16>
    var position: TranscriptionRule.Position
    var cost: UInt8
  }

  static let shared = TranscriptionTable(TranscriptionRule.all)

  private let rules: UnsafeBufferPointer<Rule>
  private let spellings: UnsafeBufferPointer<Spelling>
  /// The spellings' numbers by their first byte, the empty ones last, and where each byte's begin.
  private let ordered: UnsafeBufferPointer<UInt16>
  private let starts: UnsafeBufferPointer<Int>
  /// What the other spellings of the rules begin with, by the first byte of one (256: of the empty ones).
  private let alternatives: UnsafeBufferPointer<ByteClasses>

  private init(_ all: [TranscriptionRule]) {
    precondition(all.count < Int(TranscriptionTable.doubleLetter), "too many rules for their numbers")
    var rules: [Rule] = []
    var spellings: [Spelling] = []
    var byFirst = [[UInt16]](repeating: [], count: 257)
    for (number, rule) in all.enumerated() {
      let first = UInt16(spellings.count)
      for bytes in rule.spellings {
        byFirst[bytes.first.map { Int($0) } ?? 256].append(UInt16(spellings.count))
        var first = ByteClasses.all
        if let byte = bytes.first {
          first = .none
          first.formUnion(of: byte)
        }
        spellings.append(Spelling(rule: UInt8(number), bytes: Self.kept(bytes), first: first))
      }
      rules.append(
        Rule(
          spellings: first..<UInt16(spellings.count), position: rule.position, cost: UInt8(rule.cost)))
    }
    var starts = [0]
    for numbers in byFirst { starts.append(starts[starts.count - 1] + numbers.count) }
    alternatives = Self.kept(
      byFirst.map { numbers in
        var classes = ByteClasses.none
        for number in numbers {
          let rule = rules[Int(spellings[Int(number)].rule)]
          for other in rule.spellings where other != number { classes.formUnion(spellings[Int(other)].first) }
        }
        return classes
      })
    self.rules = Self.kept(rules)
    self.spellings = Self.kept(spellings)
    ordered = Self.kept(byFirst.flatMap { $0 })
    self.starts = Self.kept(starts)
  }

  private static func kept<Element>(_ array: [Element]) -> UnsafeBufferPointer<Element> {
    let buffer = UnsafeMutableBufferPointer<Element>.allocate(capacity: array.count)
    _ = buffer.initialize(from: array)
    return UnsafeBufferPointer(buffer)
  }

  @inline(__always)
  func rule(_ number: UInt8) -> Rule { rules[Int(number)] }

  @inline(__always)
  func spelling(_ number: UInt16) -> Spelling { spellings[Int(number)] }

  /// The numbers of the spellings that begin with a byte, in the order of the rules.
  @inline(__always)
  func spellings(startingWith byte: UInt8) -> UnsafeBufferPointer<UInt16> { spellings(at: Int(byte)) }

  /// The numbers of the empty spellings.
  var emptySpellings: UnsafeBufferPointer<UInt16> { spellings(at: 256) }

  /// What the spellings begin with that may stand for one that begins with a byte.
  @inline(__always)
  func alternatives(startingWith byte: UInt8) -> ByteClasses { alternatives[Int(byte)] }

  /// What the spellings begin with that may stand for nothing.
  var emptyAlternatives: ByteClasses { alternatives[256] }

  @inline(__always)
  private func spellings(at first: Int) -> UnsafeBufferPointer<UInt16> {
    UnsafeBufferPointer(rebasing: ordered[starts[first]..<starts[first + 1]])
  }

  // MARK: What is no rule of the list

  static let doubleLetter: UInt8 = 254
  static let wordBreak: UInt8 = 255

  /// What a result says was applied.
  static func name(of rule: UInt8) -> String {
    switch rule {
    case doubleLetter: "double letter"
    case wordBreak: "word break"
    default: TranscriptionRule.all[Int(rule)].name
    }
  }
}
