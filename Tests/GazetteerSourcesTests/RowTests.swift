import Foundation
import GeoTypes
import Testing

@testable import GazetteerSources

/// Lines, fields and numbers, against what the standard library makes of the same bytes.
@Suite struct RowTests {
  /// Bytes in memory, given in pieces of a few sizes.
  final class PieceStream: ByteStream {
    let path = "pieces"
    private(set) var consumed = 0
    private let bytes: [UInt8]
    private let piece: Int
    init(_ bytes: [UInt8], piece: Int) {
      self.bytes = bytes
      self.piece = piece
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws(SourceError) -> Int {
      let count = min(piece, buffer.count, bytes.count - consumed)
      bytes.withUnsafeBytes {
        buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[consumed...].prefix(count)))
      }
      consumed += count
      return count
    }
  }

  private func lines(_ bytes: [UInt8], piece: Int) throws -> [[UInt8]] {
    var reader = LineReader(PieceStream(bytes, piece: piece))
    var lines: [[UInt8]] = []
    while let line = try reader.next() {
      if !reader.isCut { lines.append(Array(line)) }
      #expect(reader.line >= lines.count)
    }
    return lines
  }

  @Test func linesAreThoseOfASplit() throws {
    var random = SeededRandom(11)
    for _ in 0..<300 {
      let count = Int.random(in: 0...60, using: &random)
      let bytes = (0..<count).map { _ in
        [0x0A, 0x0D, 0x61, 0x62, 0x09].randomElement(using: &random)! as UInt8
      }
      var expected = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map { line in
        line.last == 0x0D ? Array(line.dropLast()) : Array(line)
      }
      if bytes.isEmpty || bytes.last == 0x0A { expected.removeLast() }
      for piece in [1, 3, 1000] { #expect(try lines(bytes, piece: piece) == expected) }
    }
  }

  @Test func aLineThatIsTooLongIsPassedOverAndTheNextIsRead() throws {
    for length in [
      LineReader.longest - 1, LineReader.longest, LineReader.longest + 1, 3 * LineReader.longest,
    ] {
      let long = [UInt8](repeating: 0x61, count: length)
      let found = try lines(Array("a\n".utf8) + long + Array("\nb\n".utf8), piece: 1 << 17)
      let isKept = length < LineReader.longest
      #expect(found.count == (isKept ? 3 : 2), "\(length)")
      #expect(found.last == [0x62] && found.first == [0x61])
    }
    #expect(try lines([UInt8](repeating: 0x61, count: 2 * LineReader.longest), piece: 1 << 20) == [])
  }

  @Test func aByteOrderMarkIsNoPartOfTheFirstLine() throws {
    #expect(
      try lines([0xEF, 0xBB, 0xBF, 0x61, 0x0A, 0xEF, 0xBB, 0xBF], piece: 2) == [[0x61], [0xEF, 0xBB, 0xBF]])
  }

  @Test func numbersAreThoseOfTheStandardLibrary() throws {
    var random = SeededRandom(3)
    func bytes<Result>(_ text: String, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
      Array(text.utf8).withUnsafeBytes(body)
    }
    for _ in 0..<20_000 {
      let decimals = Int.random(in: 0...7, using: &random)
      let text = String(format: "%.\(decimals)f", Double.random(in: -180...180, using: &random))
      #expect(bytes(text) { $0.decimal() } == Double(text))
      let whole = "\(Int.random(in: -1_000_000_000_000...1_000_000_000_000, using: &random))"
      #expect(bytes(whole) { $0.integer() } == Int(whole))
    }
    for text in ["", "-", ".", "1.", ".5", "1,5", "1e3", "+1", "1.2.3", " 1", "nan", "1-"] {
      #expect(bytes(text) { $0.decimal() } == nil, "\(text)")
    }
    for text in ["", "-", "1.0", "1234567890123456789", "0x1", "1 "] {
      #expect(bytes(text) { $0.integer() } == nil, "\(text)")
    }
    #expect(bytes("4294967295") { $0.geonameID() } == 4_294_967_295)
    for text in ["0", "-5", "4294967296"] { #expect(bytes(text) { $0.geonameID() } == nil) }
  }

  @Test func codesThatDifferHaveNumbersThatDiffer() {
    var numbers: Set<UInt64> = []
    var count = 0
    for length in 0...20 {
      for last in ["", "0", "A", "é"] {
        let code = String(repeating: "0", count: length) + last + (last.isEmpty ? "" : "1")
        count += 1
        Array(code.utf8).withUnsafeBytes { _ = numbers.insert($0.packedCode) }
      }
    }
    #expect(numbers.count == count)
  }

  @Test func whatIsNoNameAmongNamesIsTold() {
    func isName(_ text: String) -> Bool { Array(text.utf8).withUnsafeBytes { UntaggedName.isName($0) } }
    for name in ["Erevan", "les Escaldes", "Ереван", "Երևան", "東京", "İzmir", "Ḩalab", "A Coruña", "IJmuiden"]
    {
      #expect(isName(name), "\(name)")
    }
    for code in [
      "EVN", "LFPG", "lai sai si ka er de", "ulaangom", "esukarudesu=engorudani jiao qu", "https://a.b/C", "",
      "12",
    ] {
      #expect(!isName(code), "\(code)")
    }
  }

  @Test func periodsAreYearsMonthsAndDays() {
    func bounds(_ text: String) -> [String?] {
      Array(text.utf8).withUnsafeBytes {
        [NamePeriod.first($0)?.description, NamePeriod.last($0)?.description]
      }
    }
    #expect(bounds("1936") == ["1936-01-01", "1936-12-31"])
    #expect(bounds("1936-02") == ["1936-02-01", "1936-02-29"])
    #expect(bounds("1936-02-05") == ["1936-02-05", "1936-02-05"])
    #expect(bounds("19360205") == ["1936-02-05", "1936-02-05"])
    for text in ["", "the twenties", "193", "1936-13", "1936-02-30", "-193", "0000", "1936/02"] {
      #expect(bounds(text) == [nil, nil], "\(text)")
    }
  }
}
