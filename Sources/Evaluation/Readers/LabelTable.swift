package import GazetteerIndex
package import Incidents

/// What a label of a corpus is to us.
package enum LabelMeaning: Hashable, Sendable {
  case place, person, organisation
  /// A name that is neither: a product, an event, a building.
  case other
  case time(TimeExpression.Kind)
  /// Times whose kind another label tells.
  case times
  /// Nothing that the program reads.
  case leftOut

  package var name: String {
    switch self {
    case .place: "place"
    case .person: "person"
    case .organisation: "organisation"
    case .other: "other"
    case .time(let kind): kind.rawValue
    case .times: "times"
    case .leftOut: "left_out"
    }
  }

  fileprivate init?(name: String) {
    let plain: [LabelMeaning] = [.place, .person, .organisation, .other, .times, .leftOut]
    if let meaning = plain.first(where: { $0.name == name }) {
      self = meaning
    } else if let kind = TimeExpression.Kind(rawValue: name) {
      self = .time(kind)
    } else {
      return nil
    }
  }
}

/// Which label of other people's corpora is what: `Gazetteer/lexicon/corpus_labels.tsv`.
package struct LabelTable: Sendable {
  private struct Key: Hashable {
    /// Nil for every format.
    var format: CorpusFormat?
    /// In lower case.
    var label: String
  }

  private var meanings: [Key: LabelMeaning] = [:]

  /// Throws `GazetteerError` where the table is missing or broken.
  package init(path: String) throws(GazetteerError) {
    var table = try TableReader(path: path, columns: ["format", "label", "meaning"])
    while try table.next() {
      let format = CorpusFormat(rawValue: table.string(0))
      guard format != nil || table.string(0) == "*" else { throw table.unexpected(0, "a format or *") }
      guard let meaning = LabelMeaning(name: table.string(2)) else { throw table.unexpected(2, "a meaning") }
      let key = Key(format: format, label: table.string(1).lowercased())
      guard meanings.updateValue(meaning, forKey: key) == nil else {
        throw table.unexpected(1, "a label that the format has not yet")
      }
    }
  }

  /// A label's meaning in a format; nil for one that the table lacks. Case does not count.
  func meaning(of label: String, in format: CorpusFormat) -> LabelMeaning? {
    let label = label.lowercased()
    return meanings[Key(format: format, label: label)] ?? meanings[Key(format: nil, label: label)]
  }
}
