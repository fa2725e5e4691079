/// Writes CSV (RFC 4180): UTF-8, commas, lines that end in CR LF, quotation marks where a field needs them.
///
/// A spreadsheet takes a cell that begins with `=`, `+`, `-`, `@`, a tab or a carriage return for a formula (OWASP, "CSV
/// Injection"). Texts that do get an apostrophe before, which spreadsheets take as "this is text"; numbers are written as
/// numbers, negative or not.
struct CSVBuffer: ~Copyable {
  private var buffer: ByteBuffer
  private var isRowStart = true

  init(capacity: Int = 4096) { buffer = ByteBuffer(capacity: capacity) }

  /// The bytes since the last call.
  mutating func take() -> [UInt8] {
    let bytes = buffer.array()
    buffer.removeAll()
    return bytes
  }

  /// Rows that are whole already.
  mutating func append(_ rows: [UInt8]) { rows.withUnsafeBufferPointer { buffer.append($0) } }

  mutating func header(_ names: [String]) {
    for name in names { text(name) }
    endRow()
  }

  /// A cell of text; nil and the empty text are empty. Control characters that no table can hold become U+FFFD.
  mutating func text(_ text: String?) {
    separate()
    guard let text, !text.isEmpty else { return }
    let isFormula = text.unicodeScalars.first.map { CSVBuffer.startsFormula($0) } ?? false
    let needsQuotes =
      isFormula || text.first == " " || text.last == " "
      || text.unicodeScalars.contains { $0 == "," || $0 == "\"" || $0 == "\r" || $0 == "\n" }
    if needsQuotes { buffer.append(UInt8(ascii: "\"")) }
    if isFormula { buffer.append(UInt8(ascii: "'")) }
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": buffer.append("\"\"")
      case "\t", "\r", "\n": buffer.append(UInt8(scalar.value))
      case "\0"..<" ", "\u{7F}": buffer.append("\u{FFFD}")
      default: for byte in UTF8.encode(scalar).unsafelyUnwrapped { buffer.append(byte) }
      }
    }
    if needsQuotes { buffer.append(UInt8(ascii: "\"")) }
  }

  mutating func integer(_ integer: Int?) {
    separate()
    if let integer { buffer.append(integer: integer) }
  }

  /// A number with at most six decimals.
  mutating func number(_ number: Double?) {
    separate()
    if let number { buffer.append(number, decimals: 6) }
  }

  mutating func endRow() {
    buffer.append("\r\n")
    isRowStart = true
  }

  private mutating func separate() {
    if !isRowStart { buffer.append(UInt8(ascii: ",")) }
    isRowStart = false
  }

  /// Full-width forms too: spreadsheets of East Asian locales read them as the signs that they look like.
  private static func startsFormula(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "=", "+", "-", "@", "\t", "\r", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}": true
    default: false
    }
  }
}
