/// Writes JSON (RFC 8259) as UTF-8 bytes, compact, members in the order in which they come.
///
/// It puts the commas; the caller balances `begin…` and `end…`. Strings are escaped only where the RFC asks for it:
/// quotation mark, reverse solidus and control characters.
public struct JSONWriter: ~Copyable {
  var buffer: ByteBuffer
  /// Whether a comma goes before the next value or member.
  private var needsComma = false

  public init(capacity: Int = 4096) { buffer = ByteBuffer(capacity: capacity) }

  /// Bytes written and not yet taken.
  public var count: Int { buffer.count }

  /// The bytes since the last call; the writer goes on where it was.
  public mutating func take() -> [UInt8] {
    let bytes = buffer.array()
    buffer.removeAll()
    return bytes
  }

  /// Lends the bytes since the last call and forgets them: for writing to a file without a copy.
  public mutating func drain<Failure: Error>(
    _ body: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Void
  ) throws(Failure) {
    try buffer.withBytes(body)
    buffer.removeAll()
  }

  // MARK: Structure

  @inline(__always)
  mutating func separate() {
    if needsComma { buffer.append(UInt8(ascii: ",")) }
    needsComma = true
  }

  public mutating func beginObject() {
    separate()
    buffer.append(UInt8(ascii: "{"))
    needsComma = false
  }

  public mutating func endObject() {
    buffer.append(UInt8(ascii: "}"))
    needsComma = true
  }

  public mutating func beginArray() {
    separate()
    buffer.append(UInt8(ascii: "["))
    needsComma = false
  }

  public mutating func endArray() {
    buffer.append(UInt8(ascii: "]"))
    needsComma = true
  }

  /// The name of the member whose value comes next; for names in the source, which need no escapes.
  public mutating func key(_ name: StaticString) {
    separate()
    buffer.append(UInt8(ascii: "\""))
    buffer.append(name)
    buffer.append("\":")
    needsComma = false
  }

  /// The name of the member whose value comes next.
  public mutating func key(_ name: String) {
    separate()
    quoted(name)
    buffer.append(UInt8(ascii: ":"))
    needsComma = false
  }

  /// Ends a line of NDJSON: the next value starts a new text.
  public mutating func newline() {
    buffer.append(UInt8(ascii: "\n"))
    needsComma = false
  }

  // MARK: Values

  public mutating func null() {
    separate()
    buffer.append("null")
  }

  public mutating func value(_ bool: Bool) {
    separate()
    buffer.append(bool ? "true" : "false")
  }

  public mutating func value(_ integer: Int) {
    separate()
    buffer.append(integer: integer)
  }

  /// A number in its shortest form that reads back the same, always with a point or an exponent, so that a column
  /// of numbers stays one; null where it is not finite.
  public mutating func value(_ number: Double) {
    separate()
    buffer.append(shortest: number)
  }

  /// A number rounded to `decimals` (0…9), without trailing zeros; null where it is not finite.
  public mutating func value(_ number: Double, decimals: Int) {
    separate()
    buffer.append(number, decimals: decimals)
  }

  public mutating func value(_ string: String) {
    separate()
    quoted(string)
  }

  /// A string, or null.
  public mutating func value(_ string: String?) {
    if let string { value(string) } else { null() }
  }

  /// A number, or null.
  public mutating func value(_ integer: Int?) {
    if let integer { value(integer) } else { null() }
  }

  /// One JSON text that is valid already, taken over as it is.
  public mutating func raw(_ json: String) {
    separate()
    buffer.append(utf8: json)
  }

  @inline(__always)
  mutating func quoted(_ string: String) { buffer.append(quoted: string) }
}
