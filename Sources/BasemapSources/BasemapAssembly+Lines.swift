internal import Basemap
internal import GeoTypes

extension BasemapAssembly {
  /// A disputed line of Natural Earth that the other basemap does not have.
  struct SourceLine {
    var lines: [[GridPoint]]
    var label: BasemapBuilder.Label
  }

  /// How far a line may be from another's course and still be the same, in degrees of latitude.
  private static let sameCourse = 0.1

  /// The disputed lines of a layer that are not the other basemap's already, which have dates and notes.
  mutating func newLines(_ layer: SourceLayer, _ found: NaturalEarthFolder.Found) -> [SourceLine] {
    let known = LineIndex(base.disputedCourses(), reach: BasemapAssembly.sameCourse)
    var new: [SourceLine] = []
    var (disputed, borders) = (0, 0)
    for (index, record) in layer.records.enumerated() {
      let word = record.value(found.layer.lineClass) ?? ""
      guard let drawn = tables.lines[word] else {
        report.unknownClasses.insert(word)
        continue
      }
      guard let note = drawn else {
        borders += 1
        continue
      }
      disputed += 1
      let points = record.lines.joined()
      guard points.count(where: known.isNear) * 2 < points.count else { continue }
      var label = BasemapBuilder.Label(
        id: "ne:line-" + (record.value(found.layer.id) ?? "\(found.layer.name)-\(index + 1)"),
        name: record.value(found.layer.names) ?? "", rank: 3)
      label.note = note
      new.append(SourceLine(lines: record.lines, label: label))
    }
    self.note(
      layer.path,
      "\(layer.records.count) features: \(borders) borders, \(disputed) disputed lines, \(new.count) of them new"
    )
    return new
  }

  mutating func addDisputed(_ lines: [SourceLine]) {
    for line in lines {
      for level in Detail.allCases {
        let pieces = line.lines.flatMap {
          builder.addLine(BasemapAssembly.generalised($0, level), level: Int(level.rawValue))
        }
        guard !pieces.isEmpty else { continue }
        builder.add(
          .disputedLine, level, .lines(pieces.map { [.init($0)] }), GridBounds(line.lines.joined()),
          line.label)
      }
    }
  }

  /// Lines between land and sea, and between two countries, without the stretches where a line is disputed.
  mutating func addShoresAndBorders(_ levels: TopologyLevels, _ faces: Faces, _ disputed: [SourceLine]) {
    let arcs = levels.topology.arcs
    var shores: [[Int]: [Int]] = [:]
    var borders: [[String]: [Int]] = [:]
    for (index, arc) in arcs.enumerated() where !arc.isSeam {
      guard let left = arc.left, let right = arc.right else {
        shores[BasemapAssembly.cell(arc.points[0]), default: []].append(index)
        continue
      }
      let sides = [faces.countries[left], faces.countries[right]].sorted()
      if sides[0] != sides[1] { borders[sides, default: []].append(index) }
    }
    for level in Detail.allCases {
      for (_, members) in shores.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
        let large = members.filter { index in
          let points = arcs[index].points
          return points.first != points.last
            || Outline.squareKilometres(points) >= BasemapAssembly.smallest[Int(level.rawValue)]
        }
        add(.shore, level, large.flatMap { levels.lines($0, level) }, large.map { arcs[$0].bounds }, rank: 1)
      }
    }
    // 1:10 million is drawn to some 2 km, and so on.
    let reach = 0.002 * Double(scale)
    let index = LineIndex(
      base.disputedCourses(onlyStanding: true) + disputed.flatMap(\.lines), reach: reach)
    for (sides, members) in borders.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
      for level in Detail.allCases {
        var lines: [[BasemapBuilder.Reference]] = []
        for member in members {
          let free = index.free(of: arcs[member].points)
          if free == [arcs[member].points] {
            lines += levels.lines(member, level)
          } else {
            for piece in free {
              lines += builder.addLine(
                BasemapAssembly.generalised(piece, level), level: Int(level.rawValue)
              ).map { [.init($0)] }
            }
          }
        }
        add(.countryBorder, level, lines, members.map { arcs[$0].bounds }, rank: 1, sides: sides)
      }
    }
  }

  /// Lines between the divisions of one country.
  mutating func addDivisionBorders(_ levels: TopologyLevels, _ faces: Faces) {
    var borders: [String: [Int]] = [:]
    for (index, arc) in levels.topology.arcs.enumerated() where !arc.isSeam {
      guard let left = arc.left, let right = arc.right, faces.countries[left] == faces.countries[right],
        faces.divisions[left] != faces.divisions[right] || faces.divisions[left].isEmpty
      else { continue }
      borders[faces.countries[left], default: []].append(index)
    }
    for (country, members) in borders.sorted(by: { $0.key < $1.key }) {
      for level in [Detail.medium, .fine] {
        let lines = members.flatMap { levels.lines($0, level) }
        add(
          .divisionBorder, level, lines, members.map { levels.topology.arcs[$0].bounds }, rank: 2, id: country
        )
      }
    }
  }

  private mutating func add(
    _ layer: BasemapLayer, _ level: Detail, _ lines: [[BasemapBuilder.Reference]], _ parts: [GridBounds],
    rank: Int, id: String = "", sides: [String] = ["", ""]
  ) {
    guard !lines.isEmpty else { return }
    var bounds = GridBounds()
    for part in parts { bounds.add(part) }
    var label = BasemapBuilder.Label(id: id, rank: rank)
    (label.left, label.right) = (sides[0], sides[1])
    builder.add(layer, level, .lines(lines), bounds, label)
  }
}

extension Basemap {
  /// The courses of all disputed lines at the finest level, or of those that stand to this day.
  func disputedCourses(onlyStanding: Bool = false) -> [[GridPoint]] {
    features(in: .disputedLine, intersecting: .world, level: .fine)
      .filter { !onlyStanding || $0.validTo == nil }
      .flatMap(\.lines)
      .map { $0.compactMap { GridPoint(degreesEast: $0.longitude, north: $0.latitude) } }
  }
}
