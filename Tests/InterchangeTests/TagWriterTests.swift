import Foundation
import Testing

@testable import Interchange

@Suite struct TagWriterTests {
  private func record(_ options: TagWriter.Options = TagWriter.Options()) throws -> (
    text: String, json: [String: Any]
  ) {
    var writer = TagWriter(options: options)
    writer.write(try SampleReport.make())
    let bytes = writer.take()
    #expect(bytes.last == UInt8(ascii: "\n") && bytes.count { $0 == UInt8(ascii: "\n") } == 1)
    let json = try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any]
    return (String(decoding: bytes, as: UTF8.self), try #require(json))
  }

  /// The names of an object's members in the order in which they are written, outermost only.
  private func order(of names: [String], in text: String) -> Bool {
    var from = text.startIndex
    for name in names {
      guard let found = text.range(of: "\"\(name)\":", range: from..<text.endIndex) else { return false }
      from = found.upperBound
    }
    return true
  }

  @Test func membersStandInTheContractsOrder() throws {
    let (text, json) = try record()
    let members = [
      "id", "published", "offsets", "dateline", "mentions", "times", "incidents", "places", "unresolved",
      "input",
    ]
    #expect(Set(json.keys) == Set(members))
    #expect(order(of: members, in: text))
    #expect(
      text.hasPrefix(
        #"{"id":"essai","published":"2024-03-05","offsets":"codepoint","dateline":{"start":0,"end":5,"place":"gn:10","date":"2024-03-05","agency":"AFP"},"mentions":[{"start":0,"end":5,"text":"Évian","role":"dateline","place":"gn:10","within":null,"stands_for":null,"confidence":0.99},"#
      ))
    #expect(
      order(
        of: [
          "incidents", "id", "group", "kind", "status", "places", "precision", "geometry", "date", "actor",
          "target",
          "claimants", "denied_by", "weapons", "casualties", "killed", "injured", "evidence",
        ], in: text))
    #expect(text.contains(#""date":{"start":"2024-03-05","end":null,"precision":"day"},"actor":null"#))
    #expect(
      text.contains(#""killed":{"low":1,"best":2,"high":null,"text":"au moins un mort"},"injured":null"#))
    #expect(
      text.hasSuffix(
        #""unresolved":[{"mention":2,"within":"iso:ZZ-SE","reason":"absent du répertoire"}],"input":{"desk":"monde"}}"#
          + "\n"))
  }

  @Test(arguments: OffsetUnit.allCases) func theTextEqualsTheSourceAtTheSpanInEveryUnit(unit: OffsetUnit)
    throws
  {
    let (_, json) = try record(TagWriter.Options(offsets: unit, entities: true))
    let incidents = try #require(json["incidents"] as? [[String: Any]])
    let spans =
      try #require(json["mentions"] as? [[String: Any]]) + (try #require(json["times"] as? [[String: Any]]))
      + (try #require(json["entities"] as? [[String: Any]]))
      + incidents.compactMap { $0["evidence"] as? [String: Any] }
    #expect(spans.count == 9)
    for span in spans {
      let start = try #require(span["start"] as? Int)
      let end = try #require(span["end"] as? Int)
      let text = SampleReport.text
      let found: String
      switch unit {
      case .codepoint:
        found = String(String.UnicodeScalarView(text.unicodeScalars.dropFirst(start).prefix(end - start)))
      case .utf8: found = String(decoding: text.utf8.dropFirst(start).prefix(end - start), as: UTF8.self)
      case .utf16: found = String(decoding: Array(text.utf16)[start..<end], as: UTF16.self)
      }
      #expect(found == span["text"] as? String)
    }
  }

  @Test func explanationsComeOnlyWhenAskedFor() throws {
    let plain = try record()
    #expect(
      !plain.text.contains("reasons") && !plain.text.contains("candidates")
        && !plain.text.contains("entities"))
    let (text, json) = try record(TagWriter.Options(explain: true, entities: true))
    #expect(
      text.contains(
        #""confidence":0.877,"reasons":["après « visé »"],"candidates":[{"place":"gn:2","probability":0.877,"reasons":["le plus proche"]}]}"#
      ))
    #expect((json["entities"] as? [[String: Any]])?.first?["type"] as? String == "organisation")
  }

  @Test func placesAreThereOnceById() throws {
    let (text, json) = try record()
    let places = try #require(json["places"] as? [String: [String: Any]])
    #expect(Set(places.keys) == ["gn:10", "gn:2", "iso:ZZ-SE"])
    #expect(order(of: ["places", "gn:10", "gn:2", "iso:ZZ-SE"], in: text))
    #expect(
      text.contains(
        #""gn:2":{"name":"Kouchan","longitude":10.25,"latitude":40.5,"country":"ZZ","feature":"P.PPL","names":{"local":"Քուշան","en":"Kushan"}}"#
      ))
  }

  @Test func anErrorLineNamesInputReasonAndLine() {
    var writer = TagWriter()
    writer.writeError(id: nil, code: "broken_json", message: "ligne « \"x »", line: 7)
    writer.writeError(id: "a", code: "empty", message: "vide", line: nil)
    #expect(
      String(decoding: writer.take(), as: UTF8.self)
        == #"{"id":null,"error":{"code":"broken_json","message":"ligne « \"x »","line":7}}"# + "\n"
        + #"{"id":"a","error":{"code":"empty","message":"vide","line":null}}"# + "\n")
  }

  @Test func twoRunsGiveTheSameBytes() throws {
    #expect(try record().text == record().text)
  }
}
