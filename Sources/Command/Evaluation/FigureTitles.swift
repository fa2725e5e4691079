import Evaluation

/// The figures in words, in the order in which the report has them.
enum FigureTitles {
  static let mentions: [(PairFigure, String)] = [
    (.mentionsStrict, "exact span, all roles"), (.mentionsOverlapping, "overlapping span, all roles"),
    (.placesStrict, "exact span, without demonyms"),
    (.placesOverlapping, "overlapping span, without demonyms"),
  ]
  static let roles: [(PairFigure, String)] = [
    (.dateline, "dateline"), (.literal, "literal"), (.metonym, "metonym"), (.embedded, "embedded"),
    (.demonym, "demonym"),
  ]
  static let times: [(PairFigure, String)] = [
    (.time, "span and value"), (.timeDates, "span and value, dates and times of day"), (.timeSpan, "span"),
    (.timeValue, "overlapping span, same value"),
  ]
  static let incidents: [(PairFigure, String)] = [
    (.incident, "kind, place and date"), (.incidentKind, "kind and place"),
    (.incidentEvent, "place and date"), (.incidentPlace, "place"),
    (.incidentRelaxed, "relaxed: ACLED's event type, 25 km, a day"),
  ]
  static let resolution: [(ShareFigure, String)] = [
    (.near, "all, within 20 km or the area"), (.far, "all, within 161 km or the area"),
    (.pointNear, "towns and other points, within 20 km"),
    (.pointFar, "towns and other points, within 161 km"),
    (.areaNear, "regions and waters, within 20 km or the area"), (.countryNear, "countries"),
    (.country, "in the right country (regions and waters apart)"),
    (.nearFound, "of the mentions found, within 20 km"),
    (.nearPlaced, "of the mentions given a place, within 20 km"),
    (.leftUnresolved, "found, and rightly left without a place"),
  ]
  static let dateline: [(ShareFigure, String)] = [
    (.dateline, "all three right"), (.datelineCity, "city"), (.datelineDate, "date"),
    (.datelineAgency, "agency"), (.datelineAbsent, "rightly none"),
  ]
  static let details: [(ShareFigure, String)] = [
    (.status, "status"), (.claimant, "claimant"), (.actor, "actor"), (.killed, "killed"),
    (.injured, "injured"),
  ]
}
