import Foundation
import Testing

/// `lieudit eval`, as its user meets it.
@Suite struct EvalTests {
  private let folder: TemporaryFolder

  private static let good =
    #"{"id": "a", "text": "Un séisme a frappé Erevan.", "mentions": [{"start": 19, "end": 25, "text": "Erevan", "#
    + #""role": "literal", "lat": 40.18, "lon": 44.51, "kind": "point"}], "persons": []}"#
  private static let missed =
    #"{"id": "b", "text": "Calme à Erevan.", "mentions": [{"start": 0, "end": 5, "text": "Calme", "#
    + #""role": "literal", "place": null, "country": "AM"}]}"#

  init() throws { folder = try TemporaryFolder() }

  @Test func figuresComeWithTheirCounts() throws {
    let path = try folder.write(EvalTests.good + "\n" + EvalTests.missed, to: "c.jsonl")
    let outcome = try Program.run("eval", path)
    #expect(outcome.status == 0 && outcome.standardError == "")
    #expect(outcome.standardOutput.contains("1 right, 2 found, 2 gold"))
    #expect(
      outcome.standardOutput.contains(
        "No gold, hence no figures, for: datelines, times, time values, incidents."))
    #expect(!outcome.standardOutput.contains("Speed") && !outcome.standardOutput.contains("Calme"))
  }

  @Test func twoRunsPrintTheSameBytesSpeedApart() throws {
    let path = try folder.write(EvalTests.good + "\n" + EvalTests.missed, to: "c.jsonl")
    for report in ["text", "json"] {
      let first = try Program.run("eval", "--errors", "--report", report, path).standardOutput
      #expect(try Program.run("eval", "--errors", "--report", report, path).standardOutput == first)
    }
    #expect(try Program.run("eval", "--speed", path).standardOutput.contains("not the same on every run"))
  }

  @Test func theJSONIsOneObjectWithEveryKey() throws {
    let path = try folder.write(EvalTests.good + "\n" + EvalTests.missed, to: "c.jsonl")
    let outcome = try Program.run("eval", "--errors", "--report", "json", path, path)
    let object = try #require(try JSON.object(outcome.standardOutput))
    let corpora = try #require(object["corpora"] as? [[String: Any]])
    #expect(corpora.count == 2 && corpora[0]["corpus"] as? String == path)
    let strict = try #require((corpora[0]["mentions"] as? [String: Any])?["strict"] as? [String: Any])
    #expect(strict["gold"] as? Int == 2 && strict["found"] as? Int == 2 && strict["right"] as? Int == 1)
    #expect((strict["f1"] as? [String: Any])?["value"] as? Double == 0.5)
    let incidents = try #require(corpora[0]["incidents"] as? [String: Any])
    #expect(incidents["kind_place_date"] is NSNull && incidents["claimant"] is NSNull)
    let total = try #require(object["total"] as? [String: Any])
    #expect(total["documents"] as? Int == 4)
    #expect(((total["mentions"] as? [String: Any])?["strict"] as? [String: Any])?["gold"] as? Int == 4)
    let errors = try #require(corpora[0]["errors"] as? [[String: Any]])
    #expect(errors.map { $0["kind"] as? String } == ["mention_missed", "mention_spurious"])
    #expect(errors[0]["context"] as? String == "[Calme] à Erevan.")
  }

  @Test func errorsAreListedWithFileLineAndContext() throws {
    let path = try folder.write("\n" + EvalTests.missed, to: "c.jsonl")
    let outcome = try Program.run("eval", "--errors", path)
    #expect(outcome.standardOutput.contains("\(path):2\tb\tmention_missed\tliteral\t[Calme] à Erevan.\n"))
  }

  @Test func aBadLineIsNamedTheOthersCompleteAndTheStatusIs1() throws {
    let path = try folder.write(EvalTests.good + "\n{\"id\": \"b\", \"text\": \n", to: "c.jsonl")
    let other = try folder.write("Mir B-LOC\net O\nVal I-LOC\n", to: "d.bio")
    let outcome = try Program.run("eval", path, other)
    #expect(outcome.status == 1)
    #expect(outcome.standardError.contains("\(path):2: expected one JSON object"))
    #expect(
      outcome.standardError.contains(
        "\(other):3: expected a tag that may stand behind `O` (IOB2), found `I-LOC`"))
    #expect(outcome.standardOutput.contains("1 right, 1 found, 1 gold"))
  }

  @Test(arguments: [("", 65), ("{}\n", 65), ("Mir\nVal\n", 65)])
  func whatIsNoCorpusEndsWith65(text: String, status: Int32) throws {
    let path = try folder.write(text, to: "c")
    let outcome = try Program.run("eval", path)
    #expect(outcome.status == status && outcome.standardOutput == "")
    #expect(outcome.standardError.contains(path))
  }

  @Test func aCorpusThatIsNotThereEndsWith66() throws {
    let outcome = try Program.run("eval", folder.path + "/absent.jsonl")
    #expect(outcome.status == 66 && outcome.standardError.contains("absent.jsonl"))
    let other = try Program.run("eval", folder.path)
    #expect(other.status == 66 && other.standardError.contains("expected a file, found a folder"))
  }

  @Test(arguments: [
    [], ["--report", "yaml", "c"], ["--corpus-format", "brat", "c"], ["--check", "--errors", "c"],
  ])
  func wrongUsageEndsWith64(arguments: [String]) throws {
    #expect(try Program.run(["eval"] + arguments).status == 64)
  }

  @Test func aCheckReadsAndScoresNothing() throws {
    let path = try folder.write(EvalTests.good, to: "c.jsonl")
    let good = try Program.run("eval", "--check", path)
    #expect(good.status == 0 && good.standardOutput == "\(path): 1 documents, 0 refused\n")
    try folder.write(EvalTests.good.replacing("\"end\": 25", with: "\"end\": 26"), to: "c.jsonl")
    let bad = try Program.run("eval", "--check", path)
    #expect(bad.status == 65 && bad.standardError.contains("expected mentions: `Erevan` at 19…26"))
  }

  @Test func standardInputIsACorpusAndAFormatMayBeSaid() throws {
    let outcome = try Program.run(
      "eval", "--corpus-format", "conll", "-", input: Array("Erevan B-LOC\ndort O\n".utf8))
    #expect(outcome.status == 0 && outcome.standardOutput.contains("1 right, 1 found, 1 gold"))
  }
}
