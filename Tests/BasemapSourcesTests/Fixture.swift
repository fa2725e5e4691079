import Foundation

@testable import Basemap
@testable import BasemapSources

typealias Corner = (x: Double, y: Double)

/// A closed ring around a rectangle, clockwise as a shapefile's exteriors are.
func rectangle(_ west: Double, _ south: Double, _ east: Double, _ north: Double) -> [Corner] {
  [(west, south), (west, north), (east, north), (east, south), (west, south)]
}

/// Writes small shapefiles by the description of 1998, apart from the reader.
struct ShapefileFixture {
  /// 5 polygons, 3 lines.
  var type: Int32
  /// The parts of each record; none for a null shape.
  var shapes: [[[Corner]]]

  private func content(_ parts: [[Corner]]) -> [UInt8] {
    var bytes: [UInt8] = []
    guard !parts.isEmpty else {
      bytes.append(little: Int32(0))
      return bytes
    }
    let points = parts.flatMap(\.self)
    bytes.append(little: type)
    for value in [points.map(\.x).min(), points.map(\.y).min(), points.map(\.x).max(), points.map(\.y).max()]
    {
      bytes.append(little: (value ?? 0).bitPattern)
    }
    bytes.append(little: Int32(parts.count))
    bytes.append(little: Int32(points.count))
    var first: Int32 = 0
    for part in parts {
      bytes.append(little: first)
      first += Int32(part.count)
    }
    for point in points {
      bytes.append(little: point.x.bitPattern)
      bytes.append(little: point.y.bitPattern)
    }
    return bytes
  }

  private func header(bytes count: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.append(little: Int32(9994).byteSwapped)
    bytes += [UInt8](repeating: 0, count: 20)
    bytes.append(little: Int32(count / 2).byteSwapped)
    bytes.append(little: Int32(1000))
    bytes.append(little: type)
    let points = shapes.flatMap(\.self).flatMap(\.self)
    for value in [points.map(\.x).min(), points.map(\.y).min(), points.map(\.x).max(), points.map(\.y).max()]
    {
      bytes.append(little: (value ?? 0).bitPattern)
    }
    return bytes + [UInt8](repeating: 0, count: 32)
  }

  var main: [UInt8] {
    var records: [UInt8] = []
    for (index, shape) in shapes.enumerated() {
      let content = content(shape)
      records.append(little: Int32(index + 1).byteSwapped)
      records.append(little: Int32(content.count / 2).byteSwapped)
      records += content
    }
    return header(bytes: 100 + records.count) + records
  }

  /// The .shx, which GDAL wants.
  var index: [UInt8] {
    var records: [UInt8] = []
    var offset = 100
    for shape in shapes {
      let content = content(shape)
      records.append(little: Int32(offset / 2).byteSwapped)
      records.append(little: Int32(content.count / 2).byteSwapped)
      offset += 8 + content.count
    }
    return header(bytes: 100 + records.count) + records
  }

  /// Writes .shp, .shx and .dbf, all columns 40 bytes of text.
  func write(_ name: String, in folder: String, columns: [String], rows: [[String]]) throws {
    for (suffix, bytes) in [("shp", main), ("shx", index), ("dbf", dBase(columns: columns, rows: rows))] {
      try Data(bytes).write(to: URL(fileURLWithPath: "\(folder)/\(name).\(suffix)"))
    }
  }
}

/// An attribute table whose columns are 40 bytes of text each.
func dBase(columns: [String], rows: [[String]]) -> [UInt8] {
  func padded(_ text: String, _ count: Int, _ fill: UInt8) -> [UInt8] {
    Array((Array(text.utf8) + [UInt8](repeating: fill, count: count)).prefix(count))
  }
  var bytes: [UInt8] = [3, 126, 11, 30]
  bytes.append(little: UInt32(rows.count))
  bytes.append(little: UInt16(33 + 32 * columns.count))
  bytes.append(little: UInt16(1 + 40 * columns.count))
  bytes += [UInt8](repeating: 0, count: 20)
  for column in columns {
    bytes +=
      padded(column, 11, 0) + [UInt8(ascii: "C")] + [0, 0, 0, 0, 40] + [UInt8](repeating: 0, count: 15)
  }
  bytes.append(0x0D)
  for row in rows {
    bytes.append(0x20)
    for value in row { bytes += padded(value, 40, 0x20) }
  }
  return bytes + [0x1A]
}

/// A folder that goes when the body ends.
func withFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
  let folder = NSTemporaryDirectory() + "lieudit-natural-earth-\(UUID().uuidString)"
  try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(atPath: folder) }
  return try body(folder)
}

/// `Gazetteer/basemap` of the checkout, found from this file.
let basemapFolder: String = {
  let parts = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3)
  return parts.joined(separator: "/") + "/Gazetteer/basemap"
}()
