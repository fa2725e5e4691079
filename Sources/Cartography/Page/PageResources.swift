public import GazetteerIndex

/// What a page is made of besides its content: the script, the style sheet, and the colours by day, by night and on paper.
public struct PageResources: Sendable {
  /// JavaScript, UTF-8.
  public var script: [UInt8]
  /// CSS, UTF-8. The comments `/*day*/`, `/*night*/` and `/*print*/` stand where colours are declared.
  public var style: String
  public var day: MapTheme
  /// For readers whose system is dark, and for those who ask for it.
  public var night: MapTheme
  public var print: MapTheme

  public init(script: [UInt8], style: String, day: MapTheme, night: MapTheme, print: MapTheme) {
    self.script = script
    self.style = style
    self.day = day
    self.night = night
    self.print = print
  }

  /// Reads script and style sheet from their files. Throws `GazetteerError` where one cannot be read or could not stand
  /// in a page.
  public init(
    script: String, style: String, day: MapTheme, night: MapTheme, print: MapTheme
  ) throws(GazetteerError) {
    let (scriptBytes, styleBytes) = (try readFile(script), try readFile(style))
    for (path, bytes) in [(script, scriptBytes), (style, styleBytes)] {
      // What would end the element that it stands in.
      let text = String(decoding: bytes, as: UTF8.self)
      guard !text.contains("</"), !text.contains("<!--") else {
        throw .table(path: path, line: 0, expected: "no `</` and no `<!--`", found: "one")
      }
    }
    self.init(
      script: scriptBytes, style: String(decoding: styleBytes, as: UTF8.self), day: day, night: night,
      print: print)
  }

  /// The style sheet with its colours.
  var coloured: [UInt8] {
    var style = style
    for (mark, theme) in [("/*day*/", day), ("/*night*/", night), ("/*print*/", print)] {
      style = style.split(separator: mark, omittingEmptySubsequences: false).joined(
        separator: theme.declarations)
    }
    return Array(style.utf8)
  }
}
