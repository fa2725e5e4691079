/// The months and weekdays of datelines. They stand in code because a dispatch's envelope is read before any
/// lexicon is; time expressions in the text have their own table.
enum MonthNames {
  static let weekdays: Set<String> = [
    "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche",
  ]

  private static let months: [[String]] = [
    ["janvier", "janv", "jan"], ["février", "fevrier", "févr", "fevr", "fév", "fev"], ["mars"],
    ["avril", "avr"], ["mai"], ["juin"], ["juillet", "juil"], ["août", "aout"], ["septembre", "sept", "sep"],
    ["octobre", "oct"], ["novembre", "nov"], ["décembre", "decembre", "déc", "dec"],
  ]

  /// 1…12 for a French month or its abbreviation in any case; nil otherwise.
  static func month(named name: String) -> Int? {
    let lower = name.lowercased()
    return months.firstIndex { $0.contains(lower) }.map { $0 + 1 }
  }
}
