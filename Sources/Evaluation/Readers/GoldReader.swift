internal import GeoTypes
internal import Geoparsing
internal import Incidents

/// The project's own format: `Tests/Corpus/README.md` has its fields. Every span and reference is checked.
extension CorpusDraft {
  mutating func readGold(_ lines: CorpusLines) {
    for line in lines where !line.isBlank {
      take { draft throws(CorpusError) in
        let record = try draft.decode(GoldRecord.self, from: line, of: lines)
        return try GoldCheck(record: record, line: line.number, draft: draft).document()
      }
    }
  }
}

/// Turns a record into a document, or says what is wrong with it.
private struct GoldCheck {
  let record: GoldRecord
  let line: Int
  let draft: CorpusDraft

  func document() throws(CorpusError) -> GoldDocument {
    var document = GoldDocument(id: record.id, line: line, text: record.text, layers: [])
    if let published = record.published {
      guard let date = CalendarDate(iso8601: published.prefix(10)) else {
        throw wrong("a date as 2020-10-31 in `published`", "`\(published)`")
      }
      document.published = date
    }
    let text = document.text
    if let mentions = record.mentions {
      document.layers.formUnion([.mentions, .demonyms, .roles, .metonymy, .places])
      for mention in mentions { document.mentions.append(try self.mention(mention, in: text)) }
    }
    if let persons = record.persons {
      document.layers.insert(.persons)
      for person in persons { document.persons.append(try span(person, "persons", in: text)) }
    }
    for one in record.organisations ?? [] { document.others.append(try span(one, "organisations", in: text)) }
    if let times = record.times {
      document.layers.formUnion([.times, .timeValues])
      for time in times { document.times.append(try self.time(time, in: text)) }
    }
    for zone in record.ignore ?? [] { document.ignored.append(try span(zone, "ignore", in: text)) }
    if let dateline = record.dateline {
      document.layers.insert(.datelines)
      if let dateline {
        let span = try span(SpanRecord(dateline), "dateline", in: text)
        document.dateline = GoldDateline(span: span, date: dateline.date, agency: dateline.agency)
      }
    }
    try checkOverlaps(document)
    if let incidents = record.incidents {
      document.layers.insert(.incidents)
      for incident in incidents { document.incidents.append(try self.incident(incident)) }
    }
    return document
  }

  private func wrong(_ expected: String, _ found: String, _ code: CorpusError.Code = .field) -> CorpusError {
    draft.error(code, line, expected: expected + " in `\(record.id)`", found: found)
  }

  /// A span that lies within the text and holds what the record says.
  private func span(_ record: SpanRecord, _ layer: String, in text: ScalarText) throws(CorpusError) -> Span {
    let span = Span(record.start, record.end)
    guard text.contains(span) else {
      throw wrong(
        "\(layer): a span within 0…\(text.scalars.count)", "\(span.start)…\(span.end)", .span)
    }
    if let surface = record.text, surface != text[span] {
      throw wrong(
        "\(layer): `\(surface)` at \(span.start)…\(span.end)", "`\(text[span])`", .span)
    }
    return span
  }

  private func mention(_ record: MentionRecord, in text: ScalarText) throws(CorpusError) -> GoldMention {
    let span = try span(
      SpanRecord(start: record.start, end: record.end, text: record.text), "mentions", in: text)
    guard let role = Role(rawValue: record.role) else {
      throw wrong("mentions: a role", "`\(record.role)` of `\(record.text)`")
    }
    return GoldMention(
      span: span, text: record.text, role: role,
      location: role == .demonym ? nil : try location(of: record))
  }

  private func location(of record: MentionRecord) throws(CorpusError) -> GoldLocation {
    guard let latitude = record.lat, let longitude = record.lon, !record.hasPlace else {
      guard record.lat == nil, record.lon == nil, record.hasPlace else {
        throw wrong("mentions: either `lat` and `lon` or a null `place`", "`\(record.text)` without")
      }
      return .unknown(country: record.country)
    }
    guard let coordinate = Coordinate(longitude: longitude, latitude: latitude) else {
      throw wrong("mentions: degrees", "\(latitude), \(longitude) of `\(record.text)`")
    }
    switch record.kind {
    case "point": return .point(coordinate)
    case "area":
      guard let radius = record.radiusInKilometres, radius > 0 else {
        throw wrong("mentions: a positive `radius_km`", "none for `\(record.text)`")
      }
      return .area(coordinate, radius: radius)
    case "country":
      guard let country = record.country else {
        throw wrong("mentions: a `country`", "none for `\(record.text)`")
      }
      return .country(country, coordinate)
    default:
      throw wrong(
        "mentions: point, area or country in `kind`", "`\(record.kind ?? "nothing")` for `\(record.text)`")
    }
  }

  private func time(_ record: TimeRecord, in text: ScalarText) throws(CorpusError) -> GoldTime {
    let span = try span(
      SpanRecord(start: record.start, end: record.end, text: record.text), "times", in: text)
    guard let kind = TimeExpression.Kind(rawValue: record.type) else {
      throw wrong("times: DATE, TIME, DURATION or SET", "`\(record.type)`")
    }
    return GoldTime(span: span, kind: kind, values: [record.value])
  }

  /// Mentions, persons and times stand beside each other, never in each other.
  private func checkOverlaps(_ document: GoldDocument) throws(CorpusError) {
    let spans = (document.mentions.map(\.span) + document.persons + document.times.map(\.span)).sorted {
      ($0.start, $0.end) < ($1.start, $1.end)
    }
    for (left, right) in zip(spans, spans.dropFirst()) where right.start < left.end {
      throw wrong("spans that do not overlap", "two at \(right.start)", .span)
    }
  }

  private func incident(_ record: IncidentRecord) throws(CorpusError) -> GoldIncident {
    guard let status = IncidentStatus(rawValue: record.status) else {
      throw wrong("incidents: reported, claimed or disputed", "`\(record.status)`")
    }
    let mentions = self.record.mentions ?? []
    for index in record.mentionIndices where !mentions.indices.contains(index) {
      throw wrong("incidents: indices of mentions, 0…\(mentions.count - 1)", "\(index)")
    }
    let names = record.mentionIndices.map { mentions[$0].text }
    guard names == record.placeMentions else {
      throw wrong(
        "incidents: the places \(record.placeMentions.joined(separator: ", "))",
        names.isEmpty ? "none" : names.joined(separator: ", "))
    }
    let start = try date(record.dateStart)
    let end = try date(record.dateEnd)
    if let end, let start, end < start {
      throw wrong("incidents: an end after \(start)", "\(end) for \(record.kind)")
    }
    if end != nil, start == nil { throw wrong("incidents: a `date_start` before `date_end`", "null") }
    return GoldIncident(
      kind: record.kind, otherKinds: record.kindAlso, status: status, start: start, end: end,
      places: record.mentionIndices, unlocated: record.unlocated, actorSide: record.actorSide,
      claimant: record.claimant, killed: record.killed.map { $0.quantity },
      injured: record.injured.map { $0.quantity }, isOptional: record.optional)
  }

  private func date(_ text: String?) throws(CorpusError) -> CalendarDate? {
    guard let text else { return nil }
    guard let date = CalendarDate(iso8601: text) else {
      throw wrong("incidents: a date as 2020-10-31", "`\(text)`")
    }
    return date
  }
}
