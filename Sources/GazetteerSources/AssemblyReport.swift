/// What an assembly took from one file.
public struct SourceReport: Sendable {
  public var path: String
  /// Places that the gazetteer got from it.
  public var places = 0
  /// Places that an earlier source has already; they keep that source's record.
  public var repeated = 0
  /// Names that the gazetteer got from it.
  public var names = 0
  /// Names of places that no source has.
  public var homeless = 0
  /// What stands among names and is none: links, post codes, codes of airports, automatic romanisations.
  public var codes = 0
  /// Years of names that no calendar has; the names are taken without.
  public var unreadPeriods = 0
  public var refusals = Refusals()
}

/// What an assembly took from its sources, file by file in the order in which they were read.
public struct AssemblyReport: Sendable {
  public var sources: [SourceReport] = []
  /// Files in folders and archives that are no sources.
  public var ignored: [String] = []

  public var refused: Int { sources.reduce(0) { $0 + $1.refusals.count } }
}

/// How far an assembly is.
public struct AssemblyProgress: Sendable {
  /// The file under way.
  public var path: String
  /// Bytes of it that have been read, and all of them (0 where unknown).
  public var done: Int
  public var total: Int
  public var rows: Int
}
