import Dispatches
import Foundation
import GeoTypes
import Incidents
import Lieudit
import Testing

@testable import Interchange

/// Incidents as event data: what holds whatever the dispatch.
@Suite struct EventWriterTests {
  @Test func whatASchemeHasNotIsLeftOutAndCounted() throws {
    let sample = try EventSample.war()
    var omitted: [EventFormat: [String]] = [:]
    for format in EventFormat.allCases {
      var writer = EventWriter(format: format, codes: try sample.codes(), gazetteer: sample.gazetteer)
      writer.write(sample.report)
      omitted[format] = writer.omitted.map { "\($0.kind.rawValue) \($0.count)" }
      #expect(writer.written + writer.omitted.map(\.count).reduce(0, +) == sample.report.incidents.count)
    }
    #expect(
      omitted == [.acledCSV: ["talks 1"], .ucdpCSV: ["peaceful_protest 1", "talks 1"], .ploverJSONL: []])
  }

  @Test(arguments: EventFormat.allCases)
  func aStreamHasOneHeaderAndTheRowsOfAll(format: EventFormat) throws {
    let sample = try EventSample.war()
    var writer = EventWriter(format: format, codes: try sample.codes(), gazetteer: sample.gazetteer)
    var stream = writer.take()
    for _ in 0..<3 {
      writer.write(sample.report)
      stream += writer.take()
    }
    let one = try sample.written(format)
    #expect(stream == one + one.dropFirst(format.header.count) + one.dropFirst(format.header.count))
  }

  // MARK: Properties

  /// Whatever groups there are, the rows' dead are the groups' dead, each counted once.
  @Test func theDeadOfAGroupAreCountedOnce() throws {
    var random = Generator(seed: 7)
    for _ in 0..<100 {
      var sample = try EventSample(text: "Tirs.")
      var expected = 0
      while sample.report.incidents.count < 12 {
        let group = sample.report.incidents.count + 1
        let best = Bool.random(using: &random) ? Int.random(in: 0...40, using: &random) : nil
        let low = best == nil ? Int.random(in: 1...9, using: &random) : nil
        let killed =
          Bool.random(using: &random) ? Quantity(low: low, best: best, high: nil, text: "morts") : nil
        expected += killed.map { $0.best ?? $0.low ?? 0 } ?? 0
        for _ in 0..<Int.random(in: 1...4, using: &random) {
          sample.add("shelling", [], .unlocated, group: group, killed: killed, evidence: "Tirs.")
        }
      }
      let acled = try sample.rows(.acledCSV).map { Int($0["fatalities"] ?? "") ?? -1_000_000 }
      #expect(acled.reduce(0, +) == expected)
      let ucdp = try sample.rows(.ucdpCSV)
      for column in ["best", "high", "low"] {
        #expect(ucdp.compactMap { Int($0[column] ?? "") }.reduce(0, +) == expected)
      }
      for row in ucdp {
        let parts = ["deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown"].compactMap {
          Int(row[$0] ?? "")
        }
        #expect(row["best"] == "" ? parts.isEmpty : "\(parts.reduce(0, +))" == row["best"])
      }
      // Every row without dead of its own says where they are.
      for (row, located) in zip(try sample.rows(.acledCSV), sample.report.incidents) {
        let isOther = located.incident.id != located.incident.group && located.incident.killed != nil
        #expect(row["tags"]?.contains("fatalities counted in \(located.incident.group)") == isOther)
      }
    }
  }

  /// Nothing that a dispatch, its envelope or its names say becomes a formula, a column or a row.
  @Test func hostileTextsStayInTheirCells() throws {
    for text in CSVBufferTests.hostile where !text.isEmpty {
      var sample = try EventSample(
        id: text, text: text + " tirs", headline: text, agency: text, published: nil)
      let party = Party(text: text, range: 0..<text.utf8.count, side: text)
      let place = sample.place(text, within: "gn:584871")
      sample.add(
        "shelling", [place], .district, .disputed, actor: party, target: party, claimants: [party],
        deniedBy: [party],
        killed: Quantity(low: 1, best: 1, high: 1, text: text), evidence: text + " tirs")
      for format in [EventFormat.acledCSV, .ucdpCSV] {
        let rows = try CSVReader.rows(sample.written(format))
        #expect(rows.count == 2 && rows[0].count == rows[1].count)
        for (column, cell) in zip(rows[0], rows[1]) where column != "latitude" && column != "longitude" {
          #expect(cell.first.map { !"=+-@\t\r＝＋－＠".contains($0) } ?? true, "\(column): \(cell)")
        }
      }
      let lines = try sample.written(.ploverJSONL).split(separator: 0x0A)
      #expect(lines.count == 1)
      let record = try #require(
        try JSONSerialization.jsonObject(with: Data(lines[0])) as? [String: Any])
      // Foundation drops a byte order mark that begins a string.
      #expect(record["id"] as? String == text.replacing("\u{FEFF}", with: "") + "#1")
    }
  }

  @Test func coordinatesWestAndSouthStayNumbers() throws {
    var sample = try EventSample(text: "Tirs à Abidjan.")
    sample.add("shelling", [sample.place("Abidjan", "gn:2293538")], .town, evidence: "Tirs à Abidjan.")
    let text = String(decoding: try sample.written(.acledCSV), as: UTF8.self)
    #expect(text.contains(",5.35444,-4.00167,1,"))
    #expect(try sample.rows(.acledCSV)[0]["country"] == "Ivory Coast")
  }

  // MARK: Rules

  @Test(arguments: ["manifestants", "habitants"])
  func whoDemonstratesIsAProtesterAndWhoRiotsARioter(noun: String) throws {
    var sample = try EventSample(text: "Des \(noun) ont défilé.")
    let crowd = sample.party(noun)
    for kind in ["peaceful_protest", "violent_demonstration"] {
      sample.add(kind, [], .unlocated, actor: crowd, evidence: "Des \(noun) ont défilé.")
    }
    sample.add("excessive_force", [], .unlocated, target: crowd, evidence: "Des \(noun) ont défilé.")
    let rows = try sample.rows(.acledCSV)
    #expect(
      rows.map { $0["inter1"] } == ["6", "5", ""] && rows.map { $0["interaction"] } == ["60", "50", ""])
    #expect(rows[2]["inter2"] == (noun == "habitants" ? "7" : "6"))
  }

  @Test func whoAttacksIsNoCivilianWhateverTheNoun() throws {
    var sample = try EventSample(text: "Un homme a tué un habitant.")
    for kind in ["attack", "armed_clash", "shelling"] {
      sample.add(
        kind, [], .unlocated, actor: sample.party("homme"), target: sample.party("habitant"),
        evidence: "Un homme")
    }
    for row in try sample.rows(.acledCSV) {
      #expect(row["inter1"] == "" && row["inter2"] == "7" && row["interaction"] == "")
    }
  }

  @Test func interactionsPutTheSmallerCodeFirst() throws {
    var sample = try EventSample(text: "Des rebelles, une milice et l'armée.")
    let (rebels, militia) = (sample.party("rebelles"), sample.party("milice"))
    sample.add("armed_clash", [], .unlocated, actor: militia, target: rebels, evidence: "Des rebelles")
    sample.add("armed_clash", [], .unlocated, actor: rebels, target: militia, evidence: "Des rebelles")
    sample.add("armed_clash", [], .unlocated, actor: rebels, evidence: "Des rebelles")
    let strangers = Party(text: "inclassables", range: 0..<3, side: nil)
    sample.add("armed_clash", [], .unlocated, actor: rebels, target: strangers, evidence: "Des rebelles")
    #expect(try sample.rows(.acledCSV).map { $0["interaction"] } == ["23", "23", "20", ""])
    #expect(try sample.rows(.ucdpCSV).map { $0["type_of_violence"] } == ["2", "2", "1", "1"])
  }

  @Test func whatGoesOnEndsWithTheDispatch() throws {
    var sample = try EventSample(text: "Tirs.")
    sample.add("shelling", [], .unlocated, date: sample.day("2020-10-27", to: ""), evidence: "Tirs.")
    let row = try sample.rows(.ucdpCSV)[0]
    #expect(row["date_start"] == "2020-10-27" && row["date_end"] == "2020-10-31" && row["date_prec"] == "2")
    #expect(try sample.rows(.acledCSV)[0]["event_date"] == "2020-10-29")
  }

  @Test func theSeaAndALineBetweenPlacesHaveUCDPsOwnPrecisions() throws {
    var sample = try EventSample(text: "Tirs en mer Noire, et entre Erevan et Terter.")
    sample.add("shelling", [sample.place("mer Noire", "x:mer", .in)], .region, evidence: "Tirs")
    let ends = [
      sample.place("Erevan", "gn:616052", .between), sample.place("Terter", "gn:584871", .between),
    ]
    sample.add("shelling", ends, .near, evidence: "Tirs")
    let rows = try sample.rows(.ucdpCSV)
    #expect(rows.map { $0["where_prec"] } == ["7", "5"])
    #expect(rows[1]["where_coordinates"] == "Erevan – Terter")
  }

  @Test func anUnknownVillageIsNamedInTheAreaThatHoldsIt() throws {
    var sample = try EventSample(text: "Tirs sur Talich.")
    sample.add(
      "shelling", [sample.place("Talich", within: "iso:AZ-TAR")], .province, evidence: "Tirs sur Talich.")
    let row = try sample.rows(.acledCSV)[0]
    #expect(row["location"] == "Talich" && row["admin1"] == "Tartar" && row["geo_precision"] == "3")
  }

  @Test func unknownDeathsAreEmptyForUCDPAndNoReportedOnesForACLED() throws {
    var sample = try EventSample(text: "Tirs.", published: nil)
    sample.add("shelling", [], .unlocated, evidence: "Tirs.")
    let row = try sample.rows(.ucdpCSV)[0]
    #expect(["best", "low", "high", "deaths_unknown", "source_date"].allSatisfy { row[$0] == "" })
    let acled = try sample.rows(.acledCSV)[0]
    #expect(acled["fatalities"] == "0" && acled["timestamp"] == "" && acled["event_date"] == "")
  }
}
