/// What a map says in words; a language's table (`Gazetteer/words/LANG.tsv`) has a text for each.
///
/// Names in braces stand for what the program puts there: `près de {place}`.
public enum Phrase: String, CaseIterable, Sendable {
  // Numbers, dates, lists.
  /// The numbers that are singular, separated by `;`: `0;1`.
  case singular
  case decimalMark = "decimal_mark"
  case thousandsMark = "thousands_mark"
  case listLast = "list_last"
  case date
  case firstOfMonth = "first_of_month"
  case monthAndYear = "month_and_year"
  case since
  case fromTo = "from_to"
  case january, february, march, april, may, june, july, august, september, october, november, december
  case east, west, north, south
  case kilometres, metres
  /// Whose label and value: `{name} : {value}`.
  case pair

  // What stands above the map, and its description.
  case defaultTitle = "default_title"
  case mergedTitle = "merged_title"
  case noIncident = "no_incident"
  case incidents
  case dispatches
  case factsOn = "facts_on"
  case factsBetween = "facts_between"
  case factsSince = "facts_since"
  case asOf = "as_of"
  case placesOnly = "places_only"
  case inArea = "in_area"
  case describedUnlocated = "described_unlocated"

  // Incidents in a line.
  case near, from, to
  case placeAndUnnamed = "place_and_unnamed"
  case unnamedPlaces = "unnamed_places"
  case placeIn = "place_in"
  case claimed
  case claimedBy = "claimed_by"
  case disputed
  case disputedBy = "disputed_by"
  case disputedDenied = "disputed_denied"
  case disputedByDenied = "disputed_by_denied"
  case partNorth = "part_n"
  case partNortheast = "part_ne"
  case partEast = "part_e"
  case partSoutheast = "part_se"
  case partSouth = "part_s"
  case partSouthwest = "part_sw"
  case partWest = "part_w"
  case partNorthwest = "part_nw"
  case partCentre = "part_c"

  // The legend and the margin.
  case statusReported = "status_reported"
  case statusClaimed = "status_claimed"
  case statusDisputed = "status_disputed"
  case numberAtPlace = "number_at_place"
  case numberShapeOfMost = "number_shape_of_most"
  case numberShapeOfMostAlso = "number_shape_of_most_also"
  case numberLastDay = "number_last_day"
  case dayUnknown = "day_unknown"
  case capital
  case tie
  case moved
  case disputedLine = "disputed_line"
  case outside
  case undated
  case unlocated
  case linesNote = "lines_note"
  case linesNoteAsOf = "lines_note_as_of"
  case credits
  case creditOfUser = "credit_of_user"

  // The projection.
  case projection
  case projectionExact = "projection_exact"
  case projectionDistorted = "projection_distorted"
  case meridian, centre, parallels
  case equalEarth = "equal_earth"
  case transverseMercator = "transverse_mercator"
  case mercator
  case lambertAzimuthal = "lambert_azimuthal"
  case lambertConic = "lambert_conic"
  case stereographic

  // The page around a map.
  case pageSkip = "page_skip"
  case pageMap = "page_map"
  case pageMapHelp = "page_map_help"
  case pageText = "page_text"
  case pageTable = "page_table"
  case pagePlaces = "page_places"
  case pageZoomIn = "page_zoom_in"
  case pageZoomOut = "page_zoom_out"
  case pageZoomReset = "page_zoom_reset"
  case pageDark = "page_dark"
  case pageFilters = "page_filters"
  case pageKinds = "page_kinds"
  case pageStatuses = "page_statuses"
  case pageClaimants = "page_claimants"
  case pageAgency = "page_agency"
  case pageDay = "page_day"
  case pageAllDays = "page_all_days"
  case pagePlay = "page_play"
  case pagePause = "page_pause"
  case pageShowAll = "page_show_all"
  case pageShown = "page_shown"
  case pageNumber = "page_number"
  case pageSymbol = "page_symbol"
  case pageKind = "page_kind"
  case pagePlace = "page_place"
  case pageDate = "page_date"
  case pageStatus = "page_status"
  case pageBy = "page_by"
  case pageDenied = "page_denied"
  case pageCasualties = "page_casualties"
  case pageSentence = "page_sentence"
  case pageReported = "page_reported"
  case pageClaimed = "page_claimed"
  case pageDisputed = "page_disputed"
  case pageIncident = "page_incident"
  case pageKilled = "page_killed"
  case pageInjured = "page_injured"
  case pageMentions = "page_mentions"
  case pageOffMap = "page_off_map"
  case pageInText = "page_in_text"
  case pageSelected = "page_selected"
}
