internal import CProj

/// The PROJ library that the program runs with.
public enum ProjLibrary {
  /// `9.1.1`
  public static var version: String { String(cString: proj_info().version) }
}
