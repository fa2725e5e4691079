import GeoTypes
import Geoparsing
import Incidents

@testable import Evaluation

/// A small annotated dispatch, and a reader who agrees with it everywhere.
enum Sample {
  static let text =
    "MIR, 13 mai 2020 (ALD) - Une bombe a tué deux gardes mardi à Mir, dit Anne Valence. À Valence, en Ostrie, "
    + "l'armée ostrienne a bombardé le hameau de Sombreval la veille. Mir dément."

  static func span(_ words: String, _ occurrence: Int = 0) -> Span {
    let scalars = Array(text.unicodeScalars)
    let wanted = Array(words.unicodeScalars)
    let starts = (0...(scalars.count - wanted.count)).filter {
      Array(scalars[$0..<$0 + wanted.count]) == wanted
    }
    return Span(starts[occurrence], starts[occurrence] + wanted.count)
  }

  static let mir = point(longitude: 40, latitude: 50)
  static let valence = point(longitude: 41, latitude: 51)
  static let ostria = point(longitude: 42, latitude: 52)
  static func day(_ day: Int) -> CalendarDate { CalendarDate(daysSince1970: 18_394 + day - 12) }

  static func point(longitude: Double, latitude: Double) -> Coordinate {
    Coordinate(wrapping: longitude, clamping: latitude)
  }

  static var gold: GoldDocument {
    var gold = GoldDocument(
      id: "s", line: 1, text: text, published: day(13),
      layers: [
        .mentions, .demonyms, .roles, .metonymy, .places, .persons, .datelines, .times, .timeValues,
        .incidents,
      ])
    func mention(_ words: String, _ occurrence: Int, _ role: Role, _ location: GoldLocation?) {
      gold.mentions.append(
        GoldMention(span: span(words, occurrence), text: words, role: role, location: location))
    }
    mention("MIR", 0, .dateline, .point(mir))
    mention("Mir", 0, .literal, .point(mir))
    mention("Valence", 1, .literal, .point(valence))
    mention("Ostrie", 0, .literal, .country("OS", ostria))
    mention("ostrienne", 0, .demonym, nil)
    mention("Sombreval", 0, .literal, .unknown(country: "OS"))
    mention("Mir", 1, .metonym, .point(mir))
    gold.persons = [span("Anne Valence")]
    gold.dateline = GoldDateline(span: span("MIR"), date: "2020-05-13", agency: "ALD")
    gold.ignored = [span("MIR, 13 mai 2020 (ALD) -")]
    gold.times = [
      GoldTime(span: span("mardi"), kind: .date, values: ["2020-05-12"]),
      GoldTime(span: span("veille"), kind: .date, values: ["2020-05-11"]),
    ]
    gold.incidents = [
      incident("remote_explosive", [1], day(12)), incident("shelling", [5], day(11)),
      incident("talks", [3], nil),
    ]
    gold.incidents[0].killed = GoldQuantity(low: 2, best: 2, high: 2)
    gold.incidents[1].status = .disputed
    gold.incidents[1].claimant = "Anne Valence"
    gold.incidents[1].actorSide = "OS"
    gold.incidents[2].isOptional = true
    return gold
  }

  private static func incident(_ kind: String, _ places: [Int], _ day: CalendarDate?) -> GoldIncident {
    GoldIncident(
      kind: kind, otherKinds: [], status: .reported, start: day, end: day, places: places, unlocated: 0,
      actorSide: nil, claimant: nil, killed: nil, injured: nil, isOptional: false)
  }

  /// What a reader finds who agrees with the gold everywhere.
  static func perfect(_ gold: GoldDocument) -> FoundDocument {
    var found = FoundDocument()
    found.mentions = gold.mentions.map { mention in
      var country: String?
      if case .unknown(let code) = mention.location { country = code }
      return FoundMention(
        span: mention.span, role: mention.role ?? .literal, place: place(mention.location),
        countryWithin: country, confidence: 1)
    }
    found.dateline = gold.dateline
    found.times = gold.times.map { FoundTime(span: $0.span, kind: $0.kind, value: $0.values[0]) }
    found.incidents = gold.incidents.map { one in
      var incident = FoundIncident(
        kind: one.kind, status: one.status,
        places: one.places.map {
          FoundIncident.Place(mention: $0, place: place(gold.mentions[$0].location))
        }, start: one.start, end: one.end, evidence: Span(0, 1))
      incident.killed = one.killed
      incident.injured = one.injured
      incident.actorSide = one.actorSide
      incident.claimants = [one.claimant].compactMap { $0 }
      return incident
    }
    return found
  }

  static func place(_ location: GoldLocation?) -> FoundPlace? {
    guard let location, let coordinate = location.coordinate else { return nil }
    if case .country(let code, _) = location {
      return FoundPlace(
        id: "iso:\(code)", name: code, coordinate: coordinate, country: code, feature: "A.PCLI")
    }
    return FoundPlace(id: "t:1", name: "t", coordinate: coordinate, country: "OS", feature: "P.PPL")
  }

  static func score(_ found: FoundDocument, _ gold: GoldDocument = Sample.gold) throws -> DocumentScore {
    Scorer(types: try Checkout.types()) { _ in "OS" }.score(found, against: gold)
  }
}
