internal import GeoTypes

// Values read from bytes by hand: `Int(String(…))` and `Double(String(…))` cost more than all else in a row.
extension UnsafeRawBufferPointer {
  /// A whole number of decimal digits with an optional minus; nil for anything else or more than 18 digits.
  func integer() -> Int? {
    var digits = self[...]
    let isNegative = digits.first == UInt8(ascii: "-")
    if isNegative { digits.removeFirst() }
    guard (1...18).contains(digits.count) else { return nil }
    var value = 0
    for byte in digits {
      let digit = byte &- 0x30
      guard digit < 10 else { return nil }
      value = value &* 10 &+ Int(digit)
    }
    return isNegative ? -value : value
  }

  /// An identifier of GeoNames: 1…2³²−1.
  func geonameID() -> UInt32? {
    guard let value = integer(), value > 0 else { return nil }
    return UInt32(exactly: value)
  }

  /// A number with an optional minus and fraction, `-12.3456`; nil for anything else (an exponent, a plus, a comma).
  /// Exact to the last bit up to 15 digits, as a quotient of two exact numbers is rounded once.
  func decimal() -> Double? {
    var rest = self[...]
    let isNegative = rest.first == UInt8(ascii: "-")
    if isNegative { rest.removeFirst() }
    var value = 0
    var scale = 1
    var digits = 0
    var hasPoint = false
    for byte in rest {
      if byte == UInt8(ascii: "."), !hasPoint, digits > 0 {
        hasPoint = true
        continue
      }
      let digit = byte &- 0x30
      guard digit < 10 else { return nil }
      digits += 1
      // Digits beyond what a double holds are dropped behind the point, and refused before it.
      if digits > 15 {
        if hasPoint { continue }
        return nil
      }
      value = value &* 10 &+ Int(digit)
      if hasPoint { scale &*= 10 }
    }
    guard digits > 0, rest.last != UInt8(ascii: ".") else { return nil }
    let number = Double(value) / Double(scale)
    return isNegative ? -number : number
  }

  /// Whether the bytes are a text's.
  func equals(_ text: StaticString) -> Bool {
    guard count == text.utf8CodeUnitCount else { return false }
    for index in 0..<count where self[index] != text.utf8Start[index] { return false }
    return true
  }

  /// `2020-10-31`
  var isDate: Bool {
    guard count == 10 else { return false }
    for index in 0..<10 {
      let byte = self[index]
      let isRight = index == 4 || index == 7 ? byte == UInt8(ascii: "-") : (0x30...0x39).contains(byte)
      if !isRight { return false }
    }
    return true
  }

  /// Two capital letters in one number, the first in the upper byte, as `CountryCode` packs them.
  var packedCountry: UInt16? {
    let capitals = UInt8(ascii: "A")...UInt8(ascii: "Z")
    guard count == 2, capitals.contains(self[0]), capitals.contains(self[1]) else { return nil }
    return UInt16(self[0]) << 8 | UInt16(self[1])
  }

  /// A code in one number: up to seven bytes as they are with their count, longer ones (GeoNames allows 80) by FNV-1a,
  /// which among the few thousand long codes of a country makes two alike once in 10¹² gazetteers.
  var packedCode: UInt64 {
    if count <= 7 {
      var packed = UInt64(count)
      for byte in self { packed = packed << 8 | UInt64(byte) }
      return packed
    }
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in self { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return hash | 1 << 63
  }

  var text: String { String(decoding: self, as: UTF8.self) }
}
