public import GazetteerIndex

/// What incidents, places, dates and parties are in three schemes of event data: ACLED, UCDP GED and PLOVER.
///
/// The codes stand in tables beside the lexicons (`kinds.tsv`, `scales.tsv`, `countries.tsv`), each row with its source;
/// nothing of a scheme is in the program itself but the order of its columns.
public struct EventCodes: Sendable {
  let kinds: KindCodes
  let scales: ScaleCodes
  let countries: CountryCodes
  let parties: PartyKinds

  /// Reads the tables of a lexicon folder (`Gazetteer/lexicon`) and the nouns of one of its languages.
  ///
  /// Throws `GazetteerError` where a table is missing or broken.
  public init(lexicon folder: String, language: String = "fr") throws(GazetteerError) {
    scales = try ScaleCodes(path: folder + "/scales.tsv")
    kinds = try KindCodes(path: folder + "/kinds.tsv", scales: scales)
    countries = try CountryCodes(path: folder + "/countries.tsv")
    parties = try PartyKinds(folder: folder + "/" + language, scales: scales)
  }
}
