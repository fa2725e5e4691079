import Dispatches
import Foundation
import Testing

/// Texts as they come: encodings, damage, limits.
@Suite struct TextInputTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func read(_ bytes: [UInt8], maximalSize: Int = 1 << 20) throws -> DispatchFeed.Element? {
    let path = try folder.write(bytes, to: "depeche.txt")
    let source = DispatchFeed(paths: [path], maximalSize: maximalSize)
    let first = source.next()
    #expect(source.next() == nil)
    return first
  }

  private func refusal(_ bytes: [UInt8], maximalSize: Int = 1 << 20) throws -> InputError? {
    guard case .failure(let error) = try read(bytes, maximalSize: maximalSize) else { return nil }
    #expect(error.file.hasSuffix("depeche.txt"))
    #expect(error.line == nil)
    return error
  }

  private let french = "Erevan, 31 oct 2020 (ALD) - L’Élysée a « pris acte » : œuvre achevée, coût 3 €…\n"

  @Test func utf8IsKeptByteForByteWithItsMarkAndBreaks() throws {
    for text in [french, "\u{FEFF}" + french, french.replacingOccurrences(of: "\n", with: "\r\n\r\n")] {
      let sourced = try #require(try read(Array(text.utf8))).get()
      #expect(sourced.dispatch.text == Array(text.utf8))
      #expect(sourced.encoding == .utf8)
      #expect(sourced.dispatch.id == "depeche")
    }
  }

  @Test(arguments: [
    (String.Encoding.windowsCP1252, TextEncoding.windows1252), (.utf16LittleEndian, .utf16LittleEndian),
    (.utf16BigEndian, .utf16BigEndian),
  ])
  func otherEncodingsAreDecodedAndNamed(foundation: String.Encoding, ours: TextEncoding) throws {
    let text = french + (foundation == .windowsCP1252 ? "" : "𝄞 ")
    let mark: [UInt8] =
      switch ours {
      case .utf16LittleEndian: [0xFF, 0xFE]
      case .utf16BigEndian: [0xFE, 0xFF]
      default: []
      }
    let bytes = mark + Array(try #require(text.data(using: foundation)))
    let sourced = try #require(try read(bytes)).get()
    #expect(String(decoding: sourced.dispatch.text, as: UTF8.self) == text)
    #expect(sourced.encoding == ours)
  }

  @Test func latin1WithoutSignsOfWindowsIsCalledLatin1() throws {
    let text = "A Genève, l'été où Noël gêna maître Hüseyin.\n"
    let bytes = Array(try #require(text.data(using: .isoLatin1)))
    let sourced = try #require(try read(bytes)).get()
    #expect(String(decoding: sourced.dispatch.text, as: UTF8.self) == text)
    #expect(sourced.encoding == .latin1)
  }

  @Test func everyDefinedByteOfWindows1252DecodesAsFoundationSays() throws {
    let undefined: Set<UInt8> = [0x81, 0x8D, 0x8F, 0x90, 0x9D]
    for byte in UInt8(0x80)...0xFF where !undefined.contains(byte) {
      let bytes = Array("avant ".utf8) + [byte] + Array(" après la pluie".utf8).filter { $0 < 0x80 }
      let expected = try #require(String(bytes: bytes, encoding: .windowsCP1252))
      let sourced = try #require(try read(bytes)).get()
      #expect(String(decoding: sourced.dispatch.text, as: UTF8.self) == expected)
    }
  }

  @Test(arguments: ["", " ", "\n\r\n\t ", "\u{FEFF}", "\u{FEFF}\n"])
  func nothingButWhiteSpaceIsRefusedAsEmpty(text: String) throws {
    #expect(try refusal(Array(text.utf8))?.code == .empty)
  }

  @Test func nulIsRefusedWhereItStands() throws {
    let bytes = Array("Bamako, 3 mai".utf8)
    for position in [0, 5, bytes.count] {
      var damaged = bytes
      damaged.insert(0, at: position)
      let error = try #require(try refusal(damaged))
      #expect(error.code == .binary)
      #expect(error.byte == position)
    }
  }

  @Test func randomBytesAreRefused() throws {
    var generator = SplitMix64(state: 7)
    for length in [32, 64, 256, 4096, 65_537] {
      for _ in 0..<20 {
        let bytes = (0..<length).map { _ in UInt8.random(in: 1...255, using: &generator) }
        let error = try #require(try refusal(bytes), "\(length) random bytes were read as text")
        #expect(error.code == .encoding)
        #expect(error.byte.map { bytes.indices.contains($0) } == true)
      }
    }
  }

  @Test func damagedUTF8IsRefusedAtTheDamageAndNotTakenForLatin1() throws {
    var bytes = Array((french + french).utf8)
    let position = try #require(bytes.lastIndex(of: 0xC3))
    bytes.remove(at: position + 1)
    let error = try #require(try refusal(bytes))
    #expect(error.code == .encoding)
    #expect(error.byte == position)
    #expect(error.message.contains("0xC3"))
  }

  @Test(
    arguments: [
      ("overlong", [0xC0, 0xAF]), ("surrogate", [0xED, 0xA0, 0x80]),
      ("beyond U+10FFFF", [0xF4, 0x90, 0x80, 0x80]),
      ("lone continuation", [0xBF]),
    ] as [(String, [UInt8])])
  func malformedSequencesAmongGoodOnesAreRefused(name: String, sequence: [UInt8]) throws {
    let start = Array("éàüçœ".utf8)
    let error = try #require(try refusal(start + sequence + Array("fin".utf8)), "\(name)")
    #expect(error.code == .encoding)
    #expect(error.byte == start.count)
  }

  @Test func wordsFromAnotherCodePageAreRefused() throws {
    // CP 850 writes é as 0x82, à as 0x85, which Windows-1252 reads as ‚ and ….
    let bytes =
      Array("Les d".utf8) + [0x82] + Array("put".utf8) + [0x82] + Array("s ont d".utf8) + [0x82]
      + Array("bat".utf8)
    #expect(try refusal(bytes + Array("tu de la r".utf8) + [0x82] + Array("forme".utf8))?.code == .encoding)
  }

  @Test(
    arguments: [
      ("odd length", [0xFF, 0xFE, 0x41, 0x00, 0x42], 4),
      ("half a pair", [0xFF, 0xFE, 0x00, 0xD8, 0x41, 0x00], 2),
      ("lone trail", [0xFE, 0xFF, 0x00, 0x41, 0xDC, 0x00], 4),
    ] as [(String, [UInt8], Int)])
  func damagedUTF16IsRefusedAtTheDamage(name: String, bytes: [UInt8], position: Int) throws {
    let error = try #require(try refusal(bytes), "\(name)")
    #expect(error.code == .encoding)
    #expect(error.byte == position)
  }

  @Test func aTextOfTheMaximalSizeIsReadAndOneByteMoreIsRefused() throws {
    let bytes = [UInt8](repeating: 0x61, count: 200_000)
    #expect(try read(bytes, maximalSize: 200_000)?.get().dispatch.text.count == 200_000)
    let error = try #require(try refusal(bytes, maximalSize: 199_999))
    #expect(error.code == .tooLarge)
    #expect(error.message.contains("199999") && error.message.contains("200000"))
  }

  @Test(.enabled(if: geteuid() != 0, "root may open every folder"))
  func aFolderThatCannotBeOpenedKeepsTheOthersFromNothing() throws {
    let folder = try TemporaryFolder()
    try folder.write("Calme à Erevan.", to: "a/x.txt")
    let closed = try folder.write("Calme à Bakou.", to: "b/y.txt")
    let parent = URL(fileURLWithPath: closed).deletingLastPathComponent().path
    try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: parent)
    defer { try? FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: parent) }
    let results = Array(DispatchFeed(paths: [folder.path]))
    #expect(results.count == 2)
    #expect(try results.first?.get().dispatch.id == "x")
    #expect(throws: InputError.self) { try results.last?.get() }
  }
}

/// Sebastiano Vigna's SplitMix64: the same numbers in every run.
struct SplitMix64: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}
