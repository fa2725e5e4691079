extension Layout {
  /// Finds the blocks and the dateline of a dispatch's text (UTF-8).
  public init(of text: [UInt8]) {
    self.init(blocks: [Block(kind: .paragraph, range: 0..<text.count)], dateline: nil)
  }
}
