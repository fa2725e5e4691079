internal import Projections

/// SVG and HTML as UTF-8 bytes: elements, escapes, and numbers to 0.1 px.
struct MarkupWriter {
  /// The colours that everything is drawn in.
  let theme: MapTheme
  /// Before every id of a picture, so that a document may hold several pictures.
  let prefix: String
  private(set) var bytes: [UInt8] = []
  private var open: [StaticString] = []

  init(theme: MapTheme, prefix: String = "") {
    self.theme = theme
    self.prefix = prefix
    bytes.reserveCapacity(120_000)
  }

  /// An id of the picture as an attribute's value.
  func id(_ name: String) -> SVGValue { .text(prefix + name) }

  /// What refers to such an id: a pattern, a clip path.
  func url(_ id: String) -> SVGValue { .text("url(#\(prefix)\(id))") }

  /// A colour as an attribute's value.
  func color(_ ink: Ink) -> SVGValue { .text(theme[ink]) }

  mutating func raw(_ text: StaticString) {
    text.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }

  /// `<name a="…">`; attributes in the given order, nil ones left out.
  mutating func start(_ name: StaticString, _ attributes: KeyValuePairs<StaticString, SVGValue?> = [:]) {
    tag(name, attributes)
    bytes.append(UInt8(ascii: ">"))
    open.append(name)
  }

  /// Closes the innermost open element.
  mutating func end() {
    guard let name = open.popLast() else { return }
    raw("</")
    raw(name)
    bytes.append(UInt8(ascii: ">"))
    bytes.append(UInt8(ascii: "\n"))
  }

  /// Closes the innermost open element inside of text, where a line break would be a space.
  mutating func endInText() {
    guard let name = open.popLast() else { return }
    raw("</")
    raw(name)
    bytes.append(UInt8(ascii: ">"))
  }

  /// `<name a="…" b="…"/>`
  mutating func empty(
    _ name: StaticString, _ attributes: KeyValuePairs<StaticString, SVGValue?>,
    _ more: KeyValuePairs<StaticString, SVGValue?> = [:]
  ) {
    tag(name, attributes)
    self.attributes(more)
    raw("/>\n")
  }

  /// A line of text.
  mutating func text(
    _ text: String, _ style: TextStyle, x: Double, y: Double, alignment: TextAlignment = .start,
    rotation: Double = 0, halo: Ink? = nil
  ) {
    let turn =
      rotation == 0 ? nil : "rotate(\(SVGNumber.text(rotation)) \(SVGNumber.text(x)) \(SVGNumber.text(y)))"
    element(
      "text",
      [
        "x": .number(x), "y": .number(y), "transform": turn.map { .text($0) },
        "font-size": .number(style.size), "font-weight": style.bold ? "bold" : nil,
        "font-style": style.italic ? "italic" : nil,
        "letter-spacing": style.tracking > 0 ? .number(style.tracking * style.size) : nil,
        "text-anchor": alignment == .start ? nil : .text(alignment.rawValue), "fill": color(style.ink),
        "stroke": halo.map(color), "stroke-width": halo == nil ? nil : 3.2,
        "stroke-linejoin": halo == nil ? nil : "round", "paint-order": halo == nil ? nil : "stroke",
      ], text: text)
  }

  /// Elements written elsewhere.
  mutating func append(_ other: MarkupWriter) { append(other.bytes) }

  mutating func append(_ markup: [UInt8]) { bytes.append(contentsOf: markup) }

  /// `<name a="…">text</name>`
  mutating func element(
    _ name: StaticString, _ attributes: KeyValuePairs<StaticString, SVGValue?> = [:], text: String
  ) {
    start(name, attributes)
    escaped(text)
    end()
  }

  mutating func escaped(_ text: String) {
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": raw("&amp;")
      case "<": raw("&lt;")
      case ">": raw("&gt;")
      case "\"": raw("&quot;")
      // XML 1.0 has no other control characters; a space stands for them.
      case _ where scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF:
        bytes.append(UInt8(ascii: " "))
      default: bytes.append(contentsOf: String(scalar).utf8)
      }
    }
  }

  private mutating func tag(_ name: StaticString, _ attributes: KeyValuePairs<StaticString, SVGValue?>) {
    bytes.append(UInt8(ascii: "<"))
    raw(name)
    self.attributes(attributes)
  }

  private mutating func attributes(_ attributes: KeyValuePairs<StaticString, SVGValue?>) {
    for (key, value) in attributes {
      guard let value else { continue }
      bytes.append(UInt8(ascii: " "))
      raw(key)
      raw("=\"")
      switch value {
      case .text(let text): escaped(text)
      case .number(let number): SVGNumber.append(number, to: &bytes)
      case .path(let path): bytes.append(contentsOf: path.bytes)
      }
      bytes.append(UInt8(ascii: "\""))
    }
  }
}

/// An attribute's value.
enum SVGValue: ExpressibleByStringLiteral, ExpressibleByStringInterpolation, ExpressibleByFloatLiteral {
  case text(String)
  /// Pixels, written to 0.1.
  case number(Double)
  case path(PathData)

  init(stringLiteral value: String) { self = .text(value) }
  init(floatLiteral value: Double) { self = .number(value) }
}

/// Numbers to one decimal place.
enum SVGNumber {
  static func tenths(_ value: Double) -> Int { Int((value * 10).rounded()) }

  static func append(_ value: Double, to bytes: inout [UInt8]) { append(tenths: tenths(value), to: &bytes) }

  /// `12.3`, `12`, `-.5`, as short as SVG allows.
  static func append(tenths value: Int, to bytes: inout [UInt8]) {
    if value < 0 { bytes.append(UInt8(ascii: "-")) }
    let (whole, tenth) = value.magnitude.quotientAndRemainder(dividingBy: 10)
    if whole > 0 || tenth == 0 { bytes.append(contentsOf: String(whole).utf8) }
    if tenth > 0 {
      bytes.append(UInt8(ascii: "."))
      bytes.append(UInt8(48 + tenth))
    }
  }

  static func text(_ value: Double) -> String {
    var bytes: [UInt8] = []
    append(value, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// The `d` of a path: absolute starts, relative lines, tenths of a pixel.
struct PathData {
  private(set) var bytes: [UInt8] = []
  var isEmpty: Bool { bytes.isEmpty }
  var count: Int { bytes.count }

  /// Adds a line, or a ring where `closed`. Vertices that coincide at 0.1 px are one.
  mutating func add(_ points: [ProjectedPoint], closed: Bool) {
    guard let first = points.first else { return }
    var (x, y) = (SVGNumber.tenths(first.x), SVGNumber.tenths(first.y))
    let start = bytes.count
    bytes.append(UInt8(ascii: "M"))
    pair(x, y)
    var drawn = false
    for point in points.dropFirst() {
      let (nextX, nextY) = (SVGNumber.tenths(point.x), SVGNumber.tenths(point.y))
      guard nextX != x || nextY != y else { continue }
      // A repeated `l` may be left out.
      bytes.append(drawn ? UInt8(ascii: " ") : UInt8(ascii: "l"))
      if drawn, nextX < x { bytes.removeLast() }  // the minus sign separates
      pair(nextX - x, nextY - y)
      (x, y) = (nextX, nextY)
      drawn = true
    }
    if !drawn {
      bytes.removeSubrange(start...)
    } else if closed {
      bytes.append(UInt8(ascii: "z"))
    }
  }

  private mutating func pair(_ x: Int, _ y: Int) {
    SVGNumber.append(tenths: x, to: &bytes)
    if y >= 0 { bytes.append(UInt8(ascii: " ")) }
    SVGNumber.append(tenths: y, to: &bytes)
  }
}
