/// The names within some edits of a key: a letter put in, left out or changed, or two letters swapped, even where
/// others were put in or left out between them (the Damerau–Levenshtein distance without restriction).
///
/// The sorted keys are walked as the tree of letters that they are. At each letter the row of the edit table that
/// belongs to it is made from the rows above; where it has no value small enough, all keys that start so are left
/// out at once, and where it has none to spare, only the letters that the wanted name has near there are looked at.
///
/// Source: F. J. Damerau, "A technique for computer detection and correction of spelling errors", CACM 7 (1964);
/// R. Lowrance and R. A. Wagner, "An extension of the string-to-string correction problem", JACM 22 (1975). Up to 3
/// edits, swapped letters have at most two others between them.
struct FuzzySearch {
  struct Found {
    var name: UInt32
    var distance: Int
  }

  /// No more than this: the swaps looked for are those that so few edits allow.
  static let mostEdits = 3

  private let keys: KeyTree
  private let wanted: [UInt32]
  private let limit: Int
  private let width: Int
  /// The letters of the way down, and their rows, one after the other.
  private var letters: [UInt32] = []
  private var rows: [UInt8]
  private(set) var found: [Found] = []

  /// - Parameter wanted: The letters of a key, as scalars.
  init(_ file: IndexFile, wanted: [UInt32], limit: Int) {
    keys = KeyTree(file)
    self.wanted = wanted
    self.limit = limit
    width = wanted.count + 1
    rows = [UInt8](repeating: 0, count: (wanted.count + limit + 2) * width)
    letters = [UInt32](repeating: 0, count: wanted.count + limit + 2)
    for column in 0..<width { rows[column] = cell(column) }
  }

  /// Any value past the limit is as good as another.
  private func cell(_ value: Int) -> UInt8 { UInt8(min(value, limit + 1)) }

  mutating func run() { step(keys.all, bytes: 0, depth: 0) }

  /// `names` agree in their first `bytes` bytes, which are `depth` letters with their rows.
  private mutating func step(_ names: Range<Int>, bytes: Int, depth: Int) {
    var names = names
    // Among keys with one beginning, the one that has nothing else is the first.
    if let first = names.first, keys.file.key(first).count == bytes {
      let distance = Int(rows[depth * width + width - 1])
      if distance <= limit, depth > 0 { found.append(Found(name: UInt32(first), distance: distance)) }
      names = first + 1..<names.upperBound
    }
    guard !names.isEmpty, depth < wanted.count + limit else { return }
    let least = rows[depth * width..<(depth + 1) * width].min() ?? 0
    // A row of the limit only: another letter is of no use.
    if Int(least) >= limit { seek(names, bytes, depth) } else { tryAll(names, bytes, depth) }
  }

  private mutating func tryAll(_ names: Range<Int>, _ bytes: Int, _ depth: Int) {
    var low = names.lowerBound
    while low < names.upperBound {
      let key = keys.file.key(low)
      // A damaged file has keys of any length.
      guard key.count > bytes else {
        low += 1
        continue
      }
      let (letter, length) = CharacterFolding.scalar(key.bindMemory(to: UInt8.self), bytes)
      let end = max(
        low + 1,
        keys.first(
          of: low..<names.upperBound, after: bytes,
          UnsafeRawBufferPointer(rebasing: key[bytes..<bytes + length]),
          isPast: true))
      descend(low..<end, bytes + length, depth, letter)
      low = end
    }
  }

  private mutating func seek(_ names: Range<Int>, _ bytes: Int, _ depth: Int) {
    // The columns that can still be within the limit, and the swaps that reach them.
    let window = max(0, depth - limit - 2)..<min(wanted.count, depth + limit + 2)
    var low = names.lowerBound
    for letter in Set(wanted[window]).sorted() {
      guard let scalar = Unicode.Scalar(letter) else { continue }
      let encoded = Array(String(Character(scalar)).utf8)
      let part = encoded.withUnsafeBytes { keys.narrowed(low..<names.upperBound, after: bytes, $0) }
      if !part.isEmpty { descend(part, bytes + encoded.count, depth, letter) }
      low = max(low, part.upperBound)
    }
  }

  private mutating func descend(_ names: Range<Int>, _ bytes: Int, _ depth: Int, _ letter: UInt32) {
    letters[depth] = letter
    if fillRow(depth + 1) <= limit { step(names, bytes: bytes, depth: depth + 1) }
  }

  /// Makes the row of so many letters and gives its smallest value. A swap looks rows back, but where a row between
  /// has no value within the limit, none of those leaves room for the swap.
  private mutating func fillRow(_ row: Int) -> Int {
    let letter = letters[row - 1]
    let past = limit + 1
    return letters.withUnsafeBufferPointer { letters in
      wanted.withUnsafeBufferPointer { wanted in
        rows.withUnsafeMutableBufferPointer { rows in
          let here = row * width
          let above = here - width
          // What is farther off the diagonal than the limit is past it.
          let from = max(1, row - limit)
          let to = min(width - 1, row + limit)
          guard from <= to else { return past }
          for column in 0..<from { rows[here + column] = UInt8(past) }
          if from == 1 { rows[here] = UInt8(min(row, past)) }
          var least = Int(rows[here])
          for column in from...to {
            var value = Int(rows[above + column - 1]) + (wanted[column - 1] == letter ? 0 : 1)
            value = min(value, Int(rows[above + column]) + 1, Int(rows[here + column - 1]) + 1)
            // The last letter here stands `gap` columns before, and that one's here some rows before.
            for gap in 1...max(1, limit) where column > gap && wanted[column - 1 - gap] == letter {
              for back in 1...max(1, limit) where gap + back - 1 <= limit && row > back {
                if letters[row - 1 - back] == wanted[column - 1] {
                  let before = rows[(row - back - 1) * width + column - gap - 1]
                  value = min(value, Int(before) + gap + back - 1)
                }
              }
            }
            rows[here + column] = UInt8(min(value, past))
            least = min(least, value)
          }
          for column in stride(from: to + 1, to: width, by: 1) { rows[here + column] = UInt8(past) }
          return least
        }
      }
    }
  }
}
