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
      "a"
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

  private func editDistance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
    var table = [[Int]](repeating: [Int](repeating: 0, count: right.count + 1), count: left.count + 1)
    for row in 0...left.count {
      for column in 0...right.count {
        if row == 0 || column == 0 {
          table[row][column] = row + column
          continue
        }
        let change = left[row - 1] == right[column - 1] ? 0 : 1
        table[row][column] = min(
          table[row - 1][column] + 1, table[row][column - 1] + 1, table[row - 1][column - 1] + change)
        if row > 1, column > 1, left[row - 1] == right[column - 2], left[row - 2] == right[column - 1] {
          table[row][column] = min(table[row][column], table[row - 2][column - 2] + 1)
        }
      }
    }
    return table[left.count][right.count]
  }
}
