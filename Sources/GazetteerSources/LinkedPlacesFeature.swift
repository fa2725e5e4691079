internal import GazetteerIndex
internal import GeoTypes

/// A feature of Linked Places format as it is read.
///
/// Beside what the format has, our own export writes into `properties` `feature`, `population`, `division` and `extent` (as
/// our tables have them) and into names `kind` and `side`; other programs ignore them, as they are no terms of the format's
/// context.
struct LinkedPlacesFeature {
  struct Period {
    var from: CalendarDate?
    var to: CalendarDate?
  }

  struct Location {
    var coordinate: Coordinate
    var extent: Extent?
  }

  var id: String?
  var title: String?
  var countries: [String] = []
  var feature = "P"
  var population = 0
  var division: String?
  var extent: Extent?
  var parents: [String] = []
  var names: [PlaceName] = []
  var period = Period()
  /// The longitudes and latitudes of the geometry, the first point apart.
  private var positions: [Coordinate] = []
  private var point: Coordinate?
  private(set) var geometryProblem = "none"

  /// The first point of the geometry, else the middle of the box around it.
  var location: Location? {
    let box = positions.count > 1 ? BoundingBox(around: positions) : nil
    if let point { return Location(coordinate: point, extent: box.map { .box($0) }) }
    guard let box else { return nil }
    let east = box.crossesAntimeridian ? box.east + 360 : box.east
    return Location(
      coordinate: Coordinate(
        wrapping: (box.west + east) / 2, clamping: (box.south + box.north) / 2), extent: .box(box))
  }

  mutating func read(_ cursor: inout JSONCursor) throws(SourceError) {
    try cursor.object { (key, cursor) throws(SourceError) in try readMember(key, &cursor) }
  }

  mutating func readMember(_ key: String, _ cursor: inout JSONCursor) throws(SourceError) {
    switch (key, try cursor.kind()) {
    case ("@id", .string), ("id", .string):
      let id = try cursor.string()
      if key == "@id" || self.id == nil { self.id = LinkedPlacesFeature.placeID(of: id) }
    case ("properties", .object): try readProperties(&cursor)
    case ("geometry", .object): try readGeometry(&cursor)
    case ("names", .array):
      try cursor.array { (cursor) throws(SourceError) in
        if let name = try readName(&cursor) { names.append(name) }
      }
    case ("types", .array):
      try cursor.array { (cursor) throws(SourceError) in try readType(&cursor) }
    case ("relations", .array):
      try cursor.array { (cursor) throws(SourceError) in try readRelation(&cursor) }
    case ("when", .object): period = try readWhen(&cursor)
    default: try cursor.skip()
    }
  }

  /// GeoNames' addresses become `gn:616052`; other ids stay.
  private static func placeID(of id: String) -> String {
    for host in ["geonames.org/", "www.geonames.org/", "sws.geonames.org/"] {
      for scheme in ["https://", "http://"] where id.hasPrefix(scheme + host) {
        let number = id.dropFirst(scheme.count + host.count).prefix { $0.isASCII && $0.isNumber }
        if !number.isEmpty { return "gn:\(number)" }
      }
    }
    return id
  }

  private mutating func readProperties(_ cursor: inout JSONCursor) throws(SourceError) {
    try cursor.object { (key, cursor) throws(SourceError) in
      switch (key, try cursor.kind()) {
      case ("title", .string): title = try cursor.string()
      case ("ccodes", .array), ("fclasses", .array):
        try cursor.array { (cursor) throws(SourceError) in
          guard let text = try cursor.stringOrSkip() else { return }
          if key == "ccodes" { countries.append(text.uppercased()) } else if feature == "P" { feature = text }
        }
      case ("feature", .string): feature = try cursor.string()
      case ("population", .number):
        if let number = try cursor.numberOrSkip(), let whole = Int(exactly: number.rounded()), whole >= 0 {
          population = whole
        }
      case ("division", .string): division = try cursor.string()
      case ("extent", .string): extent = Extent(tableField: try cursor.string())
      default: try cursor.skip()
      }
    }
  }

  private mutating func readName(_ cursor: inout JSONCursor) throws(SourceError) -> PlaceName? {
    guard try cursor.kind() == .object else {
      try cursor.skip()
      return nil
    }
    var name = PlaceName(text: "")
    var period = Period()
    try cursor.object { (key, cursor) throws(SourceError) in
      switch (key, try cursor.kind()) {
      case ("toponym", .string): name.text = try cursor.string()
      case ("lang", .string):
        let language = try cursor.string()
        name.language = language.isEmpty ? nil : language
      case ("kind", .string): name.kind = PlaceName.Kind(rawValue: try cursor.string()) ?? .variant
      case ("side", .string): name.side = try cursor.string()
      case ("when", .object): period = try readWhen(&cursor)
      default: try cursor.skip()
      }
    }
    name.validFrom = period.from
    name.validTo = period.to
    return name.text.isEmpty ? nil : name
  }

  /// A type with GeoNames' ontology for an identifier is a feature code.
  private mutating func readType(_ cursor: inout JSONCursor) throws(SourceError) {
    guard try cursor.kind() == .object else { return try cursor.skip() }
    try cursor.object { (key, cursor) throws(SourceError) in
      guard let text = try cursor.stringOrSkip(), key == "identifier" else { return }
      for prefix in ["https://www.geonames.org/ontology#", "http://www.geonames.org/ontology#", "gn:"]
      where text.hasPrefix(prefix) {
        feature = String(text.dropFirst(prefix.count))
      }
    }
  }

  /// `gvp:broaderPartitive` leads to what holds the place.
  private mutating func readRelation(_ cursor: inout JSONCursor) throws(SourceError) {
    guard try cursor.kind() == .object else { return try cursor.skip() }
    var kind: String?
    var target: String?
    try cursor.object { (key, cursor) throws(SourceError) in
      switch key {
      case "relationType": kind = try cursor.stringOrSkip()
      case "relationTo": target = try cursor.stringOrSkip()
      default: try cursor.skip()
      }
    }
    if let target, kind == "gvp:broaderPartitive" { parents.append(LinkedPlacesFeature.placeID(of: target)) }
  }

  // MARK: Times

  /// The first day of the earliest span and the last day of the latest; a side without a date that is understood is open.
  private func readWhen(_ cursor: inout JSONCursor) throws(SourceError) -> Period {
    var spans: [Period] = []
    try cursor.object { (key, cursor) throws(SourceError) in
      guard key == "timespans", try cursor.kind() == .array else { return try cursor.skip() }
      try cursor.array { (cursor) throws(SourceError) in
        guard try cursor.kind() == .object else { return try cursor.skip() }
        var span = Period()
        try cursor.object { (key, cursor) throws(SourceError) in
          guard key == "start" || key == "end", try cursor.kind() == .object else { return try cursor.skip() }
          try cursor.object { (bound, cursor) throws(SourceError) in
            guard var text = try cursor.stringOrSkip() else { return }
            let isIn = bound == "in"
            text.withUTF8 { bytes in
              let bytes = UnsafeRawBufferPointer(bytes)
              if key == "start", isIn || bound == "earliest" { span.from = NamePeriod.first(bytes) }
              if key == "end", isIn || bound == "latest" { span.to = NamePeriod.last(bytes) }
            }
          }
        }
        spans.append(span)
      }
    }
    guard let first = spans.first else { return Period() }
    return spans.dropFirst().reduce(first) { whole, span in
      Period(
        from: whole.from.flatMap { from in span.from.map { min(from, $0) } },
        to: whole.to.flatMap { to in span.to.map { max(to, $0) } })
    }
  }

  // MARK: Geometry

  private mutating func readGeometry(_ cursor: inout JSONCursor) throws(SourceError) {
    var kind: String?
    var found: [Coordinate] = []
    try cursor.object { (key, cursor) throws(SourceError) in
      switch (key, try cursor.kind()) {
      case ("type", .string): kind = try cursor.string()
      case ("coordinates", .array): try readPositions(&cursor, &found)
      case ("geometries", .array):
        try cursor.array { (cursor) throws(SourceError) in
          if try cursor.kind() == .object { try readGeometry(&cursor) } else { try cursor.skip() }
        }
      default: try cursor.skip()
      }
    }
    if kind == "Point", point == nil { point = found.first }
    positions += found
  }

  private mutating func readPositions(
    _ cursor: inout JSONCursor, _ found: inout [Coordinate]
  ) throws(SourceError) {
    var numbers: [Double] = []
    try cursor.array { (cursor) throws(SourceError) in
      if try cursor.kind() == .array {
        try readPositions(&cursor, &found)
      } else if let number = try cursor.numberOrSkip() {
        numbers.append(number)
      }
    }
    guard numbers.count >= 2 else { return }
    if let coordinate = Coordinate(longitude: numbers[0], latitude: numbers[1]) {
      found.append(coordinate)
    } else {
      geometryProblem = "`\(numbers[0]), \(numbers[1])`"
    }
  }
}

extension Extent {
  /// `W,S,E,N` in degrees or `r=40` in kilometres, as our tables have it; nil for anything else.
  init?(tableField text: String) {
    if text.hasPrefix("r=") {
      guard let radius = Double(text.dropFirst(2)), radius > 0, radius < 20_100 else { return nil }
      self = .radius(kilometres: radius)
      return
    }
    let bounds = text.split(separator: ",", omittingEmptySubsequences: false).compactMap { Double($0) }
    guard bounds.count == 4,
      let box = BoundingBox(west: bounds[0], south: bounds[1], east: bounds[2], north: bounds[3])
    else { return nil }
    self = .box(box)
  }
}
