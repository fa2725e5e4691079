import Testing

@testable import Interchange

@Suite struct OffsetMapTests {
  @Test(arguments: [
    "", "abc", "À Erevan, « Choucha »", String(repeating: "é😀a", count: 100),
    String(repeating: "x", count: 64),
    String(repeating: "x", count: 63) + "😀",
  ]) func offsetsAreThoseOfTheStringsViews(text: String) {
    let bytes = Array(text.utf8)
    let codepoint = OffsetMap(text: bytes, unit: .codepoint)
    let utf16 = OffsetMap(text: bytes, unit: .utf16)
    let utf8 = OffsetMap(text: bytes, unit: .utf8)
    for index in text.unicodeScalars.indices + [text.endIndex] {
      let byte = text.utf8.distance(from: text.startIndex, to: index)
      #expect(codepoint(byte) == text.unicodeScalars.distance(from: text.startIndex, to: index))
      #expect(utf16(byte) == text.utf16.distance(from: text.startIndex, to: index))
      #expect(utf8(byte) == byte)
    }
  }
}
