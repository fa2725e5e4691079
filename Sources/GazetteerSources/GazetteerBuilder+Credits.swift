internal import GazetteerIndex

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

extension GazetteerBuilder {
  /// Notes a source that is no table of the project: its name, and lines that say whose it is and under which licence.
  ///
  /// The builder notes the comments of the tables that it reads; so it is given a table of no rows.
  mutating func note(source: String, _ lines: [String]) throws(GazetteerError) {
    let columns = ["id", "name", "language", "kind", "from", "to", "side"]
    let text = lines.map { "# \($0)\n" }.joined() + columns.joined(separator: "\t") + "\n"
    var template = Array("\(temporaryFolder)/lieudit-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else {
      throw .file(path: temporaryFolder, operation: "write", reason: String(cString: strerror(errno)))
    }
    let folder = template.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
    let path = "\(folder)/\(source.split(separator: "/").joined(separator: "-"))"
    defer {
      unlink(path)
      rmdir(folder)
    }
    guard let file = fopen(path, "wb") else {
      throw .file(path: path, operation: "write", reason: String(cString: strerror(errno)))
    }
    let written = fputs(text, file)
    guard fclose(file) == 0, written >= 0 else {
      throw .file(path: path, operation: "write", reason: String(cString: strerror(errno)))
    }
    try addNames(from: path)
  }
}

private var temporaryFolder: String {
  if let folder = getenv("TMPDIR"), folder.pointee != 0 { return String(cString: folder) }
  return "/tmp"
}
