/// Why a coordinate system cannot serve: what was asked, what PROJ said, what to do.
public struct ProjectionError: Error, Hashable, Sendable {
  public enum Reason: String, Sendable {
    /// No such authority code, or a definition that PROJ cannot read.
    case unknownCRS
    /// It exists, but is no system of plane or geographic positions (a height, a geocentric system).
    case notForMaps
    /// The extent lies outside the area that the system is made for.
    case outsideAreaOfUse
    /// PROJ knows no way from WGS 84 longitudes and latitudes to it.
    case noTransformation
    /// Parts of the extent have no finite image.
    case outsideDomain
    /// Distortion was asked of a system that does not project.
    case notProjected
    /// PROJ's own database cannot be opened.
    case noDatabase
    /// PROJ's library cannot be opened.
    case noLibrary
    /// PROJ gave no context: memory is exhausted.
    case noContext
  }

  public var reason: Reason
  /// The definition as the user gave it, with the extent where that matters.
  public var asked: String
  /// PROJ's own message; empty where it had none.
  public var said: String
  /// What to do about it.
  public var advice: String

  public init(reason: Reason, asked: String, said: String, advice: String) {
    self.reason = reason
    self.asked = asked
    self.said = said
    self.advice = advice
  }
}

extension ProjectionError: CustomStringConvertible {
  public var description: String {
    let problem =
      switch reason {
      case .unknownCRS: "no such coordinate system: \(asked)"
      case .notForMaps: "not a coordinate system that a map can be drawn in: \(asked)"
      case .outsideAreaOfUse: "outside the area of use of the coordinate system: \(asked)"
      case .noTransformation: "no transformation from longitude and latitude to: \(asked)"
      case .outsideDomain: "cannot be projected whole: \(asked)"
      case .notProjected: "does not project, so it has no scale: \(asked)"
      case .noDatabase: "PROJ's database (proj.db) cannot be opened, needed for: \(asked)"
      case .noLibrary: "PROJ's library cannot be opened, needed for: \(asked)"
      case .noContext: "PROJ cannot start, needed for: \(asked)"
      }
    return problem + (said.isEmpty ? "" : " (PROJ: \(said))") + "; " + advice
  }
}
