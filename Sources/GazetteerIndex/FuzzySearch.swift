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
final class FuzzySearch {
  struct Found {
    var name: UInt32
    var distance: Int
  }

  /// A letter with its UTF-8.
  private struct Letter {
    var scalar: UInt32
    var bytes: UInt32
    var count: Int
  }

  /// No more than this: the swaps looked for are those that so few edits allow.
  static let mostEdits = 3
  /// So few names are compared one by one.
  private static let few = 12

  private let file: IndexFile
  private let keys: KeyTree
  private let limit: Int
  private let count: Int
  private let width: Int
  private let wanted: UnsafeMutablePointer<UInt32>
  /// The letters of the way down, and their rows, one after the other. Of a row only what is not farther off the
  /// diagonal than the limit is ever written; the rest is past it.
  private let letters: UnsafeMutablePointer<UInt32>
  private let rows: UnsafeMutablePointer<UInt8>
  /// For each depth, the letters that the wanted name has near there, in order.
  private let nearby: [[Letter]]
  private(set) var found: [Found] = []

  /// - Parameter wanted: The letters of a key, as scalars.
  init(_ file: IndexFile, wanted: [UInt32], limit: Int) {
    self.file = file
    keys = KeyTree(file)
    self.limit = limit
    count = wanted.count
    width = wanted.count + 1
    let depths = wanted.count + limit + 2
    self.wanted = .allocate(capacity: max(1, wanted.count))
    for (index, letter) in wanted.enumerated() { (self.wanted + index).initialize(to: letter) }
    letters = .allocate(capacity: depths)
    letters.initialize(repeating: 0, count: depths)
    rows = .allocate(capacity: depths * width)
    rows.initialize(repeating: UInt8(limit + 1), count: depths * width)
    for column in 0...min(limit, wanted.count) { rows[column] = UInt8(column) }
    nearby = (0..<depths).map { depth in
      let window = min(wanted.count, max(0, depth - limit - 2))..<min(wanted.count, depth + limit + 2)
      return Set(wanted[window]).sorted().compactMap { value in
        guard let scalar = Unicode.Scalar(value) else { return nil }
        var letter = Letter(scalar: value, bytes: 0, count: 0)
        for byte in Array(String(Character(scalar)).utf8) {
          letter.bytes |= UInt32(byte) << UInt32(8 * letter.count)
          letter.count += 1
        }
        return letter
      }
    }
  }

  deinit {
    wanted.deallocate()
    letters.deallocate()
    rows.deallocate()
  }

  func run() {
    var letters = 0
    var isASCII = true
    for index in 0..<count {
      if wanted[index] >= 0x80 {
        isASCII = false
      } else if wanted[index] != UInt32(NameKey.separator) {
        letters += 1
      }
    }
    guard isASCII, letters > limit else { return step(keys.all, bytes: 0, depth: 0, least: 0) }
    // A key without an ASCII letter or digit is farther off than the limit.
    let beyond = withUnsafeBytes(of: UInt8(0x7F)) { keys.first(of: keys.all, after: 0, $0, isPast: true) }
    step(0..<beyond, bytes: 0, depth: 0, least: 0)
    for index in 0..<file.mixed.count / 4 {
      let name = Int(file.mixed.u32(index * 4))
      if name >= beyond, name < file.nameCount { compare(name, 0, 0) }
    }
  }

  /// `names` agree in their first `bytes` bytes, which are `depth` letters with their rows; `least` is the last row's
  /// smallest value.
  private func step(_ names: Range<Int>, bytes: Int, depth: Int, least: Int) {
    if names.count <= FuzzySearch.few {
      for name in names { compare(name, bytes, depth) }
      return
    }
    var names = names
    // Among keys with one beginning, the one that has nothing else is the first.
    if file.key(names.lowerBound).count == bytes {
      note(names.lowerBound, depth)
      names = names.lowerBound + 1..<names.upperBound
    }
    guard depth < count + limit else { return }
    // Without an edit to spare, another letter is of no use.
    if least >= limit { seek(names, bytes, depth) } else { tryAll(names, bytes, depth) }
  }

  private func note(_ name: Int, _ depth: Int) {
    let distance = Int(rows[depth * width + count])
    if distance <= limit, depth > 0 { found.append(Found(name: UInt32(name), distance: distance)) }
  }

  /// Goes through the rest of one key.
  private func compare(_ name: Int, _ bytes: Int, _ depth: Int) {
    let key = file.key(name).bindMemory(to: UInt8.self)
    var offset = bytes
    var depth = depth
    while offset < key.count {
      guard depth < count + limit else { return }
      let (letter, length) = CharacterFolding.scalar(key, offset)
      letters[depth] = letter
      depth += 1
      offset += length
      if fillRow(depth) > limit { return }
    }
    note(name, depth)
  }

  private func tryAll(_ names: Range<Int>, _ bytes: Int, _ depth: Int) {
    var low = names.lowerBound
    while low < names.upperBound {
      let key = file.key(low)
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

  private func seek(_ names: Range<Int>, _ bytes: Int, _ depth: Int) {
    var low = names.lowerBound
    for letter in nearby[depth] {
      letters[depth] = letter.scalar
      // The row first, since most letters lead nowhere.
      let least = fillRow(depth + 1)
      guard least <= limit else { continue }
      let part = withUnsafeBytes(of: letter.bytes.littleEndian) { encoded in
        keys.narrowed(
          low..<names.upperBound, after: bytes, UnsafeRawBufferPointer(rebasing: encoded[..<letter.count]))
      }
      if part.isEmpty { continue }
      step(part, bytes: bytes + letter.count, depth: depth + 1, least: least)
      low = part.upperBound
    }
  }

  private func descend(_ names: Range<Int>, _ bytes: Int, _ depth: Int, _ letter: UInt32) {
    letters[depth] = letter
    let least = fillRow(depth + 1)
    if least <= limit { step(names, bytes: bytes, depth: depth + 1, least: least) }
  }

  /// Makes the row of so many letters and gives its smallest value. A swap looks rows back, but where a row between
  /// has no value within the limit, none of those leaves room for the swap.
  private func fillRow(_ row: Int) -> Int {
    let letter = letters[row - 1]
    let past = limit + 1
    let here = rows + row * width
    let above = here - width
    let from = max(1, row - limit)
    let to = min(count, row + limit)
    var least = past
    if row <= limit {
      here[0] = UInt8(row)
      least = row
    }
    var column = from
    while column <= to {
      let isSame = wanted[column - 1] == letter
      var value = Int(above[column - 1]) + (isSame ? 0 : 1)
      value = min(value, Int(above[column]) + 1, Int(here[column - 1]) + 1)
      if !isSame, limit > 0 { value = swap(row, column, letter, value) }
      here[column] = UInt8(min(value, past))
      least = min(least, value)
      column += 1
    }
    return least
  }

  /// The value of a cell, or less where a swap leads there: the last letter here stands `gap` columns before, and
  /// that of the column some rows before.
  @inline(__always)
  private func swap(_ row: Int, _ column: Int, _ letter: UInt32, _ value: Int) -> Int {
    var value = value
    var gap = 1
    while gap <= limit, gap < column {
      if wanted[column - 1 - gap] == letter {
        var back = 1
        while gap + back - 1 <= limit, back < row {
          if letters[row - 1 - back] == wanted[column - 1] {
            let before = rows[(row - back - 1) * width + column - gap - 1]
            value = min(value, Int(before) + gap + back - 1)
          }
          back += 1
        }
      }
      gap += 1
    }
    return value
  }
}
