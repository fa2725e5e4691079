/// One line of the project's own format, as it is written. A layer whose key is missing is not annotated.
struct GoldRecord: Decodable {
  var id: String
  var text: String
  var published: String?
  /// Nil where the key is missing; a null dateline says that the dispatch has none.
  var dateline: DatelineRecord??
  var mentions: [MentionRecord]?
  var persons: [SpanRecord]?
  var organisations: [SpanRecord]?
  var times: [TimeRecord]?
  var ignore: [SpanRecord]?
  var incidents: [IncidentRecord]?

  private enum Key: String, CodingKey {
    case id, text, published, dateline, mentions, persons, organisations, times, ignore, incidents
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    id = try container.decode(String.self, forKey: .id)
    text = try container.decode(String.self, forKey: .text)
    published = try container.decodeIfPresent(String.self, forKey: .published)
    dateline =
      container.contains(.dateline)
      ? .some(try container.decodeIfPresent(DatelineRecord.self, forKey: .dateline)) : .none
    mentions = try container.decodeIfPresent([MentionRecord].self, forKey: .mentions)
    persons = try container.decodeIfPresent([SpanRecord].self, forKey: .persons)
    organisations = try container.decodeIfPresent([SpanRecord].self, forKey: .organisations)
    times = try container.decodeIfPresent([TimeRecord].self, forKey: .times)
    ignore = try container.decodeIfPresent([SpanRecord].self, forKey: .ignore)
    incidents = try container.decodeIfPresent([IncidentRecord].self, forKey: .incidents)
  }
}

struct SpanRecord: Decodable {
  var start: Int
  var end: Int
  var text: String?

  init(start: Int, end: Int, text: String?) {
    self.start = start
    self.end = end
    self.text = text
  }

  init(_ dateline: DatelineRecord) {
    self.init(start: dateline.start, end: dateline.end, text: dateline.city)
  }
}

struct DatelineRecord: Decodable {
  var start: Int
  var end: Int
  var city: String?
  var date: String?
  var agency: String?
}

struct MentionRecord: Decodable {
  var start: Int
  var end: Int
  var text: String
  var role: String
  var lat: Double?
  var lon: Double?
  var kind: String?
  var country: String?
  var radiusInKilometres: Double?
  /// Whether there is a (null) `place`: it says that no gazetteer has it.
  var hasPlace: Bool

  private enum Key: String, CodingKey {
    case start, end, text, role, lat, lon, kind, country, place
    case radius = "radius_km"
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    start = try container.decode(Int.self, forKey: .start)
    end = try container.decode(Int.self, forKey: .end)
    text = try container.decode(String.self, forKey: .text)
    role = try container.decode(String.self, forKey: .role)
    lat = try container.decodeIfPresent(Double.self, forKey: .lat)
    lon = try container.decodeIfPresent(Double.self, forKey: .lon)
    kind = try container.decodeIfPresent(String.self, forKey: .kind)
    country = try container.decodeIfPresent(String.self, forKey: .country)
    radiusInKilometres = try container.decodeIfPresent(Double.self, forKey: .radius)
    hasPlace = container.contains(.place)
  }
}

struct TimeRecord: Decodable {
  var start: Int
  var end: Int
  var text: String
  var type: String
  var value: String
}

struct QuantityRecord: Decodable {
  var low: Int?
  var best: Int?
  var high: Int?

  var quantity: GoldQuantity { GoldQuantity(low: low, best: best, high: high) }
}

struct IncidentRecord: Decodable {
  var kind: String
  var kindAlso: [String]
  var status: String
  var dateStart: String?
  var dateEnd: String?
  var placeMentions: [String]
  var mentionIndices: [Int]
  var unlocated: Int
  var actorSide: String?
  var claimant: String?
  var killed: QuantityRecord?
  var injured: QuantityRecord?
  var optional: Bool

  private enum CodingKeys: String, CodingKey {
    case kind, status, unlocated, claimant, killed, injured, optional
    case kindAlso = "kind_also"
    case dateStart = "date_start"
    case dateEnd = "date_end"
    case placeMentions = "place_mentions"
    case mentionIndices = "mention_indices"
    case actorSide = "actor_side"
  }
}
