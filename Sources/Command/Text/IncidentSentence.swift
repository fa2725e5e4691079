import Dispatches
import GazetteerIndex
import GeoTypes
import Geoparsing
import Incidents
import Lieudit

/// An incident as one sentence in French that a person can check against the evidence:
/// `31 oct. 2020 · bombardement ou tir d’artillerie · Terter, AZ (près de) · selon l’armée azerbaïdjanaise · …`.
struct IncidentSentence {
  let located: LocatedIncident
  let report: Report
  let labels: KindLabels

  private var incident: Incident { located.incident }

  /// When, what, where, according to whom, denied by whom, whose doing, how many victims, and what it is worth.
  var text: String {
    var parts = [FrenchDate.period(incident.date), kind, places]
    if !incident.claimants.isEmpty { parts.append("selon " + listed(incident.claimants)) }
    if !incident.deniedBy.isEmpty { parts.append("démenti par " + listed(incident.deniedBy)) }
    if let actor = incident.actor {
      parts.append("\(isAccused(actor) ? "mis en cause" : "auteur")\u{A0}: \(actor.text)")
    }
    if let target = incident.target, target.text != incident.killed?.text,
      target.text != incident.injured?.text
    {
      parts.append("cible\u{A0}: \(target.text)")
    }
    if let killed = incident.killed { parts.append("tués\u{A0}: \(counted(killed))") }
    if let injured = incident.injured { parts.append("blessés\u{A0}: \(counted(injured))") }
    parts.append(status)
    parts += located.sameAs.map(earlier)
    return IncidentSentence.typographic(parts.joined(separator: " · "))
  }

  /// `évidence « … »`, the words of the dispatch on one line.
  var evidence: String {
    "évidence «\u{A0}\(report.dispatch.string(incident.evidence).onOneLine)\u{A0}»"
  }

  private var kind: String {
    let label = labels[incident.kind]
    let second = label.dropFirst().first
    let lowered = second?.isUppercase == true ? label : label.prefix(1).lowercased() + label.dropFirst()
    let weapons = incident.weapons.filter { !lowered.contains($0) }
    return lowered + (weapons.isEmpty ? "" : " (\(weapons.joined(separator: ", ")))")
  }

  private var status: String {
    switch incident.status {
    case .reported: "rapporté"
    case .claimed: "affirmé"
    case .disputed: "contesté"
    }
  }

  /// `déjà dans depeche-1#2 (tués : au moins 3, puis 5)`, `nouvelle version de depeche-1#2`
  private func earlier(_ link: IncidentLink) -> String {
    let counts = link.changes.compactMap { change -> String? in
      guard change.field == .killed || change.field == .injured, let from = change.from, let to = change.to
      else { return nil }
      return "\(change.field == .killed ? "tués" : "blessés")\u{A0}: \(from), puis \(to)"
        .replacing(">=", with: "au moins ").replacing("<=", with: "au plus ")
    }
    let told = counts.isEmpty ? "" : " (\(counts.joined(separator: ", ")))"
    return (link.isRevision ? "nouvelle version de " : "déjà dans ") + link.id + told
  }

  // MARK: Places

  private var places: String {
    var parts: [String]
    let first = incident.places.first
    if incident.places.count > 1, first?.relation == .between {
      parts = ["entre " + incident.places.map { named($0) }.joined(separator: " et ")]
    } else {
      parts = incident.places.filter { $0.mention != nil }.map { place in
        let details = [place.part.flatMap { IncidentSentence.part($0) }, relation(place)].compactMap { $0 }
        return named(place) + (details.isEmpty ? "" : " (\(details.joined(separator: ", ")))")
      }
    }
    let unnamed = incident.unnamedPlaces
    if unnamed > 0 { parts.append(unnamed == 1 ? "un lieu non nommé" : "\(unnamed)\u{A0}lieux non nommés") }
    return parts.isEmpty ? "lieu non précisé" : parts.joined(separator: ", ")
  }

  /// `Terter, AZ`; `Ouatagouna, inconnu, dans Mali` for what the gazetteer lacks.
  private func named(_ place: IncidentPlace) -> String {
    let told = place.mention.map { report.reading.mentions[$0].text.onOneLine } ?? "lieu non nommé"
    if let ref = place.place, let record = report.places[ref]?.place {
      guard let country = record.country, record.id.rawValue != "iso:\(country)" else { return record.name }
      return "\(record.name), \(country)"
    }
    guard let ref = place.within, let record = report.places[ref]?.place else { return "\(told), inconnu" }
    return "\(told), inconnu, dans\u{A0}: \(record.name)"
  }

  private func relation(_ place: IncidentPlace) -> String? {
    switch place.relation {
    case .at, .in: nil
    case .near: "près de"
    case .between: "entre"
    case .from: "depuis"
    case .to: "vers"
    }
  }

  private static func part(_ octant: String) -> String? {
    [
      "n": "nord", "ne": "nord-est", "e": "est", "se": "sud-est", "s": "sud", "sw": "sud-ouest", "w": "ouest",
      "nw": "nord-ouest", "c": "centre",
    ][octant]
  }

  // MARK: Parties

  /// Whether others say so of it, not the dispatch or it itself.
  private func isAccused(_ actor: Party) -> Bool {
    guard incident.status != .reported else { return false }
    return !incident.claimants.contains { claimant in
      claimant.text == actor.text || claimant.side != nil && claimant.side == actor.side
    }
  }

  private func listed(_ parties: [Party]) -> String {
    let named = parties.map { article(before: $0) + $0.text }
    guard let last = named.last, named.count > 1 else { return named.first ?? "" }
    return named.dropLast().joined(separator: ", ") + " et " + last
  }

  private static let articles: [String: String] = [
    "le": "le ", "la": "la ", "les": "les ", "du": "le ", "au": "le ", "aux": "les ", "des": "des ",
    "un": "un ",
    "une": "une ", "ce": "ce ", "cet": "cet ", "cette": "cette ", "ces": "ces ", "son": "son ", "sa": "sa ",
    "ses": "ses ", "leur": "leur ", "leurs": "leurs ",
  ]

  /// The article that the text has before a party (a party's text has none), in lower case, with a space behind it or
  /// an apostrophe; empty where there is none.
  private func article(before party: Party) -> String {
    let start = max(0, party.range.lowerBound - 12)
    let before = String(decoding: report.dispatch.text[start..<party.range.lowerBound], as: UTF8.self)
    if let last = before.last, last == "'" || last == "’" {
      let letters = before.dropLast().reversed().prefix { $0.isLetter }
      guard letters.count == 1, let letter = letters.first?.lowercased() else { return "" }
      if letter == "l" { return "l’" }
      // "auprès d'élus": of some.
      let word = party.text.prefix { $0.isLetter }
      return letter == "d" && word.first?.isLowercase == true && word.last == "s" ? "des " : ""
    }
    guard before.last?.isWhitespace ?? false else { return "" }
    let word = before.split(whereSeparator: \.isWhitespace).last.map { $0.lowercased() } ?? ""
    return IncidentSentence.articles[word] ?? ""
  }

  // MARK: Casualties

  /// `au moins 17 (« Au moins dix-sept civils »)`; of a group, on its first incident: `3 (« trois civils », pour #6 et #7)`.
  private func counted(_ quantity: Quantity) -> String {
    let group = report.incidents.lazy.map(\.incident).filter { $0.group == incident.group }
    if let first = group.first, first.id != incident.id {
      return "comptés avec \(IncidentSentence.number(of: first, in: report))"
    }
    let numbers = group.map { IncidentSentence.number(of: $0, in: report) }
    let others =
      numbers.count > 1
      ? ", pour \(numbers[0]) \(numbers.count > 2 ? "à" : "et") \(numbers[numbers.count - 1])" : ""
    return "\(number(quantity)) («\u{A0}\(quantity.text)\u{A0}»\(others))"
  }

  private func number(_ quantity: Quantity) -> String {
    func text(_ number: Int?) -> String? { number.map { IncidentSentence.grouped($0) } }
    return switch (text(quantity.low), text(quantity.best), text(quantity.high)) {
    case (let low?, nil, let high?) where low != high: "\(low) à \(high)"
    case (let low?, let best?, let high?) where low != high: "\(best) (\(low) à \(high))"
    case (let low?, let best?, nil) where low != best: "\(best) (au moins \(low))"
    case (nil, let best?, nil): "environ \(best)"
    case (_, let best?, _): "\(best)"
    case (let low?, nil, nil): "au moins \(low)"
    case (nil, nil, let high?): "au plus \(high)"
    case (let low?, nil, _): "\(low)"
    case (nil, nil, nil): "nombre non précisé"
    }
  }

  /// `1 162`, with U+202F between thousands.
  private static func grouped(_ number: Int) -> String {
    let digits = Array("\(number.magnitude)")
    return digits.indices.map {
      (digits.count - $0) % 3 == 0 && $0 > 0 ? "\u{202F}\(digits[$0])" : "\(digits[$0])"
    }.joined()
  }

  /// `#3`, the incident's number in its dispatch.
  static func number(of incident: Incident, in report: Report) -> String {
    let prefix = report.dispatch.id
    return incident.id.hasPrefix(prefix) ? String(incident.id.dropFirst(prefix.count)) : incident.id
  }

  /// Straight apostrophes become typographic ones; the words of the dispatch inside quotation marks do as well.
  private static func typographic(_ text: String) -> String { String(text.map { $0 == "'" ? "’" : $0 }) }
}

/// Days as French newspapers abbreviate them; spaces inside do not break.
enum FrenchDate {
  /// Source: Imprimerie nationale, Lexique des règles typographiques.
  private static let months = [
    "janv.", "févr.", "mars", "avr.", "mai", "juin", "juill.", "août", "sept.", "oct.", "nov.", "déc.",
  ]

  /// `31 oct. 2020`, `du 27 sept. au 31 oct. 2020`, `depuis le 27 sept. 2020`, `oct. 2020`, `sans date`.
  static func period(_ days: DateInterval?) -> String {
    guard let days else { return "sans date" }
    let start = days.start
    guard let end = days.end else { return "depuis le \(date(start))" }
    if start == end { return date(end) }
    let isOneYear = start.year == end.year
    let isOneMonth = isOneYear && start.month == end.month
    if days.precision == .month, isOneMonth { return "\(months[end.month - 1])\u{A0}\(end.year)" }
    if days.precision == .year, isOneYear { return "\(end.year)" }
    var first = day(start)
    if !isOneMonth { first += "\u{A0}\(months[start.month - 1])" }
    if !isOneYear { first += "\u{A0}\(start.year)" }
    return "du\u{A0}\(first) au\u{A0}\(date(end))"
  }

  private static func date(_ date: CalendarDate) -> String {
    "\(day(date))\u{A0}\(months[date.month - 1])\u{A0}\(date.year)"
  }

  private static func day(_ date: CalendarDate) -> String { date.day == 1 ? "1er" : "\(date.day)" }
}
