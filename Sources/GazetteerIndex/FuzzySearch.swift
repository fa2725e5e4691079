/// The names within some edits of a key: a letter put in, left out or changed, or two letters swapped, even where
/// others were put in or left out between them (the Damerau–Levenshtein distance without restriction).
///
/// The sorted keys are walked as the tree of letters that they are. At each letter the row of the edit table that
/// belongs to it is made from the rows above; where it has no value small enough, all keys that start so are left
/// out at once, and where it has none to spare, what is left of the wanted name is looked up as it stands.
///
/// Source: F. J. Damerau, "A technique for computer detection and correction of spelling errors", CACM 7 (1964);
/// R. Lowrance and R. A. Wagner, "An extension of the string-to-string correction problem", JACM 22 (1975). Up to 3
/// edits, swapped letters have at most two others between them.
final class FuzzySearch {
  struct Found {
    var name: UInt32
    var distance: Int
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
  /// The wanted name in UTF-8, and where each of its letters starts there, with the end.
  private let utf8: UnsafeMutablePointer<UInt8>
  private let offsets: UnsafeMutablePointer<Int>
  /// The bytes of the way down, with room behind them for the rest of the wanted name.
  private let path: UnsafeMutablePointer<UInt8>
  /// Room for the letters that a swap leads to.
  private let swaps: UnsafeMutablePointer<Int>
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
    utf8 = .allocate(capacity: max(1, 4 * wanted.count))
    offsets = .allocate(capacity: width)
    offsets.initialize(to: 0)
    path = .allocate(capacity: 4 * (depths + wanted.count) + FoldedWord.slack)
    swaps = .allocate(capacity: width)
    for (index, letter) in wanted.enumerated() {
      var end = offsets[index]
      for byte in String(Character(Unicode.Scalar(letter) ?? "\u{FFFD}")).utf8 {
        (utf8 + end).initialize(to: byte)
        end += 1
      }
      (offsets + index + 1).initialize(to: end)
    }
  }

  deinit {
    wanted.deallocate()
    letters.deallocate()
    rows.deallocate()
    utf8.deallocate()
    offsets.deallocate()
    path.deallocate()
    swaps.deallocate()
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
    guard isASCII, letters > limit else { return step(keys.all, bytes: 0, depth: 0, least: 0, beginning: 0) }
    // A key without an ASCII letter or digit is farther off than the limit.
    let beyond = withUnsafeBytes(of: UInt8(0x7F)) { keys.first(of: keys.all, after: 0, $0, isPast: true) }
    step(0..<beyond, bytes: 0, depth: 0, least: 0, beginning: 0)
    for index in 0..<file.mixed.count / 4 {
      let name = Int(file.mixed.u32(index * 4))
      if name >= beyond, name < file.nameCount { compare(name, 0, 0) }
    }
  }

  /// `names` agree in their first `bytes` bytes, which are `depth` letters with their rows; `least` is the last row's
  /// smallest value, and `beginning` the number of the letters where the table of beginnings leads on.
  private func step(_ names: Range<Int>, bytes: Int, depth: Int, least: Int, beginning: Int?) {
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
    switch (least >= limit, beginning) {
    case (true, let beginning): seek(names, bytes, depth, beginning)
    case (false, let beginning?): tryBeginnings(names, depth, beginning)
    case (false, nil): tryAll(names, bytes, depth)
    }
  }

  /// The number of a beginning with one more letter; nil where the table has no more of it.
  private func longer(_ beginning: Int?, _ depth: Int, _ letter: UInt32) -> Int? {
    guard let beginning, depth + 1 < IndexFormat.Beginning.letters, letter < 0x80,
      IndexFormat.Beginning.isLetter(UInt8(letter))
    else { return nil }
    return beginning * IndexFormat.Beginning.base + IndexFormat.Beginning.digit(UInt8(letter))
  }

  /// As `tryAll`, without a look at a key where the next letter is one of a to z.
  private func tryBeginnings(_ names: Range<Int>, _ depth: Int, _ beginning: Int) {
    for digit in 0..<IndexFormat.Beginning.base {
      let part = keys.begun(names, beginning, depth, digit: digit)
      if part.isEmpty { continue }
      if digit == 0 || digit == IndexFormat.Beginning.base - 1 {
        tryAll(part, depth, depth)
      } else {
        path[depth] = UInt8(ascii: "a") + UInt8(digit) - 1
        descend(part, depth + 1, depth, UInt32(path[depth]), beginning)
      }
    }
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
      for offset in bytes..<bytes + length { path[offset] = key[offset] }
      descend(low..<end, bytes + length, depth, letter, nil)
      low = end
    }
  }

  /// Goes on where no edit is left: with the rest of the wanted name from each column that the limit allows, and with
  /// the letters that end a swap whose cost is in the rows above already.
  private func seek(_ names: Range<Int>, _ bytes: Int, _ depth: Int, _ beginning: Int?) {
    let row = rows + depth * width
    let swapCount = findSwaps(depth)
    let columns = max(0, depth - limit)..<max(max(0, depth - limit), min(count, depth + limit + 1))
    for column in columns where Int(row[column]) <= limit {
      let isSwap = (0..<swapCount).contains { wanted[swaps[$0]] == wanted[column] }
      if !isSwap { seekRest(bytes, column) }
    }
    // Collected before the calls below use the room again.
    for column in (0..<swapCount).map({ swaps[$0] }) {
      let letter = wanted[column]
      letters[depth] = letter
      let least = fillRow(depth + 1)
      guard least <= limit else { continue }
      let start = offsets[column]
      let length = offsets[column + 1] - start
      let part: Range<Int>
      if let beginning, length == 1, IndexFormat.Beginning.isLetter(utf8[start]) {
        part = keys.begun(names, beginning, depth, digit: IndexFormat.Beginning.digit(utf8[start]))
      } else {
        part = keys.narrowed(
          names, after: bytes, UnsafeRawBufferPointer(start: utf8 + start, count: length))
      }
      if part.isEmpty { continue }
      (path + bytes).update(from: utf8 + start, count: length)
      step(
        part, bytes: bytes + length, depth: depth + 1, least: least,
        beginning: longer(beginning, depth, letter))
    }
  }

  /// Finds the name that goes on after the way's `bytes` with the wanted name's letters from `column` on, and ends there.
  private func seekRest(_ bytes: Int, _ column: Int) {
    let rest = offsets[count] - offsets[column]
    (path + bytes).update(from: utf8 + offsets[column], count: rest)
    let name = file.name(ofKey: path, bytes + rest)
    if name != IndexFormat.none { found.append(Found(name: name, distance: limit)) }
  }

  /// Puts into `swaps` the columns whose letters, next on the way down, end a swap within the limit (see `swap`), and
  /// gives how many there are; each letter once.
  private func findSwaps(_ depth: Int) -> Int {
    var found = 0
    for back in 1...max(1, limit) where back <= depth {
      let before = rows + (depth - back) * width
      for gap in 1...max(1, limit) where gap + back - 1 <= limit {
        var column = max(gap + 1, depth + 1 - limit)
        while column <= min(count, depth + 1 + limit) {
          if Int(before[column - gap - 1]) + gap + back - 1 <= limit,
            letters[depth - back] == wanted[column - 1],
            !(0..<found).contains(where: { wanted[swaps[$0]] == wanted[column - 1 - gap] })
          {
            swaps[found] = column - 1 - gap
            found += 1
          }
          column += 1
        }
      }
    }
    return found
  }

  private func descend(
    _ names: Range<Int>, _ bytes: Int, _ depth: Int, _ letter: UInt32, _ beginning: Int?
  ) {
    letters[depth] = letter
    let least = fillRow(depth + 1)
    guard least <= limit else { return }
    step(names, bytes: bytes, depth: depth + 1, least: least, beginning: longer(beginning, depth, letter))
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
