/// Whether a ZIP archive came whole.
public enum ArchiveCheck {
  /// Reads every member to its end. Throws `SourceError` where one is not what the archive says.
  public static func check(_ path: String) throws(SourceError) {
    let archive = try ZipArchive(path: path)
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
    defer { buffer.deallocate() }
    for member in archive.members {
      let stream = try ZipMemberStream(member, of: archive)
      while try stream.read(into: buffer) > 0 {}
    }
  }
}
