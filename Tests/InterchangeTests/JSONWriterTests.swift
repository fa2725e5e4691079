import Foundation
import Testing

@testable import Interchange

@Suite struct JSONWriterTests {
  private func written(_ body: (inout JSONWriter) -> Void) -> String {
    var writer = JSONWriter(capacity: 1)
    body(&writer)
    return String(decoding: writer.take(), as: UTF8.self)
  }

  private func parsed(_ json: String) throws -> Any {
    try JSONSerialization.jsonObject(with: Data(json.utf8), options: .fragmentsAllowed)
  }

  @Test func commasGoBetweenMembersAndValues() {
    let json = written { writer in
      writer.beginObject()
      writer.key("a")
      writer.beginArray()
      writer.endArray()
      writer.key("b")
      writer.beginArray()
      writer.value(1)
      writer.value("x")
      writer.null()
      writer.beginObject()
      writer.endObject()
      writer.value(true)
      writer.endArray()
      writer.key("c" as String)
      writer.raw(#"{"d":[1]}"#)
      writer.endObject()
      writer.newline()
      writer.value(2)
    }
    #expect(json == "{\"a\":[],\"b\":[1,\"x\",null,{},true],\"c\":{\"d\":[1]}}\n2")
  }

  @Test func everyByteThatNeedsAnEscapeGetsOneWhereverItStands() throws {
    for scalar in (0..<0x24).compactMap(Unicode.Scalar.init) + ["\\", "\u{7f}", "é", "\u{2028}", "😀"] {
      for before in 0..<18 {
        for after in [0, 1, 9] {
          let text =
            String(repeating: "a", count: before) + String(scalar) + String(repeating: "b", count: after)
          let json = written { $0.value(text) }
          #expect(try parsed(json) as? String == text)
          #expect(!json.utf8.contains { $0 < 0x20 })
        }
      }
    }
  }

  @Test func stringsReadBackAsTheyWere() throws {
    var generator = Generator()
    let alphabet: [Character] = [
      "a", "é", "\"", "\\", "\n", "\t", "œ", "«", "\u{1}", "Ե", "😀", " ", "/", "\u{202f}",
    ]
    for _ in 0..<2_000 {
      let length = Int.random(in: 0...40, using: &generator)
      let text = String(
        (0..<length).map { _ in alphabet[Int.random(in: 0..<alphabet.count, using: &generator)] })
      #expect(try parsed(written { $0.value(text) }) as? String == text)
    }
  }

  @Test(arguments: [0, 1, -1, 9, 10, 99, 100, 1_000_000, Int.max, Int.min, Int.max - 1, 999_999_999_999])
  func integersAreWrittenInFull(integer: Int) {
    #expect(written { $0.value(integer) } == String(integer))
  }

  @Test(arguments: [
    (0.0, "0.0"), (-0.0, "0.0"), (1.0, "1.0"), (-2.5, "-2.5"), (0.1, "0.1"), (0.95, "0.95"),
    (0.0001, "0.0001"),
    (1e-5, "1e-05"), (1e22, "1e+22"), (0.1 + 0.2, "0.30000000000000004"), (123456.7891, "123456.7891"),
    (.nan, "null"), (.infinity, "null"), (-.infinity, "null"),
  ]) func aNumberIsShortAndStaysANumber(number: Double, expected: String) {
    #expect(written { $0.value(number) } == expected)
  }

  @Test func numbersReadBackTheSameAndNoLongerThanSwiftsOwn() throws {
    var generator = Generator()
    for round in 0..<20_000 {
      let number: Double
      switch round % 4 {
      case 0: number = Double(bitPattern: generator.next())
      case 1: number = Double(Int.random(in: -10_000_000...10_000_000, using: &generator)) / 10_000
      case 2: number = Double.random(in: -180...180, using: &generator)
      default: number = Double(Int.random(in: -1_000...1_000, using: &generator)) / 100
      }
      guard number.isFinite else { continue }
      let text = written { $0.value(number) }
      #expect(Double(text) == number)
      #expect(text.utf8.count <= number.description.utf8.count)
    }
  }

  @Test(arguments: [
    (44.5126, 6, "44.5126"), (0.12345649, 6, "0.123456"), (0.9999999, 6, "1"), (-0.0000001, 6, "0"),
    (-179.9999996, 6, "-180"), (2.0, 3, "2"), (0.0995, 2, "0.1"), (12.5, 0, "13"), (-0.05, 1, "-0.1"),
    (.nan, 3, "null"),
  ]) func aRoundedNumberHasNoTrailingZeros(number: Double, decimals: Int, expected: String) {
    #expect(written { $0.value(number, decimals: decimals) } == expected)
  }
}
