extension ByteBuffer {
  // MARK: Strings

  @inline(__always)
  mutating func append(utf8 string: String) {
    var string = string
    string.withUTF8 { append($0) }
  }

  /// A string in quotation marks, escaped.
  @inline(__always)
  mutating func append(quoted string: String) {
    var string = string
    string.withUTF8 { append(quoted: $0) }
  }

  /// UTF-8 in quotation marks, escaped.
  @inline(__always)
  mutating func append(quoted text: UnsafeBufferPointer<UInt8>) {
    reserve(text.count + 2)
    let target = next
    target[0] = UInt8(ascii: "\"")
    guard ByteBuffer.copyPlain(text, to: target + 1) else {
      appendEscaped(text)
      return
    }
    target[text.count + 1] = UInt8(ascii: "\"")
    advance(text.count + 2)
  }

  /// Copies text eight bytes at a time for as long as nothing in it needs an escape; false where something does.
  @inline(__always)
  private static func copyPlain(_ text: UnsafeBufferPointer<UInt8>, to target: UnsafeMutablePointer<UInt8>)
    -> Bool
  {
    guard let source = text.baseAddress else { return true }
    let count = text.count
    let raw = UnsafeRawPointer(source)
    let destination = UnsafeMutableRawPointer(target)
    var index = 0
    while index + 8 <= count {
      let word = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      if needsEscape(word) { return false }
      destination.storeBytes(of: word, toByteOffset: index, as: UInt64.self)
      index += 8
    }
    while index < count {
      let byte = source[index]
      if byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { return false }
      target[index] = byte
      index += 1
    }
    return true
  }

  /// Whether one of eight bytes is a control character, a quotation mark or a reverse solidus.
  ///
  /// Source: "haszero" and "hasless", S. E. Anderson, Bit Twiddling Hacks; exact up to the first such byte.
  @inline(__always)
  private static func needsEscape(_ word: UInt64) -> Bool {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let highs: UInt64 = 0x8080_8080_8080_8080
    let quotes = word ^ (ones &* 0x22)
    let solidi = word ^ (ones &* 0x5c)
    let control = (word &- ones &* 0x20) & ~word
    return (control | ((quotes &- ones) & ~quotes) | ((solidi &- ones) & ~solidi)) & highs != 0
  }

  private mutating func appendEscaped(_ text: UnsafeBufferPointer<UInt8>) {
    reserve(text.count * 6 + 2)
    let target = next
    target[0] = UInt8(ascii: "\"")
    var at = 1
    func put(_ bytes: UInt8...) {
      for byte in bytes {
        target[at] = byte
        at += 1
      }
    }
    let solidus = UInt8(ascii: "\\")
    for byte in text {
      switch byte {
      case UInt8(ascii: "\""), solidus: put(solidus, byte)
      case 0x0a: put(solidus, UInt8(ascii: "n"))
      case 0x0d: put(solidus, UInt8(ascii: "r"))
      case 0x09: put(solidus, UInt8(ascii: "t"))
      case 0x08: put(solidus, UInt8(ascii: "b"))
      case 0x0c: put(solidus, UInt8(ascii: "f"))
      case 0..<0x20:
        let digit = byte & 0xf
        put(
          solidus, UInt8(ascii: "u"), UInt8(ascii: "0"), UInt8(ascii: "0"), UInt8(ascii: "0") + byte >> 4,
          digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
      default: put(byte)
      }
    }
    target[at] = UInt8(ascii: "\"")
    advance(at + 1)
  }

  // MARK: Numbers

  @inline(__always)
  mutating func append(integer: Int) {
    reserve(20)
    let target = next
    var at = 0
    if integer < 0 {
      target[0] = UInt8(ascii: "-")
      at = 1
    }
    at += ByteBuffer.write(integer.magnitude, to: target + at)
    advance(at)
  }

  /// A number rounded to at most nine decimals, without trailing zeros and without a negative zero.
  @inline(__always)
  mutating func append(_ number: Double, decimals: Int) {
    let power = ByteBuffer.powers[decimals]
    let scaled = (number * Double(power)).rounded()
    guard scaled.magnitude < 9e15 else {
      append(shortest: number)
      return
    }
    append(fixed: Int(scaled), decimals: decimals, power: power, keepPoint: false)
  }

  /// A coordinate in degrees, rounded to six decimals (a tenth of a metre).
  @inline(__always)
  mutating func append(degrees: Double) {
    append(fixed: Int((degrees * 1_000_000).rounded()), decimals: 6, power: 1_000_000, keepPoint: false)
  }

  /// The shortest form that reads back as the same number, with a point or an exponent; `null` for NaN and infinity.
  mutating func append(shortest number: Double) {
    guard number.isFinite else {
      append("null")
      return
    }
    // Up to four decimals and fifteen digits the decimal that gives the number back is the shortest; most
    // numbers here are such.
    let scaled = (number * 10_000).rounded()
    if scaled.magnitude < 1e15, scaled / 10_000 == number {
      append(fixed: Int(scaled), decimals: 4, power: 10_000, keepPoint: true)
    } else {
      append(utf8: number.description)
    }
  }

  /// `value` / `power` as a decimal fraction.
  @inline(__always)
  private mutating func append(fixed value: Int, decimals: Int, power: Int, keepPoint: Bool) {
    reserve(32)
    let target = next
    var at = 0
    if value < 0 {
      target[0] = UInt8(ascii: "-")
      at = 1
    }
    let (whole, rest) = value.magnitude.quotientAndRemainder(dividingBy: UInt(power))
    at += ByteBuffer.write(whole, to: target + at)
    if rest != 0 {
      target[at] = UInt8(ascii: ".")
      var fraction = rest
      for place in stride(from: decimals, to: 0, by: -1) {
        let (tenth, digit) = fraction.quotientAndRemainder(dividingBy: 10)
        target[at + place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: digit)
        fraction = tenth
      }
      at += decimals
      while target[at] == UInt8(ascii: "0") { at -= 1 }
      at += 1
    } else if keepPoint {
      target[at] = UInt8(ascii: ".")
      target[at + 1] = UInt8(ascii: "0")
      at += 2
    }
    advance(at)
  }

  /// Writes decimal digits and returns how many.
  @inline(__always)
  private static func write(_ value: UInt, to target: UnsafeMutablePointer<UInt8>) -> Int {
    var digits = 1
    var limit: UInt = 10
    while value >= limit {
      digits += 1
      let (next, overflow) = limit.multipliedReportingOverflow(by: 10)
      if overflow { break }
      limit = next
    }
    var rest = value
    for place in stride(from: digits - 1, through: 0, by: -1) {
      let (tenth, digit) = rest.quotientAndRemainder(dividingBy: 10)
      target[place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: digit)
      rest = tenth
    }
    return digits
  }

  private static let powers = [
    1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000,
  ]
}
