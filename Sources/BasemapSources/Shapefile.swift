internal import Basemap
package import GazetteerSources

/// Reads the outlines of a shapefile's main file (.shp): polygons and polylines, plain or with Z or M, which are passed
/// over. Points are refused.
///
/// Nothing is taken on trust: lengths, counts and offsets are checked against the bytes that are there before
/// anything is read by them. The index file (.shx) is not needed.
///
/// Source: ESRI Shapefile Technical Description, An ESRI White Paper, July 1998.
package struct Shapefile {
  private let bytes: [UInt8]
  private let path: String

  /// The shape types of table 1 of the description that are read.
  private enum Kind { case none, lines, polygons }

  private static let headerSize = 100

  /// Throws `SourceError.damaged` where the header is none of a shapefile or tells another length than the bytes have.
  package init(_ bytes: [UInt8], path: String) throws(SourceError) {
    self.bytes = bytes
    self.path = path
    guard bytes.count >= Shapefile.headerSize else {
      throw .damaged(
        path: path, offset: bytes.count, expected: "a header of \(Shapefile.headerSize) bytes",
        found: "\(bytes.count)")
    }
    guard big(0) == 9994 else {
      throw .damaged(path: path, offset: 0, expected: "the file code 9994 of a shapefile", found: "\(big(0))")
    }
    guard little(28) == 1000 else {
      throw .damaged(path: path, offset: 28, expected: "version 1000", found: "\(little(28))")
    }
    // In 16-bit words.
    guard big(24) >= 0, big(24) * 2 == bytes.count else {
      throw .damaged(
        path: path, offset: 24, expected: "\(bytes.count) bytes, which the file has", found: "\(big(24) * 2)")
    }
    _ = try kind(little(32), at: 32)
  }

  /// All records in their order; a null shape is a record without outlines.
  ///
  /// Throws `SourceError.damaged`, which names the record, from 1 as the file counts.
  package func records() throws(SourceError) -> [LayerRecord] {
    var records: [LayerRecord] = []
    var offset = Shapefile.headerSize
    while offset < bytes.count {
      let number = records.count + 1
      guard bytes.count - offset >= 12 else {
        throw damaged(offset, number, "a record's header", "\(bytes.count - offset) bytes")
      }
      guard big(offset) == number else {
        throw damaged(offset, number, "its number", "\(big(offset))")
      }
      let length = big(offset + 4) * 2
      guard length >= 4, length <= bytes.count - offset - 8 else {
        throw damaged(
          offset + 4, number, "4 to \(bytes.count - offset - 8) bytes of content", "\(length)")
      }
      records.append(try record(offset + 8..<offset + 8 + length, number))
      offset += 8 + length
    }
    return records
  }

  private func record(_ content: Range<Int>, _ number: Int) throws(SourceError) -> LayerRecord {
    var record = LayerRecord()
    let start = content.lowerBound
    let kind = try kind(little(start), at: start)
    if kind == .none { return record }
    guard content.count >= 44 else {
      throw damaged(start, number, "44 bytes of a shape's header", "\(content.count)")
    }
    let (partCount, pointCount) = (little(start + 36), little(start + 40))
    // 4 bytes a part, 16 a point.
    guard partCount >= 0, partCount <= (content.count - 44) / 4 else {
      throw damaged(start + 36, number, "at most \((content.count - 44) / 4) parts", "\(partCount)")
    }
    let points = start + 44 + partCount * 4
    guard pointCount >= 0, pointCount <= (content.upperBound - points) / 16 else {
      throw damaged(
        start + 40, number, "at most \((content.upperBound - points) / 16) points", "\(pointCount)")
    }
    for part in 0..<partCount {
      let at = start + 44 + part * 4
      let first = little(at)
      let end = part + 1 < partCount ? little(at + 4) : pointCount
      guard first >= 0, first <= end, end <= pointCount else {
        throw damaged(at, number, "a part between points 0 and \(pointCount)", "\(first) to \(end)")
      }
      let line = try line(points, first..<end, number)
      switch kind {
      case .lines: record.add(line: line)
      // Exteriors are clockwise here, holes counter-clockwise.
      case .polygons: record.add(ring: line, isHole: Outline.signedArea(line) > 0)
      case .none: break
      }
    }
    return record
  }

  private func line(_ points: Int, _ range: Range<Int>, _ number: Int) throws(SourceError) -> [GridPoint] {
    var line: [GridPoint] = []
    line.reserveCapacity(range.count)
    for index in range {
      let at = points + index * 16
      let (x, y) = (double(at), double(at + 8))
      guard let point = GridPoint(degreesEast: x, north: y) else {
        throw damaged(at, number, "a longitude and a latitude in degrees", "\(x), \(y)")
      }
      line.append(point)
    }
    return line
  }

  private func kind(_ type: Int, at offset: Int) throws(SourceError) -> Kind {
    switch type {
    case 0: return .none
    case 3, 13, 23: return .lines
    case 5, 15, 25: return .polygons
    default:
      throw .damaged(
        path: path, offset: offset, expected: "a shape type of lines (3, 13, 23) or polygons (5, 15, 25)",
        found: "\(type)")
    }
  }

  private func damaged(_ offset: Int, _ record: Int, _ expected: String, _ found: String) -> SourceError {
    .damaged(path: path, offset: offset, expected: "record \(record): \(expected)", found: found)
  }

  // Callers have checked that the bytes are there.

  private func big(_ offset: Int) -> Int {
    Int(Int32(bigEndian: bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: offset, as: Int32.self) }))
  }

  private func little(_ offset: Int) -> Int {
    Int(
      Int32(littleEndian: bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: offset, as: Int32.self) }))
  }

  private func double(_ offset: Int) -> Double {
    Double(
      bitPattern: UInt64(
        littleEndian: bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: offset, as: UInt64.self) }))
  }
}
