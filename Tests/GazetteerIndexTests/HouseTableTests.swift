import GazetteerIndex
import Testing

/// House tables that cannot be followed: each is refused with its file, line, and what is wrong.
@Suite struct HouseTableTests {
  private let folder: LayerFolder
  init() throws { folder = try LayerFolder() }

  /// The message without the folder; nil where the table is followed.
  private func failure(_ table: String) -> String? {
    do {
      _ = try folder.caucasus(table)
      return nil
    } catch { return "\(error)".replacing(folder.path + "/", with: "") }
  }

  static let cases: [(table: String, message: String)] = [
    // The table.
    ("", "house1.tsv: expected a compiled gazetteer or a table with a column `action`"),
    ("n'importe quoi\n", "house1.tsv: expected a compiled gazetteer or a table with a column `action`"),
    ("action|lieu\n", "house1.tsv:1: expected columns of `action`, `place`, `context`"),
    ("action|place|place\n", "house1.tsv:1: expected columns with different names, found `place` twice"),
    ("action|place\nremove|gn:1|x\n", "house1.tsv:2: expected at most 2 fields, found 3"),
    (
      "action|place\n\n# rien\nremove\n",
      "house1.tsv:4: expected a place, or a name in column `name`, in column `place`, found nothing"
    ),
    // Actions and their columns.
    (
      "action|place\ndelete|gn:1\n",
      "house1.tsv:2: expected one of add, rename, alias, prefer, move, remove in column `action`, found `delete`"
    ),
    (
      "action|place\n|gn:1\n",
      "house1.tsv:2: expected one of add, rename, alias, prefer, move, remove in column `action`, found nothing"
    ),
    (
      "action|place\nremove|gn:1\nadd|x:1\n",
      "house1.tsv:3: expected what `add` needs in column `name`, found nothing"
    ),
    (
      "action|place|name\nmove|gn:1|\n",
      "house1.tsv:2: expected what `move` needs in column `longitude`, found nothing"
    ),
    (
      "action|place|name\nrename|gn:1|\n",
      "house1.tsv:2: expected what `rename` needs in column `name`, found nothing"
    ),
    (
      "action|place|name\nalias||Tours\n",
      "house1.tsv:2: expected what `alias` needs in column `place`, found nothing"
    ),
    (
      "action|place|name\nremove||\n",
      "house1.tsv:2: expected a place, or a name in column `name`, in column `place`, found nothing"
    ),
    (
      "action|place|name|language\nrename|gn:1|T|fr\n",
      "house1.tsv:2: expected nothing, since `rename` does not take it, in column `language`, found `fr`"
    ),
    (
      "action|name|context\nremove|Tours|FR\n",
      "house1.tsv:2: expected nothing, since no place is named, in column `context`, found `FR`"
    ),
    // Values.
    (
      "action|name|longitude|latitude\nadd|X|x|1\n",
      "house1.tsv:2: expected a number in column `longitude`, found `x`"
    ),
    (
      "action|name|longitude|latitude\nadd|X|1,5|1\n",
      "house1.tsv:2: expected a number in column `longitude`, found `1,5`"
    ),
    (
      "action|name|longitude|latitude\nadd|X|1|91\n",
      "house1.tsv:2: expected a longitude in -180…180 and a latitude in -90…90, in degrees in column `latitude`, found `91`"
    ),
    ("action|name|longitude|latitude\nadd|X|181|1\n", "in degrees in column `longitude`, found `181`"),
    (
      "action|name|longitude|latitude\nadd|...|1|1\n",
      "house1.tsv:2: expected a name with a letter or a digit and of 200 bytes or less in column `name`, found `...`"
    ),
    (
      "action|name|longitude|latitude|feature\nadd|X|1|1|PPL\n",
      "house1.tsv:2: expected a feature code such as P.PPL in column `feature`, found `PPL`"
    ),
    (
      "action|name|longitude|latitude|country\nadd|X|1|1|Mali\n",
      "house1.tsv:2: expected a country's two capital letters in column `country`, found `Mali`"
    ),
    (
      "action|name|longitude|latitude|division\nadd|X|1|1|iso:ML-9\n",
      "house1.tsv:2: expected the id of a place in column `division`, found `iso:ML-9`"
    ),
    (
      "action|name|longitude|latitude|population\nadd|X|1|1|-1\n",
      "house1.tsv:2: expected a population of 0 or more in column `population`, found `-1`"
    ),
    (
      "action|name|longitude|latitude|population\nadd|X|1|1|mille\n",
      "house1.tsv:2: expected a whole number in column `population`, found `mille`"
    ),
    (
      "action|name|longitude|latitude|place\nadd|X|1|1|douze\n",
      "house1.tsv:2: expected an id such as maison:12 in column `place`, found `douze`"
    ),
    (
      "action|place|name|kind\nalias|gn:1|T|display\n",
      "house1.tsv:2: expected one of official, variant, short, colloquial, historic in column `kind`, found `display`"
    ),
    (
      "action|place|name|from\nalias|gn:1|T|2020-13-01\n",
      "house1.tsv:2: expected a date as 2020-10-31 in column `from`, found `2020-13-01`"
    ),
    (
      "action|place|context\nremove|Paris|46.75,399\n",
      "house1.tsv:2: expected a country's code, the id or name of what holds the place, or lon,lat in column `context`, found `46.75,399`"
    ),
    // Places.
    (
      "action|place\nremove|gn:99\n",
      "house1.tsv:2: expected the id of a place in column `place`, found `gn:99`"
    ),
    (
      "action|place\nremove|Ouatagouna\n",
      "house1.tsv:2: expected the id or a name of a place in column `place`, found `Ouatagouna`"
    ),
    (
      "action|place\nremove|Paris\n",
      "house1.tsv:2: expected one place named `Paris`; say which in column `context`, or by its id, found 2: gn:2 Paris (P.PPLC, FR), gn:3 Paris (P.PPL, US)"
    ),
    (
      "action|place|context\nremove|Paris|AM\n",
      "house1.tsv:2: expected what holds one of gn:2 Paris (P.PPLC, FR), gn:3 Paris (P.PPL, US) in column `context`, found `AM`"
    ),
    (
      "action|place|context\nremove|gn:3|FR\n",
      "house1.tsv:2: expected what holds gn:3 Paris (P.PPL, US) in column `context`, found `FR`"
    ),
    (
      "action|place\nremove|gn:1\nremove|Tours\n",
      "house1.tsv:3: expected the id or a name of a place in column `place`, found `Tours`"
    ),
    (
      "action|place|name\nremove|gn:1|Paris\n",
      "house1.tsv:2: expected a name of gn:1 Tours (P.PPL, FR) in column `name`, found `Paris`"
    ),
    (
      "action|place|name\nremove|gn:1|Tours\n",
      "house1.tsv:2: expected one of several names of gn:1 Tours (P.PPL, FR) (without a name, the place is removed) in column `name`, found `Tours`"
    ),
    (
      "action|place|name\nprefer|gn:1|Paris\n",
      "house1.tsv:2: expected a name of gn:1 Tours (P.PPL, FR) in column `name`, found `Paris`"
    ),
    (
      "action|place|name\nprefer|gn:1|\n",
      "house1.tsv:2: expected the name for which the place is preferred in column `name`, found nothing"
    ),
    // The same thing twice.
    (
      "action|place|name\nrename|gn:1|A\nrename|Tours|B\n",
      "house1.tsv:3: expected one row to `rename` gn:1, found another after house1.tsv:2"
    ),
    (
      "action|place|name\nalias|gn:1|A\nalias|gn:1|A\n",
      "house1.tsv:3: expected one row to `alias` gn:1, found another after"
    ),
    (
      "action|place|longitude|latitude\nmove|gn:1|1|1\nmove|gn:1|2|2\n",
      "house1.tsv:3: expected one row to `move` gn:1, found another after"
    ),
    (
      "action|place|name|longitude|latitude\nadd|x:1|A|1|1\nadd|x:1|B|2|2\n",
      "house1.tsv:3: expected one row to `add` x:1, found another after"
    ),
    (
      "action|place|name\nprefer|gn:2|Paris\nprefer|gn:3|Paris\n",
      "house1.tsv:3: expected one row to `prefer` a name, found another after"
    ),
    (
      "action|name\nremove|Paris\nremove|PARIS\n",
      "house1.tsv:3: expected one row to `remove` a name, found another after"
    ),
  ]

  @Test(arguments: cases)
  func isRefusedWithFileAndLine(table: String, message: String) throws {
    let found = try #require(failure(table))
    #expect(found.contains(message), "\(found)")
  }

  @Test func bytesThatAreNoTextAreNamed() throws {
    let path = try folder.write(Fixture.caucasus().builder.compiled(), to: "core.lieudit")
    let house = try folder.write(
      Array("action\tplace\nremove\tgn:1\nremove\t".utf8) + [0xE9, 0x0A], to: "h.tsv")
    let error = #expect(throws: GazetteerError.self) { try Gazetteer(layers: [path, house]) }
    #expect(error == .table(path: house, line: 3, expected: "UTF-8", found: "byte 0xE9"))
  }

  @Test func everyPrefixOfATableIsFollowedOrRefused() throws {
    let table =
      "action|place|context|name|longitude|latitude\nadd|x:1||Été|1.5|2\nmove|Paris|US||1|2\nremove|||Tours||\n"
    for length in 0...table.utf8.count {
      let cut = String(decoding: Array(table.utf8).prefix(length), as: UTF8.self)
      let message = failure(cut)
      #expect(
        message.map { $0.hasPrefix("house1.tsv:") } ?? (length >= "action".utf8.count),
        "\(cut) \(message ?? "")")
    }
    #expect(failure(table) == nil)
  }

  @Test func missingAndForeignLayersAreNamed() throws {
    let path = try folder.write(Fixture.caucasus().builder.compiled(), to: "core.lieudit")
    for layer in ["absent.tsv", "vide"] {
      try folder.write("", to: "vide/lisez-moi.txt")
      let error = #expect(throws: GazetteerError.self) {
        try Gazetteer(layers: [path, folder.path + "/" + layer])
      }
      guard case .file(let named, _, _)? = error else {
        Issue.record("\(String(describing: error))")
        continue
      }
      #expect(named == folder.path + "/" + layer)
    }
    let cut = try folder.write(Array(Fixture.caucasus().builder.compiled().dropLast(9)), to: "cut.lieudit")
    let error = #expect(throws: GazetteerError.self) { try Gazetteer(layers: [path, cut]) }
    guard case .damaged(cut, _, _, _)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test func aTableBeyondTheLimitIsToBeCompiled() throws {
    let path = try folder.write(Fixture.caucasus().builder.compiled(), to: "core.lieudit")
    let rows = (0...Gazetteer.layerLimit).map { "remove\tx\($0)\n" }.joined()
    let house = try folder.write("action\tname\n" + rows, to: "h.tsv")
    let error = #expect(throws: GazetteerError.self) { try Gazetteer(layers: [path, house]) }
    guard case .table(house, Gazetteer.layerLimit + 2, let expected, _)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(expected.contains("200000 rows") && expected.contains("gazetteer build"))
  }
}
