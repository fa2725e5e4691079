extension Overlay {
  /// Follows the words from the first one on through the trees of both indexes at once and reports each name of the
  /// view that ends at a word's end, shortest first. As `Gazetteer`'s own walk, but the keys are compared here.
  ///
  /// - Parameter scratch: Has the first word, and room for the longest key of both.
  @inline(__always)
  func walk(
    _ text: UnsafeBufferPointer<UInt8>, from first: FoldedWord, limit: Int,
    scratch: UnsafeMutablePointer<UInt8>, _ report: (_ end: Int, _ name: NameRef) -> Void
  ) {
    let room = max(base.file.longestKey, delta.file.longestKey)
    var word = first
    var length = 0
    // Where the words so far lead in each tree; nil where nowhere.
    var lower: UInt32? = 0
    var upper: UInt32? = 0
    while word.length > 0, word.end <= limit, length + word.length <= room {
      length += word.length
      let key = UnsafeRawBufferPointer(start: scratch, count: length)
      var found: NameRef?
      if let node = lower {
        let target = base.file.tree.target(from: node, by: word.hash)
        lower = target == 0 || target & IndexFormat.Edge.leaf != 0 ? nil : target
        if target != 0 {
          let name = base.file.name(at: target)
          if name != IndexFormat.none, base.file.hasKey(name, key), isAlive(NameRef(ordinal: name)) {
            found = NameRef(ordinal: name)
          }
        }
      }
      if let node = upper {
        let target = delta.file.tree.target(from: node, by: word.hash)
        upper = target == 0 || target & IndexFormat.Edge.leaf != 0 ? nil : target
        if target != 0, found == nil {
          let name = delta.file.name(at: target)
          if name != IndexFormat.none, delta.file.hasKey(name, key) {
            found = self.name(ofDelta: name).map { NameRef(ordinal: $0) }
          }
        }
      }
      if let found { report(word.end, found) }
      if lower == nil, upper == nil { return }
      let mayAbbreviate = word.isSaint || word.length == 1
      guard let next = NameKey.skipSeparator(text, at: word.end, mayAbbreviate: mayAbbreviate), next < limit,
        length < room
      else { return }
      scratch[length] = NameKey.separator
      length += 1
      word = FoldedWord.read(text, at: next, into: scratch + length, room: room - length)
    }
  }

  /// The longest name that starts with a word.
  @inline(never)
  func longest(
    _ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ word: FoldedWord, limit: Int,
    _ scratch: UnsafeMutablePointer<UInt8>
  ) -> NameMatch? {
    var match: NameMatch?
    walk(text, from: word, limit: limit, scratch: scratch) { end, name in
      match = NameMatch(range: start..<end, name: name)
    }
    return match
  }
}
