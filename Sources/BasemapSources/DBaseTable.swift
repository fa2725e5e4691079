package import GazetteerSources
internal import GeoTypes

/// Reads columns of the attribute table of a shapefile (.dbf, dBASE III and later without memo fields).
///
/// Sources: ESRI Shapefile Technical Description (1998), "Organization of the dBASE File"; the header as dBASE III+
/// lays it out. Text is taken as UTF-8 where the row is, else as Latin-1.
package struct DBaseTable {
  private struct Field {
    var name: String
    /// In a record's bytes.
    var range: Range<Int>
  }

  private let bytes: [UInt8]
  private let headerSize: Int
  private let recordSize: Int
  private let fields: [Field]
  /// Deleted ones included, as shapes are.
  package let count: Int

  /// Throws `SourceError.damaged` where the header does not describe the bytes that are there.
  package init(_ bytes: [UInt8], path: String) throws(SourceError) {
    func damaged(_ offset: Int, _ expected: String, _ found: String) -> SourceError {
      .damaged(path: path, offset: offset, expected: expected, found: found)
    }
    guard bytes.count >= 33 else { throw damaged(bytes.count, "a header", "\(bytes.count) bytes") }
    func u16(_ offset: Int) -> Int { Int(bytes[offset]) | Int(bytes[offset + 1]) << 8 }
    count = u16(4) | u16(6) << 16
    headerSize = u16(8)
    recordSize = u16(10)
    guard headerSize >= 33, headerSize <= bytes.count else {
      throw damaged(8, "a header of 33 to \(bytes.count) bytes", "\(headerSize)")
    }
    guard recordSize >= 1, count <= (bytes.count - headerSize) / recordSize else {
      throw damaged(4, "records that end with the file", "\(count) of \(recordSize) bytes")
    }
    var fields: [Field] = []
    var offset = 32
    // The first byte of a record says whether it is deleted.
    var position = 1
    while offset < headerSize, bytes[offset] != 0x0D {
      guard offset + 32 <= headerSize else {
        throw damaged(offset, "32 bytes of a field", "the header's end")
      }
      let name = String(decoding: bytes[offset..<offset + 11].prefix { $0 != 0 }, as: UTF8.self)
      let length = Int(bytes[offset + 16])
      guard position + length <= recordSize else {
        throw damaged(
          offset + 16, "a field `\(name)` that ends within \(recordSize) bytes", "\(position + length)")
      }
      fields.append(Field(name: name, range: position..<position + length))
      position += length
      offset += 32
    }
    self.bytes = bytes
    self.fields = fields
  }

  /// The values of a record (from 0) by the names that were asked for; case does not count, as Natural Earth changed it.
  package func values(of record: Int, columns: [String]) -> [String: String] {
    guard record >= 0, record < count else { return [:] }
    var values: [String: String] = [:]
    let start = headerSize + record * recordSize
    for column in columns {
      guard let field = fields.first(where: { $0.name.lowercased() == column.lowercased() }) else { continue }
      var value = bytes[start + field.range.lowerBound..<start + field.range.upperBound]
      while let last = value.last, last == 0x20 || last == 0 { value.removeLast() }
      value = value.drop { $0 == 0x20 }
      let text = Array(value)
      values[column] =
        UTF8Validation(of: text).firstInvalid == nil
        ? String(decoding: text, as: UTF8.self)
        : String(String.UnicodeScalarView(text.map { Unicode.Scalar($0) }))
    }
    return values
  }
}
