import Dispatches
import GazetteerIndex
import GeoTypes
import Geoparsing
import Incidents
import Lieudit
import Testing

/// A small dispatch with one of everything, read by hand.
enum SampleReport {
  static let text =
    "Évian, 5 mars 2024 (AFP) - Des tirs d'artillerie ont visé Kouchan 😀 et \"Tarmi\", dans la région de Sélène, selon l'armée."

  static func range(of part: String) throws -> Range<Int> {
    let bytes = Array(text.utf8)
    let wanted = Array(part.utf8)
    let start = try #require(
      (0...bytes.count - wanted.count).first { bytes[$0..<$0 + wanted.count].elementsEqual(wanted) })
    return start..<start + wanted.count
  }

  private static func place(
    _ id: String, _ name: String, _ longitude: Double, _ latitude: Double, _ code: String
  ) -> Place {
    Place(
      id: PlaceID(id), name: name, coordinate: Coordinate(wrapping: longitude, clamping: latitude),
      feature: FeatureCode(code), country: "ZZ")
  }

  static func make(input: String? = #"{"desk":"monde"}"#) throws -> Report {
    var dispatch = Dispatch(
      id: "essai", text: Array(text.utf8), published: CalendarDate(year: 2024, month: 3, day: 5), input: input
    )
    let day = try #require(CalendarDate(year: 2024, month: 3, day: 5))
    dispatch.layout = Layout(
      blocks: [.init(kind: .paragraph, range: 0..<dispatch.text.count)],
      dateline: .init(
        range: 0..<(try range(of: " - ").upperBound), cities: [try range(of: "Évian")], date: day,
        dateRange: try range(of: "5 mars 2024"), agency: "AFP"))
    func mention(_ text: String, _ role: Role, reasons: [String] = []) throws -> Mention {
      Mention(
        range: try range(of: text), tokens: 0..<1, sentence: 0, role: role, text: text, reasons: reasons)
    }
    let evian = PlaceRef(ordinal: 1)
    let kouchan = PlaceRef(ordinal: 2)
    let selene = PlaceRef(ordinal: 3)
    let reading = Reading(
      document: Document(dispatch: dispatch, tokens: [], sentences: []),
      mentions: [
        try mention("Évian", .dateline), try mention("Kouchan", .literal, reasons: ["après « visé »"]),
        try mention("Tarmi", .literal), try mention("Sélène", .literal),
      ],
      resolutions: [
        Resolution(place: evian, confidence: 0.99, standsFor: nil),
        Resolution(
          place: kouchan, confidence: 0.87654,
          candidates: [Candidate(place: kouchan, probability: 0.87654, reasons: ["le plus proche"])]),
        Resolution(place: nil, confidence: 0.7, within: selene, unresolvedReason: "absent du répertoire"),
        Resolution(place: selene, confidence: 1),
      ],
      entities: [Entity(kind: .organisation, range: try range(of: "armée"), tokens: 0..<1)])
    let claimant = Party(text: "armée", range: try range(of: "armée"), side: "ZZ")
    let killed = Quantity(low: 1, best: 2, high: nil, text: "au moins un mort")
    func incident(_ number: Int, _ places: [IncidentPlace], _ precision: Precision) throws -> Incident {
      Incident(
        id: "essai#\(number)", group: "essai#1", kind: IncidentKind("shelling"), status: .claimed,
        places: places,
        precision: precision, date: DateInterval(start: day, end: number == 3 ? nil : day, precision: .day),
        claimants: [claimant], weapons: ["artillerie"], killed: killed,
        evidence: try range(of: "Des tirs d'artillerie"),
        confidence: 0.8)
    }
    let square = [(10.0, 40.0), (10, 41), (11, 41), (11, 40), (10, 40)].map {
      Coordinate(wrapping: $0.0, clamping: $0.1)
    }
    return Report(
      reading: reading,
      times: [
        TimeExpression(
          range: try range(of: "5 mars 2024"), tokens: 0..<1, kind: .date, value: "2024-03-05",
          days: DateInterval(start: day, end: day, precision: .day))
      ],
      incidents: [
        LocatedIncident(
          incident: try incident(
            1, [IncidentPlace(mention: 1, place: kouchan, within: nil, relation: .at)], .town),
          geometry: .point(Coordinate(wrapping: 10.25, clamping: 40.5))),
        LocatedIncident(
          incident: try incident(
            2, [IncidentPlace(mention: 2, place: nil, within: selene, relation: .in)], .province),
          geometry: .polygon([square])),
        LocatedIncident(incident: try incident(3, [], .unlocated), geometry: nil),
      ],
      places: [
        evian: PlaceRecord(
          place: place("gn:10", "Évian", 6.5878, 46.40111, "P.PPL"), localName: nil, englishName: nil),
        kouchan: PlaceRecord(
          place: place("gn:2", "Kouchan", 10.25, 40.5, "P.PPL"), localName: "Քուշան", englishName: "Kushan"),
        selene: PlaceRecord(
          place: place("iso:ZZ-SE", "Sélène", 10.5, 40.5, "A.ADM1"), localName: nil, englishName: nil),
      ],
      unresolved: [2])
  }
}
