/// A feature code in eight bytes, to compare without an allocation: `gazetteer.feature(ref) == .capital`.
public struct PackedFeature: Hashable, Sendable, CustomStringConvertible {
  /// The code's ASCII, the first letter in the lowest byte.
  public let packed: UInt64

  /// The code of one to eight ASCII characters; nil for anything else.
  public init?(_ text: some StringProtocol) {
    var packed: UInt64 = 0
    var shift: UInt64 = 0
    for byte in text.utf8 {
      guard byte > 0x20, byte < 0x7F, shift < 64 else { return nil }
      packed |= UInt64(byte) << shift
      shift += 8
    }
    guard shift > 0 else { return nil }
    self.packed = packed
  }

  init(packed: UInt64) { self.packed = packed }

  private init(_ text: StaticString) {
    packed = text.withUTF8Buffer { $0.reversed().reduce(0) { $0 << 8 | UInt64($1) } }
  }

  /// `P.PPLC`, the seat of a country's government.
  public static let capital = PackedFeature("P.PPLC" as StaticString)
  /// `P.PPLA`, the seat of a first-order division.
  public static let divisionSeat = PackedFeature("P.PPLA" as StaticString)
  /// `A.PCLI`, an independent country.
  public static let country = PackedFeature("A.PCLI" as StaticString)
  /// `A.ADM1`, a first-order division.
  public static let division = PackedFeature("A.ADM1" as StaticString)

  /// The class letter in ASCII: A country or division, H water, L region, P populated place, T relief, and so on.
  public var featureClass: UInt8 { UInt8(truncatingIfNeeded: packed) }

  /// Whether it is a country, a dependency or another political entity (`A.PCL…`).
  public var isPolitical: Bool {
    packed & 0xFF_FFFF_FFFF == PackedFeature("A.PCL" as StaticString).packed
  }

  public var description: String {
    var bytes: [UInt8] = []
    var rest = packed
    while rest != 0 {
      bytes.append(UInt8(truncatingIfNeeded: rest))
      rest >>= 8
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
