/// A value of a feature's property: the types that every GIS reader agrees on.
public enum PropertyValue: Hashable, Sendable {
  case null
  case bool(Bool)
  case integer(Int)
  case number(Double)
  case string(String)
  /// A calendar date, written as an ISO 8601 string.
  case date(CalendarDate)
}

/// A geometry with an identifier and ordered, flat properties.
public struct Feature: Sendable {
  public var id: String
  /// Nil for a feature that has no known place.
  public var geometry: Geometry?
  /// In the order in which they are written.
  public var properties: [(name: String, value: PropertyValue)]

  public init(id: String, geometry: Geometry?, properties: [(name: String, value: PropertyValue)]) {
    self.id = id
    self.geometry = geometry
    self.properties = properties
  }
}
