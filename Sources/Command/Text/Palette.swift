import Geoparsing

/// Colours on a terminal, as SGR parameters.
enum Palette {
  static func sgr(of role: Role) -> String {
    switch role {
    case .dateline: "1;35"
    case .literal: "1;32"
    case .metonym: "1;33"
    case .embedded: "2;36"
    case .demonym: "36"
    }
  }

  /// The text in colour where results may be coloured, else the text.
  static func paint(_ text: String, _ sgr: String) -> String {
    Terminal.colours && !sgr.isEmpty ? "\u{1B}[\(sgr)m\(text)\u{1B}[0m" : text
  }

  static func bold(_ text: String) -> String { paint(text, "1") }
  static func faint(_ text: String) -> String { paint(text, "2") }
}
