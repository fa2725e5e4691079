import GeoTypes
import Testing

@Suite struct CalendarDateTests {
  @Test func everyDayOfFourCenturiesGoesThereAndBack() {
    var previous = CalendarDate(year: 1799, month: 12, day: 31)!
    for days in previous.daysSince1970 + 1...previous.daysSince1970 + 146_097 {
      let date = CalendarDate(daysSince1970: days)
      #expect(date.daysSince1970 == days)
      #expect(date > previous)
      previous = date
    }
    #expect(previous == CalendarDate(year: 2199, month: 12, day: 31))
  }

  @Test(arguments: [("2020-10-31", 6), ("2000-02-29", 2), ("1970-01-01", 4), ("2026-11-22", 7)])
  func weekdaysAgreeWithTheCalendar(text: String, weekday: Int) {
    #expect(CalendarDate(iso8601: text)?.weekday == weekday)
  }

  @Test(arguments: [
    "2021-02-29", "2020-13-01", "20-10-31", "2020-1-01", "", "2020-10-31T10:00", "0000-01-01",
  ])
  func whatIsNotADayIsRefused(text: String) {
    #expect(CalendarDate(iso8601: text) == nil)
  }

  @Test func monthsAreAddedWithinTheirLastDay() {
    #expect(CalendarDate(year: 2020, month: 1, day: 31)?.adding(months: 1).description == "2020-02-29")
    #expect(CalendarDate(year: 2020, month: 1, day: 31)?.adding(months: -2).description == "2019-11-30")
  }
}
