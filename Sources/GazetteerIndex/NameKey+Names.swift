extension NameKey {
  /// Writes the fold of a whole name into a scratch that has `room` bytes and `FoldedWord.slack` more, and gives
  /// its length: 0 for a name without a letter or digit, more than the room where it does not fit.
  static func fold(
    _ name: UnsafeBufferPointer<UInt8>, into scratch: UnsafeMutablePointer<UInt8>, room: Int
  ) -> Int {
    var length = 0
    var offset = 0
    while offset < name.count {
      let start = length == 0 ? 0 : length + 1
      if start > room { return start }
      let word = FoldedWord.read(name, at: offset, into: scratch + start, room: room - start)
      offset = word.end
      if word.length == 0 {
        // No word here, or one of invisible characters only.
        if offset < name.count { offset += CharacterFolding.scalar(name, offset).length }
        continue
      }
      if start > 0 { scratch[length] = separator }
      length = start + word.length
      if length > room { return length }
    }
    return length
  }

  /// Whether `appendJoinedFold` may have something to say: some apostrophe is there.
  static func mayJoin(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
    name.contains { $0 == UInt8(ascii: "'") || $0 == UInt8(ascii: "`") || $0 >= 0x80 }
  }

  /// Appends the fold of a name with its inner apostrophes left out, where a text may well leave them out:
  /// *Sana'a* as `sanaa`. Nothing for a name without such a one; an elision (*L'Aquila*) is none.
  static func appendJoinedFold(of name: UnsafeBufferPointer<UInt8>, to key: inout [UInt8]) {
    var joined: [UInt8] = []
    var copied = 0
    var letters = 0
    var offset = 0
    while offset < name.count {
      let (scalar, length) = CharacterFolding.scalar(name, offset)
      switch CharacterFolding.classOf(scalar) {
      case .word: letters += 1
      case .apostrophe where letters >= 2 && offset + length < name.count:
        let next = CharacterFolding.scalar(name, offset + length).value
        if CharacterFolding.classOf(next) == .word {
          joined += name[copied..<offset]
          copied = offset + length
        } else {
          letters = 0
        }
      default: letters = 0
      }
      offset += length
    }
    guard copied > 0 else { return }
    joined += name[copied...]
    joined.withUnsafeBufferPointer { appendFold(of: $0, to: &key) }
  }
}
