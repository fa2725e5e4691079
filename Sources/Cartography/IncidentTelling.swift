internal import GazetteerIndex
internal import Geoparsing
internal import Incidents
internal import Lieudit

/// Tells the incidents of a report in a map's language.
struct IncidentTelling {
  let report: Report
  let language: MapLanguage
  private var words: MapWords { language.words }
  /// How the dispatch writes towns that the gazetteer knows no French name of: the first time, in capitals and small
  /// letters.
  private let spellings: [PlaceRef: String]
  var spelled: [(place: PlaceID, name: String)] {
    spellings.compactMap { ref, name in report.places[ref].map { ($0.place.id, name) } }
  }

  init(report: Report, language: MapLanguage) {
    self.report = report
    self.language = language
    var spellings: [PlaceRef: String] = [:]
    if language.words.language == "fr" {
      for (mention, resolution) in zip(report.reading.mentions, report.reading.resolutions) {
        guard mention.role == .literal, let ref = resolution.place, spellings[ref] == nil,
          let record = report.places[ref], !record.hasFrenchName, record.place.feature.featureClass == "P",
          mention.text.first?.isUppercase == true, mention.text.contains(where: \.isLowercase)
        else { continue }
        spellings[ref] = mention.text.onOneLine
      }
    }
    self.spellings = spellings
  }

  /// The place's name as the map shows it; a place that the gazetteer lacks by its name in the text, with what
  /// contains it: `Tongo Béri (Tillabéri)`.
  func name(of incident: Incident) -> String? {
    for place in incident.places {
      if let ref = place.place, let name = name(of: ref) {
        guard let part = place.part.flatMap(words.part) else { return name }
        return words.text(.placeIn, ["place": name, "container": part])
      }
      let container = container(of: place)
      guard let mention = place.mention, report.reading.mentions.indices.contains(mention) else {
        if let container { return container }
        continue
      }
      let text = report.reading.mentions[mention].text.onOneLine
      guard let container else { return text }
      return words.text(.placeIn, ["place": text, "container": container])
    }
    return nil
  }

  /// What a place is called in the map's language: `Oum Rouaba` as the dispatch has it, where the gazetteer has only
  /// *Umm Ruwaba*.
  func name(of ref: PlaceRef) -> String? {
    report.places[ref].map { spellings[ref] ?? language.places.name($0.place.id, $0.place.name) }
  }

  func container(of place: IncidentPlace) -> String? { (place.within ?? place.place).flatMap(name) }

  func item(_ incident: Incident, name: String?, _ style: KindStyle) -> MapContent.Item {
    let place = name.map { name in
      switch incident.places.first?.relation {
      case .near: words.text(.near, ["place": name])
      case .from: words.text(.from, ["place": name])
      case .to: words.text(.to, ["place": name])
      case .at, .in, .between, nil: name
      }
    }
    let unnamed =
      incident.unnamedPlaces == 0 ? nil : words.count(incident.unnamedPlaces, .unnamedPlaces)
    let both = place.flatMap { place in
      unnamed.map { words.text(.placeAndUnnamed, ["place": place, "unnamed": $0]) }
    }
    var style = style
    style.label = Typography.typographic(words.label(of: incident.kind) ?? style.label)
    return MapContent.Item(
      id: incident.id, style: style, status: incident.status, days: incident.date,
      period: incident.date.map(words.period), place: both ?? place ?? unnamed,
      attribution: Typography.typographic(attribution(of: incident)))
  }

  private func attribution(of incident: Incident) -> String {
    let claimants = words.list(unique(incident.claimants.map(\.text)))
    let deniers = words.list(unique(incident.deniedBy.map(\.text)))
    let phrase: Phrase? =
      switch (incident.status, claimants.isEmpty, deniers.isEmpty) {
      case (.reported, _, _): nil
      case (.claimed, true, _): .claimed
      case (.claimed, false, _): .claimedBy
      case (.disputed, true, true): .disputed
      case (.disputed, false, true): .disputedBy
      case (.disputed, true, false): .disputedDenied
      case (.disputed, false, false): .disputedByDenied
      }
    return phrase.map { words.text($0, ["claimants": claimants, "deniers": deniers]) } ?? ""
  }

  private func unique(_ texts: [String]) -> [String] {
    let texts = texts.map(\.onOneLine)
    return texts.enumerated().filter { index, text in !texts[..<index].contains(text) }.map(\.element)
  }
}
