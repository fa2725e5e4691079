/// A place's id as the index has it: a GeoNames number, or where a string stands (*Values* in `Documentation/index-format.md`).
struct IDCode: Hashable, Sendable {
  let raw: UInt32
  static let textBit: UInt32 = 0x8000_0000
  static let none = IDCode(raw: textBit)

  init(raw: UInt32) { self.raw = raw }
  init(number: UInt32) { raw = number }
  init(text: UInt32) { raw = text | IDCode.textBit }

  /// The number n of `gn:n`.
  var number: UInt32? { raw & IDCode.textBit == 0 ? raw : nil }
  /// The string of any other id.
  var text: UInt32 { raw & ~IDCode.textBit }

  /// The number of an id `gn:n`, written without signs and leading zeros and below 2^31; nil for any other id.
  @inline(__always)
  static func number(of id: UnsafeRawBufferPointer) -> UInt32? {
    guard id.count > 3, id.count <= 13, id[0] == UInt8(ascii: "g"), id[1] == UInt8(ascii: "n"),
      id[2] == UInt8(ascii: ":")
    else { return nil }
    if id[3] == UInt8(ascii: "0"), id.count > 4 { return nil }
    var value: UInt64 = 0
    for index in 3..<id.count {
      let digit = id[index] &- UInt8(ascii: "0")
      guard digit < 10 else { return nil }
      value = value * 10 + UInt64(digit)
    }
    return value < UInt64(textBit) ? UInt32(value) : nil
  }
}
