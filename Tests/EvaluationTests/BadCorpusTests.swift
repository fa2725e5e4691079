import Testing

@testable import Evaluation

/// Corpora as they should not be: each mistake is named with its line, and what is whole is read.
@Suite struct BadCorpusTests {
  private static func gold(
    _ id: String = "x", mentions: String = "[]", persons: String = "[]", incidents: String = "[]"
  ) -> String {
    #"{"id": "\#(id)", "text": "Calme à Mir, dit Anne Val.", "dateline": null, "mentions": \#(mentions), "#
      + #""persons": \#(persons), "times": [], "ignore": [], "incidents": \#(incidents)}"#
  }

  private static let mir =
    #"{"start": 8, "end": 11, "text": "Mir", "role": "literal", "lat": 1, "lon": 2, "kind": "point"}"#

  private static func incident(_ change: (String, String)) -> String {
    let whole =
      #"[{"kind": "attack", "kind_also": [], "status": "reported", "date_start": "2020-05-13", "#
      + #""date_end": "2020-05-13", "place_mentions": ["Mir"], "mention_indices": [0], "relation": "at", "#
      + #""unlocated": 0, "actor_side": null, "claimant": null, "killed": null, "injured": null, "group": "g", "#
      + #""optional": false}]"#
    return gold(mentions: "[\(mir)]", incidents: whole.replacing(change.0, with: change.1))
  }

  @Test func aWholeLineIsTaken() throws {
    let corpus = try Checkout.corpus(BadCorpusTests.incident(("attack", "attack")))
    #expect(corpus.refusals.isEmpty && corpus.documents.first?.incidents.count == 1)
  }

  @Test(arguments: [
    (#"{"id": "x", "text": "#, CorpusError.Code.json),
    (#"{"id": "x", "text": 7, "mentions": []}"#, .field), (#"{"text": "Calme.", "mentions": []}"#, .field),
    (gold(mentions: "[\(mir.replacing("11", with: "30"))]"), .span),
    (gold(mentions: "[\(mir.replacing("8", with: "7"))]"), .span),
    (gold(mentions: "[\(mir.replacing("8", with: "11"))]"), .span),
    (gold(mentions: "[\(mir.replacing("8", with: "-1"))]"), .span),
    (gold(mentions: "[\(mir.replacing("literal", with: "ville"))]"), .field),
    (gold(mentions: "[\(mir.replacing(#""lat": 1, "#, with: ""))]"), .field),
    (gold(mentions: "[\(mir.replacing(#""lat": 1"#, with: #""lat": 91"#))]"), .field),
    (gold(mentions: "[\(mir.replacing("point", with: "area"))]"), .field),
    (gold(mentions: "[\(mir)]", persons: #"[{"start": 10, "end": 13}]"#), .span),
    (incident(("reported", "sure")), .field), (incident(("[0]", "[1]")), .field),
    (incident((#"["Mir"]"#, #"["Val"]"#)), .field),
    (incident((#""date_end": "2020-05-13""#, #""date_end": "2020-05-12""#)), .field),
    (incident((#""date_end": "2020-05-13""#, #""date_end": "hier""#)), .field),
    (incident((#""optional": false"#, #""optional": 0"#)), .field),
  ])
  func aBadLineIsNamedAndTheOthersAreRead(line: String, code: CorpusError.Code) throws {
    let corpus = try Checkout.corpus(
      "\(BadCorpusTests.gold("a"))\n\(line)\n\n\(BadCorpusTests.gold("b"))\n", format: .gold)
    #expect(corpus.documents.map(\.id) == ["a", "b"])
    #expect(corpus.refusals.map(\.code) == [code])
    #expect(corpus.refusals.map(\.line) == [2])
  }

  @Test func anIdThatCameBeforeIsRefused() throws {
    let corpus = try Checkout.corpus("\(BadCorpusTests.gold())\n\(BadCorpusTests.gold())")
    #expect(corpus.documents.count == 1)
    #expect(corpus.refusals.map(\.code) == [.duplicate] && corpus.refusals.map(\.line) == [2])
  }

  @Test func whatIsNotUTF8IsNamedWithItsLine() throws {
    let bytes = Array("\(BadCorpusTests.gold("a"))\n".utf8) + [0x7B, 0xE9, 0x7D]
    let refusals = try Checkout.corpus(bytes, format: .gold).refusals
    #expect(refusals.map(\.code) == [.encoding] && refusals.map(\.line) == [2])
    let columns = try Checkout.corpus(Array("Mir B-LOC\n\nL".utf8) + [0xE9] + Array("o O\n".utf8))
    #expect(columns.refusals.map(\.code) == [.encoding] && columns.refusals.map(\.line) == [3])
  }

  @Test(arguments: [
    ("Ostrie B-LOC\net O\nMir I-LOC\n", 3, CorpusError.Code.tag),
    ("Ostrie B-LOC\nMir I-PER\nVal B-PER\n", 2, .tag), ("Ostrie S-LOC\nMir E-LOC\n", 2, .tag),
    ("Ostrie B-LOC\nMir O\nVal S-LOC\n", 2, .tag), ("Ostrie B-LOC\n\nMir I-LOC\n", 3, .tag),
    ("Val S-LOC\nOstrie B-LOC\n\nMir O\n", 3, .tag), ("Val S-LOC\nOstrie B-LOC\n", 2, .tag),
    ("Ostrie LOC\n", 1, .tag),
    ("Ostrie X B-LOC\nMir B-LOC\n", 2, .columns), ("Ostrie\nMir\n", 1, .columns),
  ])
  func aBadRowRefusesItsDocument(text: String, line: Int, code: CorpusError.Code) throws {
    let good = "-DOCSTART- O\nVal O\nNoir O\net O\nMir O\n"
    let corpus = try Checkout.corpus(text + (text.contains(" X ") ? "" : good), format: .conll)
    #expect(corpus.refusals.map(\.code) == [code] && corpus.refusals.map(\.line) == [line])
    if !text.contains(" X ") { #expect(corpus.documents.map(\.text.string) == ["Val Noir et Mir"]) }
  }

  @Test func hipeNamesRowsOfAnotherWidthAndATagWithoutItsBeginning() throws {
    let corpus = try Checkout.corpus(
      """
      TOKEN\tNE-COARSE-LIT\tMISC
      # document_id = un
      Mir\tB-loc
      # document_id = deux
      Mir\tI-loc\t_
      # document_id = trois
      et\tO\t_
      Mir\tB-loc\t_

      """)
    #expect(corpus.documents.map(\.id) == ["trois"])
    #expect(corpus.refusals.map(\.code) == [.columns, .tag])
    #expect(corpus.refusals.map(\.line) == [3, 5])
  }

  @Test func aHeaderThatLacksTheColumnOfTagsIsRefused() throws {
    let corpus = try Checkout.corpus("TOKEN\tMISC\nMir\t_\n")
    #expect(corpus.documents.isEmpty)
    #expect(corpus.refusals.map(\.code) == [.columns] && corpus.refusals.map(\.line) == [1])
  }

  @Test func anEntityOutsideOfItsTextIsNamed() throws {
    let corpus = try Checkout.corpus(
      #"{"id": "a", "text": "Mir", "entities": [{"start": 0, "end": 4, "type": "LOC"}]}"#)
    #expect(corpus.refusals.map(\.code) == [.span])
    #expect(corpus.refusals.first?.description.contains(":1: expected a span within 0…3") == true)
  }

  @Test(arguments: ["", "\n\n", #"{"id": "x", "corps": "Calme."}"#])
  func whatIsNoCorpusIsRefusedAsAWhole(text: String) throws {
    #expect(throws: CorpusError.self) { try Checkout.corpus(text) }
  }
}
