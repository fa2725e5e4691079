internal import GeoTypes

/// JSON Lines with `id`, `text` and typed `entities` whose offsets count code points (Sequoia's and NewsEye's
/// conversions). `primary_type` is the name's own type where it is used for something else: a metonym.
extension CorpusDraft {
  private struct Record: Decodable {
    var id: String
    var date: String?
    var text: String
    var entities: [Entity]
  }

  private struct Entity: Decodable {
    var start: Int
    var end: Int
    var text: String?
    var type: String
    var primaryType: String?
    var lat: Double?
    var lon: Double?

    private enum CodingKeys: String, CodingKey {
      case start, end, text, type, lat, lon
      case primaryType = "primary_type"
    }
  }

  mutating func readEntities(_ lines: CorpusLines) {
    // A corpus that marks one metonym marks them all; so does one that places one name.
    let metonymy = lines.contains { $0.bytes.firstRange(of: Array("\"primary_type\"".utf8)) != nil }
    let placed = lines.contains { $0.bytes.firstRange(of: Array("\"lat\"".utf8)) != nil }
    for line in lines where !line.isBlank {
      take { draft throws(CorpusError) in
        let record = try draft.decode(Record.self, from: line, of: lines)
        var document = GoldDocument(
          id: record.id, line: line.number, text: record.text,
          published: record.date.flatMap { CalendarDate(iso8601: $0.prefix(10)) },
          layers: [.mentions, .persons])
        if metonymy { document.layers.insert(.metonymy) }
        if placed { document.layers.insert(.places) }
        for entity in record.entities { try draft.add(entity, to: &document) }
        return document
      }
    }
    if placed {
      notes.append(
        "Only names to which the corpus gives a coordinate are asked for their place; it counts as a point.")
    }
    notes.append(
      "Found demonyms are left out, and embedded names inside a name of another kind: the corpus has neither."
    )
  }

  private mutating func add(_ entity: Entity, to document: inout GoldDocument) throws(CorpusError) {
    let span = Span(entity.start, entity.end)
    guard document.text.contains(span) else {
      throw error(
        .span, document.line, expected: "a span within 0…\(document.text.scalars.count) in `\(document.id)`",
        found: "\(span.start)…\(span.end)")
    }
    let surface = document.text[span]
    if let text = entity.text, text != surface {
      throw error(
        .span, document.line, expected: "`\(text)` at \(span.start)…\(span.end) in `\(document.id)`",
        found: "`\(surface)`")
    }
    let label = entity.primaryType.map { $0 == entity.type ? $0 : "\($0) as \(entity.type)" } ?? entity.type
    let own = meaning(of: entity.primaryType ?? entity.type, shownAs: label)
    switch own {
    case .place:
      let isMetonym = entity.primaryType != nil && table.meaning(of: entity.type, in: format) != .place
      var location: GoldLocation?
      if let latitude = entity.lat, let longitude = entity.lon {
        guard let coordinate = Coordinate(longitude: longitude, latitude: latitude) else {
          throw error(
            .field, document.line, expected: "degrees in `\(document.id)`", found: "\(latitude), \(longitude)"
          )
        }
        location = .point(coordinate)
      }
      document.mentions.append(
        GoldMention(span: span, text: surface, isMetonym: isMetonym, location: location))
    case .person: document.persons.append(span)
    case .organisation, .other: document.others.append(span)
    case .time, .times, .leftOut: break
    }
  }
}
