import Testing

@testable import Incidents

/// Each row of a knowledge table does what it says, in a sentence of its own.
@Suite struct ExampleTests {
  static let weapons = ExampleTable("weapons", columns: ["weapon", "kind"])
  static let settings = ExampleTable("settings", columns: ["kind"])
  static let casualties = ExampleTable("casualties", columns: ["effect"], isExpecting: true)
  static let speech = ExampleTable("speech", columns: ["class"])
  static let relations = ExampleTable("relations", columns: ["relation", "part"])

  @Test(arguments: [weapons, settings, casualties, speech, relations].map(\.problems))
  func `every row has one example, and every example a row`(problems: [String]) {
    #expect(problems.isEmpty)
  }

  @Test(arguments: [weapons, settings, casualties, speech, relations].map { $0.rows.map(\.example) })
  func `no example stands twice`(examples: [String]) { #expect(Set(examples).count == examples.count) }

  @Test(arguments: weapons.rows)
  func `a weapon is named, and tells the kind that its row gives it`(_ row: ExampleTable.Row) {
    let found = row.reading.incidents
    let armed = found.filter { $0.weapons.contains(row["weapon"]) }
    #expect(!armed.isEmpty, "\(row.example) → \(row.reading.lines())")
    if !row["kind"].isEmpty {
      #expect(armed.contains { $0.kind.rawValue == row["kind"] }, "\(row.example) → \(row.reading.lines())")
    }
  }

  @Test(arguments: settings.rows)
  func `a setting tells the kind of what killed or hurt there`(_ row: ExampleTable.Row) {
    let lines = row.reading.lines([.place, .date])
    #expect(lines.contains("\(row["kind"]) Nirva 2020-03-03"), "\(row.example) → \(lines)")
  }

  @Test(arguments: casualties.rows)
  func `a word of casualties counts who suffered what`(_ row: ExampleTable.Row) {
    let lines = row.reading.lines([.place, .killed, .injured])
    if row.expected == "none=killed" {
      #expect(
        !lines.isEmpty && !lines.contains { $0.contains("killed=") }, "\(row.example) → \(lines)")
    } else {
      #expect(
        lines.contains { $0.split(separator: " ").contains(Substring(row.expected)) },
        "\(row.example) → \(lines)")
    }
  }

  @Test(arguments: speech.rows)
  func `a verb of speech makes of its subject what its class says`(_ row: ExampleTable.Row) {
    let found = row.reading.incidents
    let lines = row.reading.lines()
    let said = "\(row.example) → \(lines)"
    switch row["class"] {
    case "opine": #expect(found.isEmpty, "\(said)")
    case "accuse": #expect(found.contains { !$0.claimants.isEmpty && $0.actor != nil }, "\(said)")
    case "claim": #expect(found.contains { $0.actor != nil }, "\(said)")
    case "deny": #expect(found.contains { !$0.deniedBy.isEmpty && $0.status == .disputed }, "\(said)")
    case "witness", "react":
      #expect(found.count == 1 && found[0].claimants.isEmpty && found[0].status == .reported, "\(said)")
    default: #expect(found.contains { !$0.claimants.isEmpty && $0.status == .claimed }, "\(said)")
    }
  }

  @Test(arguments: relations.rows)
  func `a preposition ties the place to what happened`(_ row: ExampleTable.Row) {
    let places = row.reading.incidents.flatMap(\.places)
    let names = row.reading.lines([.place, .relation])
    switch row["relation"] {
    // Where somebody comes from or goes to nothing happened.
    case "from", "to":
      #expect(!names.isEmpty && !names.contains { $0.contains("Nirva") }, "\(row.example) → \(names)")
    default:
      #expect(
        places.contains {
          $0.relation.rawValue == row["relation"] && ($0.part ?? "") == row["part"]
        }, "\(row.example) → \(names)")
    }
  }
}
