import GeoTypes
import Geoparsing
import Incidents
import Testing

@testable import Evaluation

/// Every format as it should be.
@Suite struct ReaderTests {
  @Test func entitiesAreMappedByTheTableAndAPrimaryTypeMakesAMetonym() throws {
    let corpus = try Checkout.corpus(
      """
      {"id": "a", "date": "1931-05-02", "text": "À Léoville, Kermor et l'Ostrie se taisent.", "entities": [\
      {"start": 2, "end": 10, "text": "Léoville", "type": "LOC", "lat": 48.5, "lon": 2.25}, \
      {"start": 12, "end": 18, "text": "Kermor", "type": "PERS"}, \
      {"start": 24, "end": 30, "text": "Ostrie", "type": "ORG", "primary_type": "LOC"}]}
      """)
    #expect(corpus.format == .entities && corpus.refusals.isEmpty)
    let document = try #require(corpus.documents.first)
    #expect(document.published == CalendarDate(year: 1931, month: 5, day: 2))
    #expect(document.mentions.map(\.text) == ["Léoville", "Ostrie"])
    #expect(document.mentions.map(\.isMetonym) == [false, true])
    #expect(
      document.mentions[0].location == Coordinate(longitude: 2.25, latitude: 48.5).map { .point($0) })
    #expect(document.persons == [Span(12, 18)])
    #expect(document.layers == [.mentions, .persons, .metonymy, .places])
    #expect(corpus.labels.map(\.label) == ["LOC", "LOC as ORG", "PERS"])
  }

  @Test func columnsInIOB2AreJoinedAsFrenchIsSet() throws {
    let corpus = try Checkout.corpus(
      "-DOCSTART- O\n\nL' O\narmée O\nd' O\nOstrie B-LOC\n, O\nà O\nVal B-LOC\nNoir I-LOC\n. O\n\n-DOCSTART- O\n\nAnne B-PER\nVal B-LOC\n"
    )
    #expect(corpus.format == .conll && corpus.refusals.isEmpty)
    #expect(corpus.documents.map(\.text.string) == ["L'armée d'Ostrie, à Val Noir.", "Anne Val"])
    #expect(corpus.documents[0].mentions.map(\.text) == ["Ostrie", "Val Noir"])
    #expect(corpus.documents[1].persons == [Span(0, 4)])
    #expect(corpus.notes.contains("Tags read as IOB2."))
  }

  @Test(arguments: [
    ("Val I-LOC\nNoir I-LOC\net O\nOstrie I-LOC\nMir B-LOC\n", "IOB1", ["Val Noir", "Ostrie", "Mir"]),
    ("Val B-LOC\nNoir E-LOC\net O\nOstrie S-LOC\nMir S-LOC\n", "BIOES", ["Val Noir", "Ostrie", "Mir"]),
    ("Val B-LOC\nNoir I-LOC\net O\nOstrie B-LOC\nMir B-LOC\n", "IOB2", ["Val Noir", "Ostrie", "Mir"]),
    ("Val I-LOC\nNoir I-PER\n", "IOB1", ["Val"]), ("Val I-LOC\n\nNoir I-LOC\n", "IOB1", ["Val", "Noir"]),
  ])
  func aSchemeIsToldByItsTags(text: String, scheme: String, places: [String]) throws {
    let corpus = try Checkout.corpus(text)
    #expect(corpus.notes.contains("Tags read as \(scheme)."))
    #expect(corpus.documents.first?.mentions.map(\.text) == places)
  }

  @Test(arguments: [
    "id\tTAG\tform\n1\tB-LOC\tOstrie\n2\tO\tdort\n",
    "# global.columns = ID TAG FORM\n1\tB-LOC\tOstrie\n2\tO\tdort\n", "Ostrie X B-LOC\ndort Y O\n",
  ])
  func columnsMayBeNamed(text: String) throws {
    let corpus = try Checkout.corpus(text, format: .conll)
    #expect(corpus.refusals.isEmpty)
    #expect(corpus.documents.map(\.text.string) == ["Ostrie dort"])
    #expect(corpus.documents.first?.mentions.map(\.text) == ["Ostrie"])
  }

  @Test func aFileWithoutDocumentsIsCutAtSentencesAndNothingIsLost() throws {
    let sentence = "Val I-LOC\ndort O\n. O\n"
    let corpus = try Checkout.corpus(String(repeating: sentence, count: 700))
    #expect(corpus.documents.map(\.mentions.count) == [334, 334, 32])
    #expect(corpus.documents.allSatisfy { $0.text.string.hasSuffix("dort.") })
  }

  private static let header = "TOKEN\tNE-COARSE-LIT\tNE-COARSE-METO\tMISC\n"

  @Test func hipeTellsMetonymsSpacesLinesAndDates() throws {
    let corpus = try Checkout.corpus(
      ReaderTests.header + """
        # hipe2022:document_id = feuille-1
        # hipe2022:date = 1904-03-12
        L\tO\tO\tNoSpaceAfter
        '\tO\tO\tNoSpaceAfter
        Ostrie\tB-loc\tB-org\t_
        nie\tO\tO\tEndOfLine
        #out\tO\tO\t_
        à\tO\tO\t_
        Mir\tB-loc\tO\tNoSpaceAfter
        .\tO\tO\t_
        # hipe2022:document_id = feuille-2
        # hipe2022:applicable_columns = TOKEN NE-COARSE-LIT MISC
        Mir\tB-loc\t_\t_

        """)
    #expect(corpus.format == .hipe && corpus.refusals.isEmpty)
    let first = try #require(corpus.documents.first)
    #expect(first.id == "feuille-1" && first.published == CalendarDate(year: 1904, month: 3, day: 12))
    #expect(first.text.string == "L'Ostrie nie\n#out à Mir.")
    #expect(first.mentions.map(\.text) == ["Ostrie", "Mir"])
    #expect(first.mentions.map(\.isMetonym) == [true, false])
    #expect(first.layers == [.mentions, .persons, .metonymy])
    #expect(corpus.documents.last?.layers == [.mentions, .persons])
  }

  /// A word of two halves is one token: in a name or outside, and never two names.
  @Test(arguments: [
    ("B-loc", "B-loc", ["Bor¬\ndeaux"]), ("B-loc", "I-loc", ["Bor¬\ndeaux"]), ("O", "B-loc", ["Bor¬\ndeaux"]),
    ("B-loc", "O", ["Bor¬\ndeaux"]), ("O", "O", []),
  ])
  func hipeHalvesOfAWordAreOneName(first: String, second: String, names: [String]) throws {
    let rows =
      "à\tO\tO\t_\nBor¬\t\(first)\tO\tNoSpaceAfter|EndOfLine\ndeaux\t\(second)\tO\t_\net\tB-pers\tO\t_\n"
    let corpus = try Checkout.corpus(ReaderTests.header + "# document_id = a\n" + rows)
    #expect(corpus.documents.map(\.text.string) == ["à Bor¬\ndeaux et"])
    #expect(corpus.documents.flatMap { $0.mentions.map(\.text) } == names)
  }

  @Test func hipeTokensThatWouldRunTogetherAreSetApart() throws {
    let tokens = [
      ("à", "NoSpaceAfter"), ("Mir", "NoSpaceAfter"), (".", "NoSpaceAfter|EndOfSentence"),
      ("Val", "NoSpaceAfter"),
      ("12", "NoSpaceAfter"), ("er", "_"), ("l", "NoSpaceAfter"), ("'", "NoSpaceAfter"), ("or", "_"),
    ]
    let rows = tokens.map { "\($0.0)\tO\tO\t\($0.1)\n" }.joined()
    let corpus = try Checkout.corpus(ReaderTests.header + "# document_id = a\n" + rows)
    #expect(corpus.documents.map(\.text.string) == ["à Mir. Val 12er l'or"])
  }

  @Test func casesOfRecognizersAskForTimesOfTheirKind() throws {
    let corpus = try Checkout.corpus(
      """
      {"spec": "DateTime/French/DateParser", "Input": "Retour lundi", "Context": {"ReferenceDateTime": "2020-05-13T00:00:00"}, \
      "Results": [{"Text": "lundi", "Type": "date", "Start": 7, "Length": 5, "Value": {"Timex": "XXXX-WXX-1", \
      "FutureResolution": {"date": "2020-05-18"}, "PastResolution": {"date": "2020-05-11"}}}]}
      {"spec": "DateTime/French/DateTimeModel", "Input": "Repos en mai", "Results": [{"Text": "en mai", \
      "TypeName": "datetimeV2.daterange", "Start": 6, "End": 11, "Resolution": {"values": [{"timex": "XXXX-05", \
      "type": "daterange", "start": "2020-05-01", "end": "2020-06-01"}]}}]}
      {"spec": "Number/French/NumberModel", "Input": "trois", "Results": []}
      """)
    #expect(corpus.format == .recognizers && corpus.refusals.isEmpty)
    #expect(corpus.documents.map(\.id) == ["1", "2"])
    let first = corpus.documents[0]
    #expect(first.times.map(\.span) == [Span(7, 12)] && first.timeKinds == [.date])
    #expect(first.times[0].values == ["XXXX-WXX-1", "2020-05-11", "2020-05-18"])
    // Unknown digits need no day that the text was written on, a day of this week does.
    #expect(first.layers == [.times, .timeValues] && corpus.documents[1].layers == [.times, .timeValues])
    let may = CalendarDate(year: 2020, month: 5, day: 1).map { $0...$0.adding(days: 30) }
    #expect(corpus.documents[1].times[0].days.first == may)
  }

  @Test func aPartOfADayIsThatOfThePastAndOfTheFutureDay() throws {
    let corpus = try Checkout.corpus(
      """
      {"spec": "DateTime/French/DateTimePeriodParser", "Input": "Retour mardi matin", "Context": {"ReferenceDateTime": \
      "2020-05-13T00:00:00"}, "Results": [{"Text": "mardi matin", "Type": "datetimerange", "Start": 7, "Length": 11, \
      "Value": {"Timex": "XXXX-WXX-2TMO", "FutureResolution": {"startDateTime": "2020-05-19 08:00:00"}, \
      "PastResolution": {"startDateTime": "2020-05-12 08:00:00"}}}]}
      """)
    let time = try #require(corpus.documents.first?.times.first)
    #expect(time.values.contains("2020-05-12TMO") && time.values.contains("2020-05-19TMO"))
    #expect(!time.values.contains { $0.hasPrefix("2020-05-13") })
  }

  @Test(arguments: [
    ("datetime (2020, 5, 13, 0, 0, 0) Day", ["2020-05-13"]),
    ("datetime (2020, 12, 28, 0, 0, 0) Week", ["2020-W53"]),
    ("datetime (2021, 1, 1, 0, 0, 0) Week", ["2020-W53"]),
    ("datetime (2020, 5, 0, 0, 0, 0) Month", ["2020-05"]),
    ("datetime (2020, 2, 30, 0, 0, 0) Day", []),
    ("datetime (2020, 5, 13, 7, 5, 0) Minute", ["2020-05-13T07:05"]),
    ("DurationData 3 Quarter", ["P9M"]), ("DurationData 2 Hour", ["PT2H"]), (") where examples =", []),
  ])
  func valuesOfDucklingAreReadAsTIMEX3(expression: String, values: [String]) throws {
    let corpus = try Checkout.corpus(
      #"{"dimension": "Time", "phrase": "ce jour", "expected": "\#(expression)", "reference_time": "2020-05-13T04:30:00-02:00"}"#
    )
    #expect(corpus.format == .duckling)
    #expect(corpus.documents.first?.times.flatMap(\.values) == values)
  }

  @Test func documentsAreChosenByTheBeginningsOfTheirIds() throws {
    let lines = ["a_1", "a_2", "b_1"].map {
      #"{"id": "\#($0)", "text": "Mir.", "entities": [{"start": 0, "end": 3, "type": "LOC"}]}"#
    }
    let corpus = try Checkout.corpus(lines.joined(separator: "\n"), id: ["b"])
    #expect(corpus.documents.map(\.id) == ["b_1"])
    #expect(corpus.labels.map(\.count) == [1])
    #expect(corpus.notes.first == "1 of 3 documents, chosen by their ids")
    #expect(throws: CorpusError.self) { try Checkout.corpus(lines.joined(separator: "\n"), id: ["c"]) }
  }

  @Test(arguments: Checkout.ownCorpora)
  func ourOwnCorporaAreWhole(file: String) throws {
    let corpus = try Corpus(file: file, labels: try Checkout.labels())
    // Not the refusals themselves: nobody reads the test set by way of a failure.
    #expect(corpus.format == .gold && corpus.refusals.count == 0 && corpus.documents.count >= 25)
  }
}
