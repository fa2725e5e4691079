import Dispatches
import GazetteerIndex
import GeoTypes
import Geoparsing
import Incidents
import Interchange
import Lieudit

/// Dispatches read by hand over a small gazetteer, for the exports.
struct EventSample {
  /// The checkout, found from this file's place in it.
  static let root = "/" + #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
  static let lexicon = root + "/Gazetteer/lexicon"

  static let gazetteer = Result {
    var builder = GazetteerBuilder()
    func add(
      _ id: String, _ name: String, _ longitude: Double, _ latitude: Double, _ feature: String,
      _ country: String?,
      division: String? = nil, parents: [String] = []
    ) throws {
      try builder.add(
        Place(
          id: PlaceID(id), name: name, coordinate: Coordinate(wrapping: longitude, clamping: latitude),
          feature: FeatureCode(feature), country: country, division: division.map { PlaceID($0) },
          population: 0,
          parents: parents.map { PlaceID($0) }))
    }
    try add("iso:AZ", "Azerbaïdjan", 47.5, 40.3, "A.PCLI", "AZ")
    try add("iso:AM", "Arménie", 44.9, 40.3, "A.PCLI", "AM")
    try add("iso:CI", "Côte d’Ivoire", -5.5, 7.6, "A.PCLI", "CI")
    try add("iso:AZ-TAR", "Tartar", 46.9, 40.3, "A.ADM1", "AZ")
    try add("x:canton", "Canton de Terter", 46.9, 40.31, "A.ADM2", "AZ", division: "iso:AZ-TAR")
    try add(
      "gn:584871", "Terter", 46.93161, 40.34201, "P.PPL", "AZ", division: "iso:AZ-TAR", parents: ["x:canton"])
    try add("gn:616052", "Erevan", 44.51361, 40.18111, "P.PPLC", "AM")
    try add("gn:2293538", "Abidjan", -4.00167, 5.35444, "P.PPLA", "CI")
    try add("ld:haut-karabakh", "Haut-Karabakh", 46.75, 39.82, "L.RGN", "AZ")
    try add("x:mer", "mer Noire", 34, 43, "H.SEA", nil)
    return try Gazetteer(bytes: builder.compiled())
  }

  let gazetteer: Gazetteer
  private(set) var report: Report
  private var text: [UInt8]

  /// - Parameter headline: From the envelope, as `agency` is.
  init(
    id: String = "essai", text: String, headline: String? = nil, agency: String? = "AFP",
    published: String? = "2020-10-31"
  ) throws {
    gazetteer = try EventSample.gazetteer.get()
    self.text = Array(text.utf8)
    var dispatch = Dispatch(
      id: id, text: self.text, published: published.flatMap { CalendarDate(iso8601: $0) }, headline: headline,
      source: agency)
    dispatch.layout = Layout(blocks: [.init(kind: .paragraph, range: 0..<self.text.count)], dateline: nil)
    report = Report(
      reading: Reading(
        document: Document(dispatch: dispatch, tokens: [], sentences: []), mentions: [], resolutions: [],
        entities: []),
      times: [], incidents: [], places: [:], unresolved: [])
  }

  private static let codes = Result { try EventCodes(lexicon: lexicon) }

  func codes() throws -> EventCodes { try EventSample.codes.get() }

  /// The first place of words in the text.
  func range(_ words: String) -> Range<Int> {
    let words = Array(words.utf8)
    guard let start = (0...text.count - words.count).first(where: { text[$0...].starts(with: words) }) else {
      fatalError("the text has no such words")
    }
    return start..<start + words.count
  }

  func party(_ words: String, side: String? = nil) -> Party {
    Party(text: words, range: range(words), side: side)
  }

  func day(_ text: String, to end: String? = nil) -> DateInterval? {
    CalendarDate(iso8601: text).map { start in
      DateInterval(
        start: start, end: end == "" ? nil : end.flatMap { CalendarDate(iso8601: $0) } ?? start,
        precision: end == nil ? .day : .interval)
    }
  }

  /// A place of an incident, mentioned by its words.
  mutating func place(
    _ words: String, _ id: String? = nil, within: String? = nil, _ relation: IncidentPlace.Relation = .at,
    part: String? = nil, role: Role = .literal, standsFor: String? = nil
  ) -> IncidentPlace {
    let ref = id.flatMap { gazetteer.ref(of: PlaceID($0)) }
    let container = within.flatMap { gazetteer.ref(of: PlaceID($0)) }
    report.reading.mentions.append(
      Mention(range: range(words), tokens: 0..<1, sentence: 0, role: role, text: words, reasons: []))
    report.reading.resolutions.append(
      Resolution(place: ref, confidence: 1, within: container, standsFor: standsFor))
    return IncidentPlace(
      mention: report.reading.mentions.count - 1, place: ref, within: container, relation: relation,
      part: part)
  }

  mutating func add(
    _ kind: String, _ places: [IncidentPlace], _ precision: Precision, _ status: IncidentStatus = .reported,
    group: Int? = nil, date: DateInterval? = nil, actor: Party? = nil, target: Party? = nil,
    claimants: [Party] = [],
    deniedBy: [Party] = [], killed: Quantity? = nil, injured: Quantity? = nil, unnamed: Int = 0,
    evidence: String,
    geometry: Geometry? = nil
  ) {
    let id = report.dispatch.id
    let number = report.incidents.count + 1
    report.incidents.append(
      LocatedIncident(
        incident: Incident(
          id: "\(id)#\(number)", group: "\(id)#\(group ?? number)", kind: IncidentKind(kind), status: status,
          places: places, precision: precision, date: date, actor: actor, target: target,
          claimants: claimants,
          deniedBy: deniedBy, killed: killed, injured: injured, unnamedPlaces: unnamed,
          evidence: range(evidence),
          confidence: 0.8), geometry: geometry))
  }

  /// The report as a file of a format.
  func written(_ format: EventFormat) throws -> [UInt8] {
    var writer = EventWriter(format: format, codes: try codes(), gazetteer: gazetteer)
    writer.write(report)
    return writer.take()
  }

  func rows(_ format: EventFormat) throws -> [[String: String]] { try CSVReader.records(written(format)) }

  /// A war's dispatch: a group of two, a battle in a part of a region, a march, talks.
  static func war() throws -> EventSample {
    var sample = try EventSample(
      text: """
        L'armée azerbaïdjanaise a accusé Erevan de tirs d'artillerie contre Terter
        et deux hameaux, évoquant trois civils tués. Le ministère arménien a démenti. Des
        rebelles ont tué au moins deux soldats azerbaïdjanais dans le sud du Haut-Karabakh la semaine
        passée. Un millier de personnes ont manifesté dans la capitale. Des pourparlers ont eu lieu.
        """, headline: "Nouveaux tirs")
    let shelling =
      "L'armée azerbaïdjanaise a accusé Erevan de tirs d'artillerie contre Terter\net deux hameaux, évoquant trois civils tués."
    _ = sample.place("Erevan", "gn:616052", role: .metonym, standsFor: "AM")
    let terter = sample.place("Terter", "gn:584871", .near)
    let army = sample.party("armée azerbaïdjanaise", side: "AZ")
    let ministry = sample.party("ministère arménien", side: "AM")
    let armenia = sample.party("Erevan", side: "AM")
    let civilians = sample.party("trois civils")
    let dead = Quantity(low: 3, best: 3, high: 3, text: "trois civils tués")
    for (places, precision, unnamed) in [([terter], Precision.near, 0), ([], .unlocated, 2)] {
      sample.add(
        "shelling", places, precision, .disputed, group: 1, date: sample.day("2020-10-31"), actor: armenia,
        target: civilians, claimants: [army], deniedBy: [ministry], killed: dead,
        injured: Quantity(low: 1, best: nil, high: nil, text: "des blessés"), unnamed: unnamed,
        evidence: shelling)
    }
    let karabakh = sample.place("Haut-Karabakh", "ld:haut-karabakh", .in, part: "s")
    sample.add(
      "armed_clash", [karabakh], .region, .reported, date: sample.day("2020-10-19", to: "2020-10-25"),
      actor: sample.party("rebelles"), target: sample.party("deux soldats azerbaïdjanais", side: "AZ"),
      killed: Quantity(low: 2, best: nil, high: nil, text: "au moins deux soldats azerbaïdjanais"),
      evidence: "Des\nrebelles ont tué au moins deux soldats azerbaïdjanais dans le sud du Haut-Karabakh",
      geometry: Geometry(BoundingBox(west: 46, south: 39, east: 47, north: 39.5)!))
    let erevan = sample.place("la capitale", "gn:616052", .in)
    sample.add(
      "peaceful_protest", [erevan], .town, date: sample.day("2020-10-31"), actor: sample.party("personnes"),
      evidence: "Un millier de personnes ont manifesté dans la capitale.")
    sample.add("talks", [], .unlocated, evidence: "Des pourparlers ont eu lieu.")
    return sample
  }
}
