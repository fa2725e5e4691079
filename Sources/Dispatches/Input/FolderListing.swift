#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// The dispatch files of a folder.
package enum FolderListing {
  package static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// The files of a folder and its folders whose extension says that they hold dispatches, sorted by their bytes; nil
  /// where the path is no folder (or is not there). Hidden entries are left out, and links to folders not followed.
  /// A folder inside it that cannot be opened is among them, so that its turn brings the error and the others go on.
  static func dispatchFiles(in path: String) throws(InputError) -> [String]? {
    guard isFolder(path) else { return nil }
    var status = stat()
    var files: [String] = []
    var folders = [path]
    while let folder = folders.popLast() {
      let names: [String]
      do {
        names = try self.names(in: folder)
      } catch {
        if folder == path { throw error }
        files.append(folder)
        continue
      }
      for name in names {
        let entry = folder.hasSuffix("/") ? folder + name : folder + "/" + name
        guard lstat(entry, &status) == 0 else { continue }
        if status.st_mode & S_IFMT == S_IFDIR {
          folders.append(entry)
        } else if InputFormat(path: name) != nil {
          files.append(entry)
        }
      }
    }
    return files.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  private static func names(in folder: String) throws(InputError) -> [String] {
    guard let handle = opendir(folder) else {
      throw InputError(.unreadable, file: folder, "cannot be opened: \(String(cString: strerror(errno)))")
    }
    defer { closedir(handle) }
    var names: [String] = []
    while let entry = readdir(handle) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: pointer.pointee)) {
          String(cString: $0)
        }
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names
  }
}
