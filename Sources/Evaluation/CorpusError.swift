/// Why an annotated corpus, or one document of it, was refused: where, what was expected and what was found.
package struct CorpusError: Error, Hashable, Sendable, CustomStringConvertible {
  package enum Code: String, Sendable {
    /// There is no such file.
    case missing
    /// The file is there but cannot be opened, or is a folder.
    case unreadable
    /// Reading failed half-way.
    case io
    /// Not UTF-8.
    case encoding
    /// A line that is not one JSON object.
    case json
    /// A member that is missing or has a wrong value.
    case field
    /// A span outside of the text, or one that does not hold what it says, or overlapping ones.
    case span
    /// A tag that may not stand where it does.
    case tag
    /// A row with more or fewer columns than it should have.
    case columns
    /// An id that another document has.
    case duplicate
    /// A file without a document.
    case empty
    /// A file of none of the known formats.
    case format
  }

  package var code: Code
  package var file: String
  /// From 1; nil where the whole file is meant.
  package var line: Int?
  package var expected: String
  package var found: String

  package init(_ code: Code, file: String, line: Int? = nil, expected: String, found: String) {
    self.code = code
    self.file = file
    self.line = line
    self.expected = expected
    self.found = found
  }

  /// `corpus.tsv:12: expected …, found …`
  package var description: String {
    "\(file == "-" ? "standard input" : file)\(line.map { ":\($0)" } ?? ""): expected \(expected), found \(found)"
  }
}
