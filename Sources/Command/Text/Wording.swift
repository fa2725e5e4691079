import GazetteerIndex
import Geoparsing
import Incidents
import Lieudit

/// What a report holds, in words for a terminal.
struct Wording {
  let report: Report

  /// The place's French name, its country behind it where it isn't the country itself.
  func name(of ref: PlaceRef) -> String {
    guard let record = report.places[ref] else { return "?" }
    guard let country = record.place.country, record.place.id.rawValue != "iso:\(country)" else {
      return record.place.name
    }
    return "\(record.place.name) (\(country))"
  }

  /// `Stepanakert (AZ)`, `near Choucha (AZ)`, `Ouatagouna, somewhere in Mali`.
  func place(_ place: IncidentPlace) -> String {
    let prefix = place.relation == .at || place.relation == .in ? "" : place.relation.rawValue + " "
    let named = place.mention.map { report.reading.mentions[$0].text }
    if let ref = place.place { return prefix + name(of: ref) }
    if let within = place.within {
      return prefix + (named.map { $0 + ", " } ?? "") + "in " + name(of: within)
    }
    return prefix + (named ?? "an unnamed place")
  }

  func places(of incident: Incident) -> String {
    incident.places.isEmpty ? "nowhere named" : incident.places.map { place($0) }.joined(separator: ", ")
  }

  func date(of incident: Incident) -> String {
    guard let date = incident.date else { return "undated" }
    guard let end = date.end else { return "since \(date.start)" }
    return date.start == end ? "\(end)" : "\(date.start)/\(end)"
  }

  /// Kind and status: `shelling, claimed`.
  func kind(of incident: Incident) -> String {
    incident.kind.rawValue.split(separator: "_").joined(separator: " ") + ", " + incident.status.rawValue
  }

  /// Who says so, and the casualties: `killed: un mort civil; says: autorités du Nagorny-Karabakh`.
  func circumstances(of incident: Incident) -> String {
    var parts: [String] = []
    if let actor = incident.actor { parts.append("by: \(actor.text)") }
    if let target = incident.target { parts.append("against: \(target.text)") }
    if let killed = incident.killed { parts.append("killed: \(killed.text)") }
    if let injured = incident.injured { parts.append("injured: \(injured.text)") }
    if !incident.claimants.isEmpty {
      parts.append("say: " + incident.claimants.map(\.text).joined(separator: ", "))
    }
    if !incident.deniedBy.isEmpty {
      parts.append("deny: " + incident.deniedBy.map(\.text).joined(separator: ", "))
    }
    if incident.unnamedPlaces > 0 { parts.append("unnamed places: \(incident.unnamedPlaces)") }
    return parts.joined(separator: "; ")
  }
}
