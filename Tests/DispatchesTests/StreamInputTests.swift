import Dispatches
import Foundation
import GeoTypes
import Testing

/// NDJSON streams, folders and several files.
@Suite struct StreamInputTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func read(_ text: String, maximalSize: Int = 1 << 20) throws -> [DispatchFeed.Element] {
    let path = try folder.write(text, to: "flux.ndjson")
    return Array(DispatchFeed(paths: [path], maximalSize: maximalSize))
  }

  private func only(_ line: String) throws -> InputError? {
    let results = try read(line)
    #expect(results.count == 1)
    guard case .failure(let error) = results.first else { return nil }
    return error
  }

  @Test func everyKnownKeyIsRead() throws {
    let line = #"""
      {"id": "a/1", "text": "Pluie \u00e0 Gao\n\"oui\"", "published": "2020-10-31T23:59:00+04:00", "headline": "TITRE", "source": "ALD", "language": "fr"}
      """#
    let sourced = try #require(try read(line).first).get()
    #expect(sourced.line == 1)
    let dispatch = sourced.dispatch
    #expect(dispatch.id == "a/1")
    #expect(String(decoding: dispatch.text, as: UTF8.self) == "Pluie à Gao\n\"oui\"")
    #expect(dispatch.published == CalendarDate(year: 2020, month: 10, day: 31))
    #expect(dispatch.headline == "TITRE")
    #expect(dispatch.source == "ALD")
    #expect(dispatch.language == "fr")
    #expect(dispatch.input == nil)
  }

  @Test func unknownKeysAreCarriedByteForByteInTheirOrder() throws {
    let line =
      #"{"zeta": 1.10, "id": "x", "a,b": {"id": [1, {"}": "\"]"}], "n": 12345678901234567890}, "text": "t", "e\"": null, "l" : [ ] }"#
    let sourced = try #require(try read(line).first).get()
    #expect(
      sourced.dispatch.input
        == #"{"zeta":1.10,"a,b":{"id": [1, {"}": "\"]"}], "n": 12345678901234567890},"e\"":null,"l":[ ]}"#)
  }

  @Test func aBrokenLineAmongGoodOnesIsRefusedAloneAndBlankOnesAreSkipped() throws {
    let results = try read(
      """
      \u{FEFF}{"id": "1", "text": "un"}\r

      {"id": "2", "text": "deux"
         \t
      {"id": "3", "text": "trois"}
      """)
    #expect(results.count == 3)
    #expect(try results[0].get().dispatch.id == "1")
    #expect(throws: InputError.self) { try results[1].get() }
    if case .failure(let error) = results[1] {
      #expect(error.code == .json)
      #expect(error.line == 3)
    }
    #expect(try results[2].get().dispatch.id == "3")
    #expect(try results[2].get().line == 5)
  }

  @Test(
    arguments: [
      (#"{"text": "t"}"#, InputError.Code.field, nil), (#"{"id": "x"}"#, .field, "x"),
      (#"{"id": 3, "text": "t"}"#, .field, nil),
      (#"{"id": "x", "text": 3}"#, .field, "x"),
      (#"{"id": "x", "text": "t", "published": "hier"}"#, .field, "x"),
      (#"{"id": "x", "text": "t", "published": "2020-02-30"}"#, .field, "x"),
      (#"{"id": "x", "text": "t", "headline": []}"#, .field, "x"),
      (#"{"id": "x", "text": " \n"}"#, .empty, "x"),
      (#"{"id": "x", "text": "a\u0000b"}"#, .binary, "x"), ("[1]", .json, nil), (#""x""#, .json, nil),
      ("{} {}", .json, nil),
      (#"{"id": "x", "text": "\ud800"}"#, .field, "x"), ("pas du JSON", .json, nil),
      (#"{"id": "x", "text": "#, .json, nil),
    ] as [(String, InputError.Code, String?)])
  func whatIsWrongWithALineIsSaid(line: String, code: InputError.Code, id: String?) throws {
    let error = try #require(try only(line))
    #expect(error.code == code, "\(error)")
    #expect(error.id == id)
    #expect(error.line == 1)
    #expect(error.message.hasPrefix("expected"))
  }

  @Test func aLineThatIsNotUTF8IsRefusedAtItsByte() throws {
    let path = try folder.write(
      Array(#"{"id": "x", "text": ""#.utf8) + [0xE9] + Array(#""}"#.utf8), to: "l1.ndjson")
    guard case .failure(let error)? = DispatchFeed(paths: [path]).next() else {
      Issue.record("it was read")
      return
    }
    #expect(error.code == .encoding)
    #expect(error.byte == 21)
  }

  @Test func aLineBeyondTheLimitIsReadOverAndTheNextOneIsComplete() throws {
    let long = String(repeating: "a", count: 300_000)
    let results = try read(
      "{\"id\": \"1\", \"text\": \"\(long)\"}\n{\"id\": \"2\", \"text\": \"deux\"}", maximalSize: 100_000)
    #expect(results.count == 2)
    if case .failure(let error) = results[0] { #expect(error.code == .tooLarge && error.line == 1) }
    #expect(try results[1].get().dispatch.id == "2")
  }

  @Test func aStreamIsToldFromATextByItsFirstSigns() throws {
    let lines = " \n{ \"id\": \"1\", \"text\": \"un\"}\n"
    let stream = try folder.write(lines, to: "sans-extension")
    let text = try folder.write("{un} texte", to: "texte")
    let results = Array(DispatchFeed(paths: [stream, text]))
    #expect(try results.map { try $0.get().line } == [2, nil])
    let forced = Array(DispatchFeed(paths: [stream], format: .text))
    #expect(try forced[0].get().dispatch.text == Array(lines.utf8))
  }

  @Test func aFolderGivesItsDispatchesSortedAndOthersNot() throws {
    for name in ["b.txt", "a/z.txt", "a.txt", "c.ndjson", "README.md", ".cache/x.txt", ".h.txt"] {
      try folder.write("{\"id\": \"n\", \"text\": \"Texte\"}", to: "dossier/" + name)
    }
    let results = Array(DispatchFeed(paths: [folder.path + "/dossier/"]))
    let files = try results.map {
      try $0.get().file.replacingOccurrences(of: folder.path + "/dossier/", with: "")
    }
    #expect(files == ["a.txt", "a/z.txt", "b.txt", "c.ndjson"])
  }

  @Test func textsOfOneNameGetIdsOfTheirOwn() throws {
    let paths = try ["1/x.txt", "x-2.txt", "2/x.txt", "3/x.txt"].map { try folder.write("Texte", to: $0) }
    let ids = try DispatchFeed(paths: paths).map { try $0.get().dispatch.id }
    #expect(ids == ["x", "x-2", "x-3", "x-4"])
  }

  @Test func whatIsMissingIsNamedAndTheOthersAreRead() throws {
    let good = try folder.write("Texte", to: "bon.txt")
    let missing = folder.path + "/absent.txt"
    try folder.write("x", to: "vide/LISEZ.md")
    let results = Array(DispatchFeed(paths: [missing, good + "/x", folder.path + "/vide", good]))
    #expect(results.count == 4)
    let codes = results.map { result in
      if case .failure(let error) = result { error.code } else { nil as InputError.Code? }
    }
    #expect(codes == [.missing, .missing, .missing, nil])
    if case .failure(let error) = results[0] { #expect(error.file == missing) }
  }
}
