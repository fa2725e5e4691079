public import Dispatches
public import GazetteerIndex
public import GeoTypes
public import Geoparsing
public import Incidents

/// What was read in one dispatch: everything that a writer or a map needs, as values.
public struct Report: Sendable {
  public var reading: Reading
  public var times: [TimeExpression]
  public var incidents: [LocatedIncident]
  /// Every place that a mention or an incident refers to, by its ref.
  public var places: [PlaceRef: PlaceRecord]
  /// Mentions (indices) that stand for a place and have none, with the reason.
  public var unresolved: [Int]

  public var dispatch: Dispatch { reading.document.dispatch }

  public init(
    reading: Reading, times: [TimeExpression], incidents: [LocatedIncident],
    places: [PlaceRef: PlaceRecord], unresolved: [Int]
  ) {
    self.reading = reading
    self.times = times
    self.incidents = incidents
    self.places = places
    self.unresolved = unresolved
  }
}

/// An incident with its geometry: a point up to precision `town`, an area from `district` up, nil if unlocated.
public struct LocatedIncident: Sendable {
  public var incident: Incident
  public var geometry: Geometry?
  /// The incident of an earlier dispatch that it is the same as (`IncidentLinker`); empty where there is none, or where
  /// nobody looked.
  public var sameAs: [IncidentLink] = []
  public init(incident: Incident, geometry: Geometry?) {
    self.incident = incident
    self.geometry = geometry
  }
}

/// A place with its names by language.
public struct PlaceRecord: Sendable {
  public var place: Place
  /// The official local name, in its own script where the gazetteer has it.
  public var localName: String?
  public var englishName: String?
  /// Whether the place's name is French as far as the gazetteer knows: marked so, from its own tables or from a house's.
  /// What only GeoNames names is not.
  public var hasFrenchName: Bool
  public init(place: Place, localName: String?, englishName: String?, hasFrenchName: Bool = true) {
    self.place = place
    self.localName = localName
    self.englishName = englishName
    self.hasFrenchName = hasFrenchName
  }
}
