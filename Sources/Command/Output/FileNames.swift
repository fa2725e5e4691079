/// Names of output files, made of dispatches' ids: safe in any folder, and each given once.
struct FileNames {
  private var taken: Set<String> = []

  /// The id itself where it is a plain name; else without what no file name should have (`a/b:1` is `a-b-1`). A name
  /// that was given before gets a number (`-2`). Names that differ in case only count as the same.
  mutating func name(for id: String) -> String {
    var safe = String.UnicodeScalarView()
    for scalar in id.unicodeScalars {
      let isSafe =
        scalar.properties.isAlphabetic || scalar.properties.numericType != nil
        || scalar == "." || scalar == "-" || scalar == "_" || scalar == " "
        || scalar.properties.generalCategory == .nonspacingMark
      if isSafe {
        safe.append(scalar)
      } else if safe.last != "-" {
        safe.append("-")
      }
    }
    var name = String(safe)
    while let last = name.last, last == "-" || last == "." || last == " " { name.removeLast() }
    while let first = name.first, first == "-" || first == "." || first == " " { name.removeFirst() }
    // 255 bytes are the most that common file systems take; the extension and a temporary name's parts are to come.
    while name.utf8.count > 150 { name.removeLast() }
    if name.isEmpty { name = "depeche" }
    var unique = name
    var count = 1
    while !taken.insert(unique.lowercased()).inserted {
      count += 1
      unique = "\(name)-\(count)"
    }
    return unique
  }
}
