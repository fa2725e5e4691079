public import GeoTypes

/// A dispatch as it came: its text in UTF-8, what its envelope says of it, and its layout.
///
/// All ranges are half-open ranges of byte offsets into `text`.
public struct Dispatch: Sendable {
  /// Unique within a run: the NDJSON `id`, else the file's name without its extension.
  public var id: String
  /// The source text, UTF-8, exactly as given (after decoding from another encoding, where there was one).
  public var text: [UInt8]
  /// From the envelope (NDJSON), not from the text.
  public var published: CalendarDate?
  public var headline: String?
  public var source: String?
  public var language: String?
  /// The envelope's unknown keys, as one JSON object's text (`{"desk":"monde"}`); nil where there are none.
  public var input: String?
  public var layout: Layout

  public init(
    id: String, text: [UInt8], published: CalendarDate? = nil, headline: String? = nil,
    source: String? = nil, language: String? = nil, input: String? = nil
  ) {
    self.id = id
    self.text = text
    self.published = published
    self.headline = headline
    self.source = source
    self.language = language
    self.input = input
    layout = Layout(of: text)
  }

  /// The day at which time expressions are anchored: the dateline's (its missing year that of the latest such day
  /// not after the publication), else the publication's; nil for neither.
  public var anchor: CalendarDate? {
    guard let dateline = layout.dateline else { return published }
    if let date = dateline.date { return date }
    guard let published else { return nil }
    guard let day = dateline.day, let month = dateline.month else { return published }
    // A day of slack: the envelope's clock may be in another time zone.
    return (0...4).lazy.compactMap { CalendarDate(year: published.year + 1 - $0, month: month, day: day) }
      .first { $0 <= published.adding(days: 1) } ?? published
  }

  /// The source text of a byte range.
  public func string(_ range: Range<Int>) -> String { String(decoding: text[range], as: UTF8.self) }
}

/// The parts of a dispatch's text.
public struct Layout: Hashable, Sendable {
  public enum BlockKind: Hashable, Sendable {
    /// A line such as `date 2020-10` before the dispatch proper.
    case metadata
    case headline
    /// Body text; a paragraph goes across hard wraps and the blank lines of double spacing.
    case paragraph
    /// `- Risque d'escalade -`
    case intertitle
    /// `bur-xx/yy`
    case signature
  }

  public struct Block: Hashable, Sendable {
    public var kind: BlockKind
    public var range: Range<Int>
    public init(kind: BlockKind, range: Range<Int>) {
      self.kind = kind
      self.range = range
    }
  }

  /// `Erevan, 31 oct 2020 (AFP) -`
  public struct Dateline: Hashable, Sendable {
    /// The whole dateline with its dash.
    public var range: Range<Int>
    /// The city (several for `Paris, Londres`).
    public var cities: [Range<Int>]
    /// Nil where it gives no year (see `day` and `month`) or no date at all.
    public var date: CalendarDate?
    /// 1…31 and 1…12, of a date without a year.
    public var day: Int?
    public var month: Int?
    public var dateRange: Range<Int>?
    public var agency: String?
    public init(
      range: Range<Int>, cities: [Range<Int>], date: CalendarDate?, dateRange: Range<Int>?, agency: String?
    ) {
      self.range = range
      self.cities = cities
      self.date = date
      self.dateRange = dateRange
      self.agency = agency
    }
  }

  public var blocks: [Block]
  public var dateline: Dateline?

  public init(blocks: [Block], dateline: Dateline?) {
    self.blocks = blocks
    self.dateline = dateline
  }
}
