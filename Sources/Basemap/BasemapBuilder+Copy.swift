internal import GeoTypes

/// What a feature of another basemap is, to say whether it is copied.
package struct CopiedFeature {
  /// Nil for an outline.
  package var layer: BasemapLayer?
  package var id: String
}

extension BasemapBuilder {
  /// Takes features of a basemap over as they are, with the arcs that they share; those that `isWanted` says.
  ///
  /// - Throws: `BasemapError.damaged` where it has other units, or a record or a part that leads nowhere.
  package mutating func copy(
    from basemap: Basemap, where isWanted: (CopiedFeature) -> Bool
  ) throws(BasemapError) {
    let (format, bytes, path) = (basemap.format, basemap.file.bytes, basemap.file.path)
    guard format.quanta == BasemapBuilder.quanta else {
      throw .damaged(
        path: path, byte: 80, reason: "units \(BasemapBuilder.quanta) expected, \(format.quanta) found")
    }
    var known: [Int: Int] = [:]
    for index in 0..<format.features.count / BasemapFormat.recordSize {
      let at = format.features.lowerBound + index * BasemapFormat.recordSize
      guard let record = format.record(index, in: bytes), record.level <= Detail.fine.rawValue,
        record.layer <= BasemapFormat.outlineLayer
      else { throw .damaged(path: path, byte: at, reason: "no feature's record") }
      let id = format.string(at: record.id, in: bytes)
      let layer = BasemapLayer(rawValue: record.layer)
      guard isWanted(CopiedFeature(layer: layer, id: id)) else { continue }
      guard let shape = copiedShape(record, format, bytes, &known) else {
        throw .damaged(path: path, byte: record.parts.lowerBound, reason: "no parts of a feature")
      }
      add(
        record.layer, record.level, shape, BasemapBuilder.bounds(at: at, in: bytes),
        BasemapBuilder.label(record, id, at, format, bytes))
    }
  }

  private static func bounds(at record: Int, in bytes: UnsafeRawBufferPointer) -> GridBounds {
    func word(_ offset: Int) -> Int32 {
      Int32(littleEndian: bytes.loadUnaligned(fromByteOffset: record + offset, as: Int32.self))
    }
    var bounds = GridBounds()
    bounds.add(GridPoint(longitude: word(24), latitude: word(28)))
    bounds.add(GridPoint(longitude: word(32), latitude: word(36)))
    return bounds
  }

  private static func label(
    _ record: BasemapFormat.Record, _ id: String, _ at: Int, _ format: BasemapFormat,
    _ bytes: UnsafeRawBufferPointer
  ) -> Label {
    func word(_ offset: Int) -> Int32 {
      Int32(littleEndian: bytes.loadUnaligned(fromByteOffset: at + offset, as: Int32.self))
    }
    var label = Label(
      id: id, name: format.string(at: record.name, in: bytes), rank: Int(record.rank),
      point: record.label == nil ? nil : GridPoint(longitude: word(40), latitude: word(44)))
    label.note = format.string(at: record.note, in: bytes)
    label.left = format.string(at: record.left, in: bytes)
    label.right = format.string(at: record.right, in: bytes)
    (label.validFrom, label.validTo) = (record.validFrom, record.validTo)
    return label
  }

  private mutating func copiedShape(
    _ record: BasemapFormat.Record, _ format: BasemapFormat, _ bytes: UnsafeRawBufferPointer,
    _ known: inout [Int: Int]
  ) -> Shape? {
    var cursor = VarintCursor(bytes: bytes, range: record.parts, offset: 0)
    guard let count = cursor.next(), count <= cursor.remaining else { return nil }
    let isArea: Bool =
      switch BasemapLayer(rawValue: record.layer) {
      case .land, .country, .division, .lake, nil: true
      case .shore, .countryBorder, .divisionBorder, .disputedLine, .river: false
      }
    if !isArea {
      var lines: [[Reference]] = []
      for _ in 0..<count {
        guard let line = copiedReferences(&cursor, format, bytes, &known) else { return nil }
        lines.append(line)
      }
      return .lines(lines)
    }
    var polygons: [[[Reference]]] = []
    for _ in 0..<count {
      guard let ringCount = cursor.next(), ringCount <= cursor.remaining else { return nil }
      var rings: [[Reference]] = []
      for _ in 0..<ringCount {
        guard let ring = copiedReferences(&cursor, format, bytes, &known) else { return nil }
        rings.append(ring)
      }
      polygons.append(rings)
    }
    return .polygons(polygons)
  }

  private mutating func copiedReferences(
    _ cursor: inout VarintCursor, _ format: BasemapFormat, _ bytes: UnsafeRawBufferPointer,
    _ known: inout [Int: Int]
  ) -> [Reference]? {
    guard let count = cursor.next(), count <= cursor.remaining else { return nil }
    var references: [Reference] = []
    references.reserveCapacity(count)
    var arc = 0
    for _ in 0..<count {
      guard let value = cursor.nextSigned() else { return nil }
      arc += value >> 1
      if known[arc] == nil { known[arc] = copyArc(arc, format, bytes) }
      guard let number = known[arc] else { return nil }
      references.append(Reference(number, isReversed: value & 1 == 1))
    }
    return references
  }

  private mutating func copyArc(
    _ arc: Int, _ format: BasemapFormat, _ bytes: UnsafeRawBufferPointer
  ) -> Int? {
    guard arc >= 0, arc < format.arcs.count / BasemapFormat.arcSize else { return nil }
    let at = format.arcs.lowerBound + arc * BasemapFormat.arcSize
    let offset = Int(
      UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: at + 8, as: UInt32.self)))
    var cursor = VarintCursor(bytes: bytes, range: format.arcData, offset: offset)
    let start = cursor.position
    guard let count = cursor.next(), count <= cursor.remaining / 2 else { return nil }
    for _ in 0..<count * 2 where cursor.next() == nil { return nil }
    arcs += bytes[at..<at + 8]
    arcs.append(little: UInt32(arcData.count))
    arcData += bytes[start..<cursor.position]
    arcCount += 1
    return arcCount - 1
  }
}
