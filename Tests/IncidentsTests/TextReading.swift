import Dispatches
import GazetteerIndex
import GeoTypes
import Geoparsing

@testable import Incidents

/// A reading made of a text with its places marked, so that incidents are tested without recogniser and gazetteer.
///
/// `[[Terter]]` is a literal town, unknown to everybody but itself; `[[Terter|gn:1@AZ]]` gives its ID and country;
/// `[[Erevan|gn:2@AM|metonym]]` its role; `[[Foo|?gn:3]]` is unresolved, `[[Foo|?in:iso:ML]]` within Mali. The feature
/// follows from the ID: `iso:ML` a country, `iso:ML-1` a province, `ld:…` a region (`ld+:…` a polity), else a town.
/// `{{Igor Petrov}}` is a person.
struct TextReading {
  let reading: Reading
  let facts: Facts

  struct Facts: PlaceFacts {
    var ids: [String] = []
    var countries: [String?] = []
    var ignoredCountry: String?

    func id(of place: PlaceRef) -> PlaceID { PlaceID(ids[Int(place.ordinal)]) }
    func country(of place: PlaceRef) -> String? { countries[Int(place.ordinal)] }
    func isPlace(_ place: PlaceRef, within container: PlaceRef) -> Bool {
      let id = ids[Int(container.ordinal)]
      return id.hasPrefix("iso:") && countries[Int(place.ordinal)].map { id == "iso:" + $0 } ?? false
    }
    func feature(of place: PlaceRef) -> PackedFeature {
      let id = ids[Int(place.ordinal)]
      if id.hasPrefix("iso:") { return id.utf8.count == 6 ? .country : .division }
      return PackedFeature(id.hasPrefix("ld+:") ? "A.PCLX" : id.hasPrefix("ld:") ? "L.RGN" : "P.PPL")!
    }

    mutating func ref(_ spec: String) -> PlaceRef {
      let parts = spec.split(separator: "@", omittingEmptySubsequences: false)
      let id = String(parts[0])
      if let known = ids.firstIndex(of: id) { return PlaceRef(ordinal: UInt32(known)) }
      ids.append(id)
      let code = id.hasPrefix("iso:") ? String(id.dropFirst(4).prefix(2)) : nil
      countries.append(parts.count > 1 ? String(parts[1]) : code == ignoredCountry ? nil : code)
      return PlaceRef(ordinal: UInt32(ids.count - 1))
    }
  }

  /// Reads marked text, published on a day (`2020-10-31`).
  init(_ marked: String, on day: String? = nil, id: String = "t") {
    var text: [UInt8] = []
    var marks: [(range: Range<Int>, spec: [String], isPerson: Bool)] = []
    var rest = Substring(marked)
    while let open = rest.firstIndex(where: { $0 == "[" || $0 == "{" }) {
      let mark = rest[open]
      let inner = rest.index(after: open)
      guard inner < rest.endIndex, rest[inner] == mark,
        let close = rest[inner...].firstIndex(of: mark == "[" ? "]" : "}")
      else {
        text += Array(rest[...open].utf8)
        rest = rest[inner...]
        continue
      }
      text += Array(rest[..<open].utf8)
      let fields = rest[rest.index(after: inner)..<close].split(
        separator: "|", omittingEmptySubsequences: false
      ).map(String.init)
      let start = text.count
      text += Array(fields[0].utf8)
      marks.append((start..<text.count, fields, mark == "{"))
      rest = rest[rest.index(close, offsetBy: 2)...]
    }
    text += Array(rest.utf8)
    let dispatch = Dispatch(id: id, text: text, published: day.flatMap { CalendarDate(iso8601: $0) })
    let document = Document(tokenizing: dispatch, lexicon: Lexicons.lexicon)
    var facts = Facts()
    var mentions: [Mention] = []
    var resolutions: [Resolution] = []
    var entities: [Entity] = []
    for mark in marks {
      let tokens = document.tokens.indices.filter { document.tokens[$0].range.overlaps(mark.range) }
      guard let first = tokens.first, let last = tokens.last,
        let sentence = document.sentences.firstIndex(where: { $0.tokens.contains(first) })
      else { continue }
      if mark.isPerson {
        entities.append(Entity(kind: .person, range: mark.range, tokens: first..<(last + 1)))
        continue
      }
      let name = mark.spec[0]
      let spec = mark.spec.count > 1 && !mark.spec[1].isEmpty ? mark.spec[1] : "test:" + name.lowercased()
      let role = mark.spec.count > 2 ? Role(rawValue: mark.spec[2]) ?? .literal : .literal
      mentions.append(
        Mention(range: mark.range, tokens: first..<(last + 1), sentence: sentence, role: role, text: name))
      if spec.hasPrefix("?") {
        let within = spec.hasPrefix("?in:") ? facts.ref(String(spec.dropFirst(4))) : nil
        resolutions.append(Resolution(place: nil, confidence: 0.6, within: within, unresolvedReason: "test"))
      } else {
        let ref = facts.ref(spec)
        resolutions.append(
          Resolution(place: ref, confidence: 0.95, standsFor: role == .metonym ? facts.country(of: ref) : nil)
        )
      }
    }
    reading = Reading(document: document, mentions: mentions, resolutions: resolutions, entities: entities)
    self.facts = facts
  }

  var incidents: [Incident] {
    Lexicons.extractor.events(in: reading, facts: facts).incidents
  }

  func name(of incident: Incident) -> String {
    guard let place = incident.places.first, let mention = place.mention else { return "-" }
    return reading.mentions[mention].text
  }

  /// One line an incident: kind, place with its relation and precision, days, status, who, whom, how many.
  func lines(_ fields: Set<Field> = Set(Field.allCases)) -> [String] {
    incidents.map { incident in
      var parts = [incident.kind.rawValue]
      func add(_ field: Field, _ text: String?) {
        if fields.contains(field), let text { parts.append(text) }
      }
      func show(_ party: Party) -> String {
        party.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
          + (party.side.map { "(\($0))" } ?? "")
      }
      func show(_ quantity: Quantity) -> String {
        [quantity.low, quantity.best, quantity.high].map { $0.map(String.init) ?? "_" }.joined(separator: "/")
      }
      add(.place, name(of: incident))
      add(.relation, incident.places.first.map { $0.relation.rawValue + ($0.part.map { ":" + $0 } ?? "") })
      add(.precision, incident.precision.rawValue)
      add(
        .date,
        incident.date.map { "\($0.start)" + ($0.end == $0.start ? "" : "..\($0.end.map { "\($0)" } ?? "")") })
      add(.status, incident.status.rawValue)
      add(.actor, incident.actor.map { "actor=" + show($0) })
      add(.target, incident.target.map { "target=" + show($0) })
      add(
        .claimants,
        incident.claimants.isEmpty ? nil : "by=" + incident.claimants.map(show).joined(separator: ";"))
      add(
        .denied,
        incident.deniedBy.isEmpty ? nil : "denied=" + incident.deniedBy.map(show).joined(separator: ";"))
      add(.weapons, incident.weapons.isEmpty ? nil : "with=" + incident.weapons.joined(separator: ";"))
      add(.killed, incident.killed.map { "killed=" + show($0) })
      add(.injured, incident.injured.map { "injured=" + show($0) })
      add(.unnamed, incident.unnamedPlaces == 0 ? nil : "unnamed=\(incident.unnamedPlaces)")
      return parts.joined(separator: " ")
    }
  }

  enum Field: CaseIterable {
    case place, relation, precision, date, status, actor, target, claimants, denied, weapons, killed, injured,
      unnamed
  }
}
