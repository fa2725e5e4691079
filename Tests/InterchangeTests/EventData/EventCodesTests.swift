import Foundation
import GazetteerIndex
import Incidents
import Testing

@testable import Interchange

/// The tables of codes say what the schemes' codebooks have, and nothing is missing.
@Suite struct EventCodesTests {
  private let codes: EventCodes

  init() throws { codes = try EventCodes(lexicon: EventSample.lexicon) }

  /// ACLED codebook, 2023: event types and their sub-event types.
  private static let acled: [String: Set<String>] = [
    "Battles": ["Government regains territory", "Non-state actor overtakes territory", "Armed clash"],
    "Protests": ["Excessive force against protesters", "Protest with intervention", "Peaceful protest"],
    "Riots": ["Violent demonstration", "Mob violence"],
    "Explosions/Remote violence": [
      "Chemical weapon", "Air/drone strike", "Suicide bomb", "Shelling/artillery/missile attack",
      "Remote explosive/landmine/IED", "Grenade",
    ],
    "Violence against civilians": ["Sexual violence", "Attack", "Abduction/forced disappearance"],
    "Strategic developments": [
      "Agreement", "Arrests", "Change to group/activity", "Disrupted weapons use",
      "Headquarters or base established", "Looting/property destruction", "Non-violent transfer of territory",
      "Other",
    ],
  ]

  @Test func everySubEventTypeOfACLEDIsOneKind() {
    var found: [String: [String]] = [:]
    for kind in codes.kinds.kinds {
      guard let acled = codes.kinds[kind].acled else { continue }
      found[acled.eventType, default: []].append(acled.subEventType)
    }
    #expect(found.mapValues { $0.sorted() } == EventCodesTests.acled.mapValues { $0.sorted() })
  }

  @Test func disorderTypesAreThoseOfTheCodebook() {
    for kind in codes.kinds.kinds {
      guard let acled = codes.kinds[kind].acled else { continue }
      let expected =
        switch (acled.eventType, acled.subEventType) {
        case ("Protests", "Excessive force against protesters"): "Political violence; Demonstrations"
        case ("Protests", _), ("Riots", "Violent demonstration"): "Demonstrations"
        case ("Strategic developments", _): "Strategic developments"
        default: "Political violence"
        }
      #expect(acled.disorderType == expected, "\(kind.rawValue)")
    }
  }

  /// PLOVER manual 0.7b1, the modes of the events that kinds have.
  private static let modes: [String: Set<String>] = [
    "ASSAULT": [
      "abduct", "beat", "torture", "execute", "sexual", "assassinate", "destroy", "primitive", "firearms",
      "explosives", "suicide-attack", "heavy-weapons",
    ],
    "COERCE": [
      "confiscate", "restrict", "ban", "censor", "curfew", "martial-law", "arrest", "deport", "withhold",
    ],
    "MOBILIZE": ["troops", "weapons", "police"],
    "PROTEST": ["demo", "riot", "strike-gen", "strike-lim", "strike-hun", "boycott", "obstruct"],
    "CONSULT": ["host", "visit", "third-party", "multilateral", "phone"],
  ]

  @Test func modesAreThoseOfTheirEvent() {
    for kind in codes.kinds.kinds {
      guard let plover = codes.kinds[kind].plover else { continue }
      #expect((1...4).contains(plover.quad))
      if let mode = plover.mode {
        #expect(EventCodesTests.modes[plover.event]?.contains(mode) ?? false, "\(kind.rawValue): \(mode)")
      }
    }
  }

  @Test func everyRowNamesItsSource() throws {
    for name in ["kinds", "scales"] {
      var table = try TableReader(path: "\(EventSample.lexicon)/\(name).tsv", columns: ["source"])
      while try table.next() { #expect(!table.isEmpty(0), "\(name).tsv:\(table.line)") }
    }
  }

  @Test func everyPrecisionButNoneHasACodeInEachScheme() throws {
    for precision in Precision.allCases where precision != .unlocated {
      let code = try #require(codes.scales.code(.precision, precision.rawValue))
      #expect(code.acled.flatMap { Int($0) }.map { (1...3).contains($0) } ?? false)
      #expect(code.ucdp.flatMap { Int($0) }.map { (1...7).contains($0) } ?? false)
      #expect(code.plover.flatMap { Int($0) }.map { (1...5).contains($0) } ?? false)
    }
    #expect(codes.scales.code(.precision, "unlocated") == nil)
  }

  @Test(arguments: [
    (1, "1", "1"), (2, "2", "2"), (6, "2", "2"), (7, "2", "3"), (8, "3", "4"), (31, "3", "4"), (32, "3", "5"),
    (366, "3", "5"),
  ])
  func datesAreAsCloseAsTheirLength(days: Int, acled: String, ucdp: String) throws {
    let code = try #require(codes.scales.code(days: days))
    #expect(code.acled == acled && code.ucdp == ucdp)
  }

  @Test func aDecadeHasNoDatePrecision() { #expect(codes.scales.code(days: 3650) == nil) }

  @Test func everyClassOfPeopleIsAParty() throws {
    var table = try TableReader(path: EventSample.lexicon + "/fr/people.tsv", columns: ["class"])
    while try table.next() {
      #expect(codes.scales.code(.party, table.string(0)) != nil, "\(table.string(0))")
    }
  }

  @Test(arguments: [
    ("armée azerbaïdjanaise", "state_force"), ("forces de l'ordre", "police"),
    ("Forces de défense du Haut-Karabakh", "state_force"),
    ("trois civils", "civilian"), ("deux soldats", "state_force"), ("jihadistes présumés", "rebel"),
    ("hommes armés venus à moto", "armed_group"), ("Casques bleus", "external"),
    ("l’état-major", "state_force"),
    ("ministère arménien de la Défense", "house"), ("émeutiers", "rioter"),
  ])
  func theFirstNounTellsWhatAPartyIs(text: String, kind: String) {
    #expect(codes.parties.kind(of: text)?.name == kind)
  }

  @Test(arguments: ["Erevan", "", "Ligue des indépendants", "policiériste"])
  func whatHasNoSuchNounIsUnknown(text: String) { #expect(codes.parties.kind(of: text) == nil) }

  // MARK: Countries

  @Test func everyCountryOfTheGazetteerHasARow() throws {
    var table = try TableReader(
      path: EventSample.root + "/Gazetteer/core/countries.places.tsv", columns: ["country"])
    while try table.next() {
      let country = try #require(codes.countries[table.string(0)], "\(table.string(0))")
      #expect(EventCodesTests.regions.contains(country.acledRegion), "\(country.acledRegion)")
    }
  }

  /// ACLED API guide: region names.
  private static let regions: Set<String> = [
    "Western Africa", "Middle Africa", "Eastern Africa", "Southern Africa", "Northern Africa", "South Asia",
    "Southeast Asia", "Middle East", "Europe", "Caucasus and Central Asia", "Central America",
    "South America",
    "Caribbean", "East Asia", "North America", "Oceania", "Antarctica",
  ]

  private static let iso = "/usr/share/iso-codes/json/iso_3166-1.json"

  @Test(.enabled(if: FileManager.default.fileExists(atPath: iso), "the package iso-codes is needed"))
  func codesAreThoseOfISO3166() throws {
    let data = try Data(contentsOf: URL(fileURLWithPath: EventCodesTests.iso))
    let root = try #require(try JSONSerialization.jsonObject(with: data) as? [String: [[String: String]]])
    let rows = try #require(root["3166-1"])
    #expect(rows.count > 240)
    for row in rows {
      guard let country = codes.countries[row["alpha_2"] ?? ""] else { continue }
      #expect(country.alpha3 == row["alpha_3"] && country.numeric == Int(row["numeric"] ?? ""))
    }
  }

  @Test func aTableThatIsWrongSaysWhere() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("lieudit-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.copyItem(atPath: EventSample.lexicon, toPath: folder.path)
    for (name, from, to, part) in [
      ("kinds.tsv", "CONSULT\t", "PARLEY\t", "quad category"),
      ("scales.tsv", "days\t7\t", "days\t5\t", "days"),
      ("fr/parties.tsv", "rebel\n", "hero\n", "party of scales.tsv"),
      ("countries.tsv", "\t533\t", "\tx\t", "whole number"),
    ] {
      let file = folder.appendingPathComponent(name)
      let text = try String(contentsOf: file, encoding: .utf8)
      let range = try #require(text.range(of: from), "\(name)")
      try text.replacingCharacters(in: range, with: to).write(to: file, atomically: true, encoding: .utf8)
      let error = #expect(throws: GazetteerError.self) { try EventCodes(lexicon: folder.path) }
      #expect("\(error as Any)".contains(part), "\(error as Any)")
      try text.write(to: file, atomically: true, encoding: .utf8)
    }
    _ = try EventCodes(lexicon: folder.path)
  }
}
