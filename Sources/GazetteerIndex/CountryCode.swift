/// An ISO 3166-1 alpha-2 code in two bytes.
public struct CountryCode: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The first letter in the upper byte.
  public let packed: UInt16

  /// The code of two capital letters; nil for anything else.
  public init?(_ text: some StringProtocol) {
    let letters = Array(text.utf8)
    guard letters.count == 2 else { return nil }
    self.init(packed: UInt16(letters[0]) << 8 | UInt16(letters[1]))
  }

  init?(packed: UInt16) {
    let capitals = UInt8(ascii: "A")...UInt8(ascii: "Z")
    guard capitals.contains(UInt8(packed >> 8)), capitals.contains(UInt8(packed & 0xFF)) else { return nil }
    self.packed = packed
  }

  public var description: String {
    withUnsafeBytes(of: packed.bigEndian) { String(decoding: $0, as: UTF8.self) }
  }

  public static func < (left: CountryCode, right: CountryCode) -> Bool { left.packed < right.packed }
}
