/// How a column of tags tells where names begin and end, told from the tags of the whole file.
enum TagScheme {
  /// `I-` goes on or begins; `B-` begins only right behind another name of its type (CoNLL 2002 and 2003's IOB1, and
  /// files that have no `B-` at all).
  case iob1
  /// Every name begins with `B-`.
  case iob2
  /// Every name begins with `B-` and ends with `E-` (or `L-`); one of a single token has `S-` (or `U-`).
  case bioes

  /// - Parameter tags: Of the whole file, in order; nil where a sentence or a document ends.
  init(of tags: [Tag?]) {
    if tags.contains(where: { $0?.part == .end || $0?.part == .single }) {
      self = .bioes
      return
    }
    var before: Tag?
    for tag in tags {
      if let tag, tag.part == .begin, before?.label != tag.label {
        self = .iob2
        return
      }
      before = tag
    }
    self = .iob1
  }

  var name: String {
    switch self {
    case .iob1: "IOB1"
    case .iob2: "IOB2"
    case .bioes: "BIOES"
    }
  }

  /// Whether a tag may stand behind another (nil at a start).
  func allows(_ tag: Tag, after before: Tag?) -> Bool {
    let isOpen = before.map { $0.part == .begin || $0.part == .inside } ?? false
    switch self {
    case .iob1: return true
    case .iob2: return tag.part != .inside || isOpen && before?.label == tag.label
    case .bioes:
      let goesOn = tag.part == .inside || tag.part == .end
      return goesOn == isOpen && (!goesOn || before?.label == tag.label)
    }
  }

  /// Whether a sentence may end behind a tag.
  func allowsEnd(after tag: Tag) -> Bool { self != .bioes || tag.part != .begin && tag.part != .inside }

  /// Whether a tag begins a name.
  func begins(_ tag: Tag, after before: Tag?) -> Bool {
    switch tag.part {
    case .begin, .single: true
    case .outside: false
    case .inside, .end: self == .iob1 && (before?.label != tag.label || before?.part == .outside)
    }
  }
}

/// One tag: `O`, `B-LOC`, `I-PER`.
struct Tag: Hashable {
  enum Part { case outside, begin, inside, end, single }
  var part: Part
  /// Empty outside.
  var label: String

  static let outside = Tag(part: .outside, label: "")

  private init(part: Part, label: String) {
    self.part = part
    self.label = label
  }

  /// The tag by which a name goes on; outside of names it stays outside.
  var continued: Tag { self == .outside ? self : Tag(part: .inside, label: label) }

  /// Nil for what is no tag. `_` is none, as `O` is.
  init?(_ text: Substring) {
    if text == "O" || text == "_" {
      self = .outside
      return
    }
    guard text.dropFirst().first == "-", text.count > 2 else { return nil }
    switch text.first {
    case "B": part = .begin
    case "I": part = .inside
    case "E", "L": part = .end
    case "S", "U": part = .single
    default: return nil
    }
    label = String(text.dropFirst(2))
  }
}
