public import ArgumentParser
public import Dispatches
public import GazetteerSources
public import GeoTypes

extension CalendarDate: ExpressibleByArgument {
  /// `2020-10-31`
  public init?(argument: String) { self.init(iso8601: argument) }
}

extension Coordinate: ExpressibleByArgument {
  /// `46.75,39.82`: longitude, latitude in degrees.
  public init?(argument: String) {
    guard let numbers = numbers(argument, count: 2) else { return nil }
    self.init(longitude: numbers[0], latitude: numbers[1])
  }
}

extension BoundingBox: ExpressibleByArgument {
  /// `44,38,51,42`: west, south, east, north in degrees; west > east crosses the antimeridian.
  public init?(argument: String) {
    guard let numbers = numbers(argument, count: 4) else { return nil }
    self.init(west: numbers[0], south: numbers[1], east: numbers[2], north: numbers[3])
  }
}

extension InputFormat: ExpressibleByArgument {}

extension SourceFormat: ExpressibleByArgument {}

private func numbers(_ text: String, count: Int) -> [Double]? {
  // `LieuditCommand.main` puts a space before a negative number.
  let words = text.drop { $0 == " " }.split(separator: ",", omittingEmptySubsequences: false)
  let numbers = words.map { Double($0) }
  guard numbers.count == count else { return nil }
  return numbers.contains(nil) ? nil : numbers.compactMap { $0 }
}
