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

  /// `P.PPLC`, the seat of a country's government.
  public static var capital: PackedFeature { PackedFeature(packed: 0x43_4C50_502E_50) }
  /// `P.PPLA`, the seat of a first-order division.
  public static var divisionSeat: PackedFeature { PackedFeature(packed: 0x41_4C50_502E_50) }
  /// `A.PCLI`, an independent country.
  public static var country: PackedFeature { PackedFeature(packed: 0x49_4C43_502E_41) }
  /// `A.ADM1`, a first-order division.
  public static var division: PackedFeature { PackedFeature(packed: 0x31_4D44_412E_41) }

  /// The class letter in ASCII: A country or division, H water, L region, P populated place, T relief, and so on.
  public var featureClass: UInt8 { UInt8(truncatingIfNeeded: packed) }

  /// Whether it is a country, a dependency or another political entity (`A.PCL…`).
  public var isPolitical: Bool { packed & 0xFF_FFFF_FFFF == 0x4C_4350_2E41 }

  public var description: String {
    withUnsafeBytes(of: packed.littleEndian) { bytes in
      String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
  }
}
