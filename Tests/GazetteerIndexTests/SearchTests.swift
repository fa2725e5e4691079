import GazetteerIndex
import GeoTypes
import Testing

@Suite struct SearchTests {
  @Test func aPrefixFindsEachPlaceOnceTheMostProminentFirst() throws {
    let gazetteer = try Fixture.caucasus().open()
    func found(_ prefix: String, _ limit: Int = 20) -> [String] {
      gazetteer.search(prefix: prefix, limit: limit).map { gazetteer.id($0.place).rawValue }
    }
    #expect(found("PAR") == ["gn:2", "gn:3"])
    #expect(found("a") == ["iso:AZ", "iso:AM", "ld:haut-karabakh"])
    #expect(found("Chouch") == ["gn:585226"])
    #expect(found("st lo") == ["gn:4407066"])
    #expect(found("paris x") == [] && found("") == [] && found("-") == [] && found("par", 0) == [])
    #expect(found("par", 1) == ["gn:2"])
    // The whole name comes before a longer one, however prominent.
    var fixture = Fixture()
    try fixture.place("x:1", "Lac", population: 5)
    try fixture.place("x:2", "Lacville", population: 5_000_000)
    let lakes = try fixture.open()
    #expect(lakes.search(prefix: "lac").map { lakes.id($0.place).rawValue } == ["x:1", "x:2"])
  }

  @Test func aMisspeltNameFindsItsPlace() throws {
    let gazetteer = try Fixture.caucasus().open()
    func found(_ name: String, _ distance: Int = 2) -> [String] {
      gazetteer.search(fuzzy: name, maxDistance: distance).map { "\(gazetteer.id($0.place)) \($0.distance)" }
    }
    #expect(found("Stepankert") == ["gn:586001 1"])
    #expect(found("Setpanakert") == ["gn:586001 1"])
    #expect(found("Stepanakret") == ["gn:586001 1"])
    #expect(found("Stepanakert") == ["gn:586001 0"])
    #expect(found("Stepanakert", 0) == ["gn:586001 0"])
    #expect(found("Stopinakort") == [])
    #expect(found("x") == [] && found("") == [])
  }

  /// The oracle computes each distance by the textbook's table, for every name.
  @Test func fuzzySearchAgreesWithAPlainEditTable() throws {
    var random = SeededRandom(5)
    var fixture = Fixture()
    let letters = Array("aabcdé хو")
    func word(_ range: ClosedRange<Int>) -> String {
      // Beyond ASCII, too, alone and mixed.
      ["a", "a", "a", "х", "و"].randomElement(using: &random)!
        + String(
          (0..<Int.random(in: range, using: &random)).map { _ in letters.randomElement(using: &random)! })
    }
    for index in 0..<400 { try fixture.place("x:\(index)", word(0...7)) }
    let gazetteer = try fixture.open()
    let keys = (0..<gazetteer.nameCount).map { gazetteer.key(of: NameRef(ordinal: UInt32($0))) }
    for _ in 0..<40 {
      let wanted = word(1...7)
      let key = Array(NameKey(wanted).description.unicodeScalars)
      for limit in 0...2 {
        let found = Set(
          gazetteer.search(fuzzy: wanted, maxDistance: limit, limit: .max).map {
            "\(gazetteer.key(of: $0.name)) \($0.distance)"
          })
        let expected = Set(
          keys.compactMap { other -> String? in
            let distance = editDistance(key, Array(other.unicodeScalars))
            return distance <= min(limit, key.count - 1) ? "\(other) \(distance)" : nil
          })
        #expect(found == expected, "\(wanted) \(limit)")
      }
    }
  }

  /// Lowrance and Wagner's table: swapped letters may have others between them.
  private func editDistance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
    let far = left.count + right.count
    var table = [[Int]](repeating: [Int](repeating: far, count: right.count + 2), count: left.count + 2)
    for row in 0...left.count { table[row + 1][1] = row }
    for column in 0...right.count { table[1][column + 1] = column }
    var lastRow: [Unicode.Scalar: Int] = [:]
    for row in stride(from: 1, through: left.count, by: 1) {
      var lastColumn = 0
      for column in stride(from: 1, through: right.count, by: 1) {
        let (i, j) = (lastRow[right[column - 1]] ?? 0, lastColumn)
        let isSame = left[row - 1] == right[column - 1]
        if isSame { lastColumn = column }
        table[row + 1][column + 1] = min(
          table[row][column] + (isSame ? 0 : 1), table[row + 1][column] + 1, table[row][column + 1] + 1,
          table[i][j] + (row - i - 1) + 1 + (column - j - 1))
      }
      lastRow[left[row - 1]] = row
    }
    return table[left.count + 1][right.count + 1]
  }

  @Test func swappedLettersMayHaveOthersBetweenThem() throws {
    var fixture = Fixture()
    try fixture.place("x:1", "Cadiz")
    let gazetteer = try fixture.open()
    // c-a swapped, b put in between: two edits, three where no stretch may be edited twice.
    #expect(gazetteer.search(fuzzy: "abcdiz").map(\.distance) == [2])
  }

  /// The oracle looks at every name and sorts.
  @Test func thePrefixSearchAgreesWithASortOfAllNames() throws {
    var random = SeededRandom(21)
    var fixture = Fixture()
    let letters = Array("abcé ")
    for index in 0..<3000 {
      let name =
        "a"
        + String(
          (0..<Int.random(in: 0...6, using: &random)).map { _ in letters.randomElement(using: &random)! })
      try fixture.place("x:\(index)", name, population: Int.random(in: 0...9, using: &random) * 1000)
    }
    let gazetteer = try fixture.open()
    for prefix in ["a", "ab", "a b", "abé", "aba", "acc", "abcabc"] {
      let key = NameKey(prefix).description
      var best: [PlaceRef: (whole: Bool, name: UInt32)] = [:]
      for name in (0..<gazetteer.nameCount).map({ NameRef(ordinal: UInt32($0)) })
      where gazetteer.key(of: name).hasPrefix(key) {
        for entry in gazetteer.entries(of: name) where best[entry.place] == nil {
          best[entry.place] = (gazetteer.key(of: name) == key, name.ordinal)
        }
      }
      let expected = best.sorted { left, right in
        if left.value.whole != right.value.whole { return left.value.whole }
        let (a, b) = (gazetteer.prominence(left.key), gazetteer.prominence(right.key))
        return a == b ? left.key < right.key : a > b
      }
      for limit in [1, 10, 5000] {
        let found = gazetteer.search(prefix: prefix, limit: limit)
        #expect(found.map(\.place) == expected.prefix(limit).map(\.key), "\(prefix) \(limit)")
      }
    }
  }
}
