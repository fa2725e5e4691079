import Foundation
import GazetteerIndex
import Testing

@testable import Evaluation

/// Which of other people's times news says. The phrases are our own.
@Suite struct CorpusScopeTests {
  private let scope: CorpusScope

  init() throws { scope = try CorpusScope(path: Checkout.root + "/Gazetteer/lexicon/corpus_scope.tsv") }

  private func reason(_ text: String, labels: [String] = [], values: [String] = []) -> String? {
    scope.reason(
      CorpusScope.Case(spec: "spec:DateParser", labels: labels, texts: [text], values: values),
      in: .recognizers)
  }

  @Test(arguments: [
    "mardi", "Mardi soir", "mardi dernier", "le mardi 9 juin", "9 juin 2031", "1er juin", "le 9", "jeudi 9",
    "juin",
    "mi-juin", "fin juin", "la fin de l'année", "en 2031", "les années 60", "il y a neuf mois",
    "dans neuf mois",
    "neuf ans plus tard", "vers 9 heures", "9h40 du matin", "mardi vers 9 heures", "9 heures mardi",
    "ce soir",
    "la semaine prochaine", "mardi de la semaine prochaine", "le troisième trimestre 2031", "du 3 au 9 juin",
    "de mars à juin 2031", "entre 2031 et 2039", "ces neuf derniers mois", "chaque mardi", "09/06/2031",
    "demain",
    "la veille", "l’hiver dernier", "dans la soirée", "la nuit de mardi", "une demi-heure", "neuf jours",
    "Noël ",
  ])
  func whatDispatchesSayIsInScope(text: String) { #expect(reason(text) == nil) }

  @Test(arguments: [
    ("9pm", "English words, signs and order of words"), ("juin 9", "English words, signs and order of words"),
    (
      "9 heures à 11 heures",
      "hours of an appointment and open bounds (de 9 à 11 heures, le 9 avant 11 heures)"
    ),
    ("neuf heures PST", "time zones"), ("9/6", "digits of a form"),
    ("cette juin", "words without accent, or that do not agree"),
    ("chaque mardi à 9h", "repetitions of a diary"),
    ("l'exercice fiscal", "the calendar of accounts and plans"),
    ("dans neuf minutes", "counted from the clock, or by seconds"),
    ("neuf quarante", "spoken, abbreviated or translated word for word"),
    ("après le dîner", "a time told by meals, or no more exact than now and later"),
    ("fête des voisins", "holidays of other countries and of shops"),
  ])
  func theRestHasAReason(text: String, wanted: String) {
    // The bounds come before meals in the table.
    let accepted =
      text.hasPrefix("après")
      ? [wanted, "hours of an appointment and open bounds (de 9 à 11 heures, le 9 avant 11 heures)"]
      : [wanted]
    #expect(accepted.contains(reason(text) ?? "in scope"))
  }

  @Test func labelsAndImpossibleDaysLeaveACaseOut() {
    #expect(reason("mardi", labels: ["datetimealt"]) == "alternatives of a diary (lundi ou mardi)")
    #expect(reason("31 février", values: ["XXXX-02-31"]) == "days that the calendar has not")
    let empty = CorpusScope.Case(spec: "spec:DateExtractor", hasTimes: false)
    #expect(scope.reason(empty, in: .recognizers) != nil)
    #expect(
      scope.reason(CorpusScope.Case(spec: "spec:DateTimeModel", hasTimes: false), in: .recognizers) == nil)
  }

  @Test func aBrokenRuleIsNamedByItsLine() throws {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("scope-\(UUID().uuidString).tsv")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data("format\tpart\tpattern\tmeaning\n*\tform\t(\tx\n".utf8).write(to: file)
    #expect(throws: GazetteerError.self) { try CorpusScope(path: file.path) }
  }

  @Test func casesOutOfScopeAreCountedByReason() throws {
    let text = ["mardi", "9pm", "neuf quarante", "10pm"].map {
      #"{"dimension": "Time", "phrase": "\#($0)", "expected": "datetime (2020, 5, 19, 0, 0, 0) Day", "reference_time": "2020-05-13T04:30:00-02:00"}"#
    }.joined(separator: "\n")
    let file = FileManager.default.temporaryDirectory.appendingPathComponent(
      "cases-\(UUID().uuidString).jsonl")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(text.utf8).write(to: file)
    let corpus = try Corpus(file: file.path, labels: try Checkout.labels(), scope: scope)
    #expect(corpus.documents.map(\.text.string) == ["mardi"])
    #expect(corpus.notes.suffix(3).first == "3 cases are out of scope (corpus_scope.tsv):")
    #expect(corpus.notes.suffix(2).first == "  2 English words, signs and order of words")
    // Looking back is right, too.
    #expect(corpus.documents[0].times[0].values == ["2020-05-19", "2020-05-12"])
  }
}
