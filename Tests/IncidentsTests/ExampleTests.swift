import Testing

@testable import Incidents
@testable import Interchange

/// Each row of a knowledge table does what it says, in a sentence of its own.
@Suite struct ExampleTests {
  static let weapons = ExampleTable("weapons", columns: ["weapon", "kind"])
  static let settings = ExampleTable("settings", columns: ["kind"])
  static let casualties = ExampleTable("casualties", columns: ["effect"], isExpecting: true)
  static let speech = ExampleTable("speech", columns: ["class"])
  static let relations = ExampleTable("relations", columns: ["relation", "part"])
  static let people = ExampleTable("people", columns: ["class"], isExpecting: true)
  static let parties = ExampleTable("parties", columns: ["class"])
  static let all = [weapons, settings, casualties, speech, relations, people, parties]

  @Test(arguments: all.map(\.problems))
  func `every row has one example, and every example a row`(problems: [String]) {
    #expect(problems.isEmpty)
  }

  @Test(arguments: all.map { $0.rows.map(\.example) })
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

  @Test(arguments: people.rows)
  func `people are in what happened as their class asks`(_ row: ExampleTable.Row) {
    let found = row.reading.incidents
    let lines = row.reading.lines()
    #expect(
      !found.isEmpty && found.allSatisfy { isAsAsked($0, of: row) && hasKind($0, of: row) },
      "\(row.example) → \(lines)")
    // Where they come from is not where it happened.
    #expect(
      row.reading.lines([.place]) == found.map { _ in "\(row.expected) Nirva" }, "\(row.example) → \(lines)")
  }

  private func isAsAsked(_ incident: Incident, of row: ExampleTable.Row) -> Bool {
    guard let kind = EventKind(name: incident.kind.rawValue) else { return false }
    let acts = row.names(incident.actor)
    let suffers = row.names(incident.target)
    let speaks = incident.status == .claimed && incident.claimants.contains { row.names($0) }
    switch row["class"] {
    case "state_force": return acts && !KindSet(.abduction, .nonStateActorOvertakesTerritory).contains(kind)
    case "armed_group": return acts && !KindSet(.arrests, .governmentRegainsTerritory).contains(kind)
    case "civilian":
      let isCounted = incident.killed != nil || incident.injured != nil
      return suffers
        && (isCounted || KindSet(.abduction, .displacement, .sexualViolence).contains(kind))
    case "protester": return (acts || suffers) && KindSet.crowds.union(.riotous).contains(kind)
    case "official": return acts || suffers || speaks
    case "house": return speaks
    case "source":
      // "selon ce communiqué": whoever spoke before.
      return incident.status == .claimed && speaks != row.example.contains("Selon ce ")
    case "agency", "toll": return incident.claimants.isEmpty && incident.status == .reported
    default: return false
    }
  }

  /// Whether the parties that a row of people names have its class in event data, or the more exact one of `parties.tsv`.
  private func hasKind(_ incident: Incident, of row: ExampleTable.Row) -> Bool {
    let exact = ExampleTests.parties.rows.first { $0.form == row.form } ?? row
    return ([incident.actor, incident.target].compactMap(\.self) + incident.claimants)
      .filter { row.names($0) }
      .allSatisfy { ExampleTests.codes.parties.kind(of: $0.text)?.name == exact["class"] }
  }

  @Test(arguments: parties.rows)
  func `a party is of the kind that its row says`(_ row: ExampleTable.Row) {
    let named = row.reading.incidents.flatMap { [$0.actor, $0.target].compactMap(\.self) }.filter {
      row.names($0)
    }
    let kinds = named.map { ExampleTests.codes.parties.kind(of: $0.text) }
    #expect(
      !kinds.isEmpty && kinds.allSatisfy { $0 == PartyKinds.Kind(name: row["class"], isExact: true) },
      "\(row.example) → \(row.reading.lines())")
  }

  /// Capitals may lose their accents, and a table has one spelling.
  @Test(arguments: [
    ("Etat islamique", "État islamique"), ("organisation Etat islamique", "Organisation État islamique"),
    ("insurgés", "INSURGES"), ("réfugiés", "Refugies"),
  ])
  func `a party is of one kind with accents and without`(one: String, other: String) {
    let kind = ExampleTests.codes.parties.kind(of: one)
    #expect(kind != nil && kind == ExampleTests.codes.parties.kind(of: other))
  }

  static let codes: EventCodes = {
    do { return try EventCodes(lexicon: Lexicons.root + "/Gazetteer/lexicon") } catch {
      fatalError("\(error)")
    }
  }()
}
