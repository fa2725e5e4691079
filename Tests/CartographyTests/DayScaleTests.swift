import GeoTypes
import Incidents
import Testing

@testable import Cartography

/// Colour tells the day where a map has several; shape, fill and pictogram tell the rest.
struct DayScaleTests {
  private static func item(_ start: String, to end: String? = nil, ongoing: Bool = false) -> MapContent.Item {
    let first = CalendarDate(iso8601: start)
    return MapContent.Item(
      id: start, style: KindStyle(label: "Attaque", symbol: .circle), status: .reported,
      days: first.map {
        DateInterval(
          start: $0, end: ongoing ? nil : end.flatMap(CalendarDate.init(iso8601:)) ?? $0, precision: .day)
      }, attribution: "")
  }

  /// Incidents on the first days of June 2022, one a day.
  private static func items(_ days: [Int]) -> [MapContent.Item] {
    days.map { item("2022-06-\($0 < 10 ? "0" : "")\($0)") }
  }

  @Test("One day, and none, need no scale")
  func one() {
    #expect(DayScale([]) == nil)
    #expect(DayScale(Self.items([4, 4, 4])) == nil)
    #expect(DayScale(Self.items([4]) + [Self.item("2022-06-01", to: "2022-06-09")]) == nil)
  }

  @Test("Up to five days have a step each, spread over the whole scale")
  func few() throws {
    let inks: [Int: [Ink]] = [
      2: [.day1, .day5], 3: [.day1, .day3, .day5], 4: [.day1, .day2, .day4, .day5],
      5: [.day1, .day2, .day3, .day4, .day5],
    ]
    for (count, expected) in inks {
      // Neither the order of the incidents nor gaps between the days matter.
      let scale = try #require(DayScale(Self.items((1...count).map { $0 * 3 }.reversed())))
      #expect(scale.steps.map(\.ink) == expected)
      #expect(scale.steps.allSatisfy { $0.first == $0.last })
      #expect(scale.steps.map(\.first.day) == (1...count).map { $0 * 3 })
    }
  }

  @Test("More days are runs of one length that leave none out", arguments: [6, 7, 11, 26])
  func many(_ count: Int) throws {
    let items = Self.items(Array(1...count))
    let scale = try #require(DayScale(items))
    #expect(scale.steps.count <= 5 && scale.steps.count > 2)
    #expect(items.allSatisfy { scale.step(of: $0.days) != nil })
    #expect(scale.steps.first?.first.day == 1 && scale.steps.last?.last.day == count)
    for (step, next) in zip(scale.steps, scale.steps.dropFirst()) {
      #expect(step.last.adding(days: 1) == next.first)
    }
    let lengths = scale.steps.dropLast().map { $0.last.daysSince1970 - $0.first.daysSince1970 }
    #expect(Set(lengths).count == 1)
  }

  @Test("A run of days on which nothing happened is no step")
  func gap() throws {
    let scale = try #require(DayScale(Self.items([1, 2, 3, 4, 5, 30])))
    #expect(scale.steps.map(\.first.day) == [1, 25] && scale.steps.map(\.last.day) == [6, 30])
    #expect(scale.steps.map(\.ink) == [.day1, .day5])
  }

  @Test(
    "What lasts longer than a step, or has no date, has no colour of a day; what goes on has that of its beginning"
  )
  func withoutDay() throws {
    let scale = try #require(DayScale(Self.items([1, 2, 3])))
    #expect(scale.step(of: nil) == nil)
    #expect(scale.step(of: Self.item("2022-06-01", to: "2022-06-02").days) == nil)
    #expect(scale.step(of: Self.item("2022-06-02", ongoing: true).days) == 1)
    #expect(scale.step(of: Self.items([1, 3, 2])) == 2, "of several at a place the last counts")
  }

  private static func fills(_ picture: Picture) -> Set<String> {
    Set(
      picture.elements.filter { $0.within.contains("incidents") || $0.within.contains("carte") }
        .filter { $0.within.contains("incident") }.compactMap { $0.attributes["stroke"] })
  }

  @Test(
    "The legend lists the days in use, in order, and a map by days has none", arguments: SampleMaps.themes)
  func legend(_ name: String) throws {
    let theme = try SampleMaps.theme(name)
    let renderer = try #require(SampleMaps.renderer(theme: name))
    let report = SampleReport.week.report()
    let picture = try #require(Picture(try renderer.render(report).svg))
    let chips = picture.elements.filter { $0.name == "rect" && $0.within.last == "legende" }
      .compactMap { $0.attributes["fill"] }
    #expect(chips == [Ink.day1, .day3, .day5].map { theme[$0] })
    let words = picture.words
    for day in ["3\u{A0}juin\u{A0}2022", "5\u{A0}juin\u{A0}2022", "9\u{A0}juin\u{A0}2022"] {
      #expect(words.contains(day), "\(day)")
    }
    #expect(words.contains("plusieurs jours, ou jour inconnu"))
    let kinds = Set(MapSymbol.allCases.map { theme[.of($0)] })
    #expect(Self.fills(picture).isDisjoint(with: kinds), "no colour of a kind beside those of days")
    #expect(Self.fills(picture).isSuperset(of: chips))
    let panels = try #require(Picture(try renderer.render(report, options: MapOptions(byDay: true)).svg))
    let days = Set([Ink.day1, .day2, .day3, .day4, .day5].map { theme[$0] })
    #expect(Self.fills(panels).isDisjoint(with: days) && !panels.words.contains("jour inconnu"))
    let one = try #require(Picture(try renderer.render(SampleReport.country.report()).svg))
    #expect(
      Self.fills(one).isSubset(of: kinds.union([theme[.rim], theme[.hollow]])), "one day is told by the title"
    )
  }

  @Test("The scale is ordered by lightness and each step stands off the next", arguments: SampleMaps.themes)
  func order(_ name: String) throws {
    let theme = try SampleMaps.theme(name)
    let inks: [Ink] = [.day1, .day2, .day3, .day4, .day5]
    // From pale to strong: away from the paper.
    let contrasts = inks.map { ThemeTests.contrast(theme[$0], theme[.paper]) }
    #expect(contrasts == contrasts.sorted())
    for (one, next) in zip(inks, inks.dropFirst()) {
      #expect(ThemeTests.contrast(theme[one], theme[next]) >= 1.2, "\(one) and \(next) in grey")
    }
    for ink in inks {
      for ground in [Ink.rim, .hollow, .land, .focus, .sea, .paper] {
        #expect(ThemeTests.contrast(theme[ink], theme[ground]) >= 3, "\(ink) on \(ground)")
      }
      #expect(ThemeTests.contrast(theme[.count(on: ink)], theme[ink]) >= 4.5, "a number on \(ink)")
    }
  }
}
