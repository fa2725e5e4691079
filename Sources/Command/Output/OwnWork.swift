import Interchange

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Tells files that this program wrote from others', by the mark that every one of its formats carries.
enum OwnWork {
  /// Where a file of ours names its generator: in its first or its last bytes.
  private static let window = 8192
  /// GeoJSON has a member, SVG has its metadata; a record of `tag` is known by its fields (`isRecord`).
  /// Event data have it in each row or record.
  private static let marks = [
    "\"generator\":\"lieudit", "\"generator\": \"lieudit", "generator: lieudit", "\"coder\":\"lieudit",
  ]
  /// A compiled gazetteer's first bytes (`IndexFormat.magic`).
  private static let gazetteerMark: [UInt8] = [0x89, 0x4C, 0x49, 0x45, 0x55, 0x0D, 0x0A, 0x1A]

  /// A basemap's first bytes (`BasemapFormat.magic`).
  private static let basemapMark = Array("LIEUDITM".utf8)

  static func isOwn(_ path: String) -> Bool {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    let size = lseek(descriptor, 0, SEEK_END)
    // An empty file holds nothing that could be lost.
    if size == 0 { return true }
    guard size > 0 else { return false }
    return [0, max(0, size - off_t(window))].contains { offset in
      var bytes = [UInt8](repeating: 0, count: window)
      let count = pread(descriptor, &bytes, window, offset)
      guard count > 0 else { return false }
      if offset == 0, bytes.starts(with: gazetteerMark) || bytes.starts(with: basemapMark) { return true }
      let text = String(decoding: bytes[..<count], as: UTF8.self)
      if offset == 0, isRecord(text) || isEmptyTable(bytes[..<count], of: Int(size)) { return true }
      return marks.contains { text.contains($0) }
    }
  }

  /// Whether a file is the header of event data and nothing more: there is nothing in it that could be lost.
  private static func isEmptyTable(_ bytes: ArraySlice<UInt8>, of size: Int) -> Bool {
    bytes.count == size && EventFormat.allCases.contains { $0.header.elementsEqual(bytes) }
  }

  /// Whether a file begins as a record of `tag` or of `gazetteer export` does: its first fields in their order.
  private static func isRecord(_ text: String) -> Bool {
    if let name = text.firstRange(of: "\"name\":"), let feature = text.firstRange(of: "\"feature\":"),
      text.hasPrefix("{\"id\":"), name.upperBound < feature.lowerBound,
      text[feature.upperBound...].contains("\"names\":[{\"name\":")
    {
      return true
    }
    guard text.hasPrefix("{\"id\":"), let published = text.firstRange(of: "\"published\":") else {
      return false
    }
    return text[published.upperBound...].prefix(40).contains("\"offsets\":\"")
  }
}
