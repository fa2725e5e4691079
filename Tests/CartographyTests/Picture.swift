import Foundation

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// An SVG as an XML reader sees it: elements with their attributes and text, in document order.
final class Picture: NSObject, XMLParserDelegate {
  struct Element {
    var name: String
    var attributes: [String: String]
    var text = ""
    /// The `class` of the enclosing elements, outermost first.
    var within: [String]
  }

  struct Box {
    var x, y, width, height: Double
    func intersects(_ other: Box) -> Bool {
      x < other.x + other.width && other.x < x + width && y < other.y + other.height && other.y < y + height
    }
    func contains(_ other: Box) -> Bool {
      other.x >= x && other.y >= y && other.x + other.width <= x + width
        && other.y + other.height <= y + height
    }
  }

  struct Circle {
    var x, y, radius: Double
    func touches(_ box: Box) -> Bool {
      let dx = x - min(max(x, box.x), box.x + box.width)
      let dy = y - min(max(y, box.y), box.y + box.height)
      return dx * dx + dy * dy < radius * radius
    }
  }

  private(set) var elements: [Element] = []
  private var open: [Int] = []

  init?(_ bytes: [UInt8]) {
    super.init()
    let parser = XMLParser(data: Data(bytes))
    parser.delegate = self
    guard parser.parse() else { return nil }
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    open.append(elements.count)
    let within = open.dropLast().compactMap { elements[$0].attributes["class"] }
    elements.append(Element(name: name, attributes: attributes, within: within))
  }

  func parser(_ parser: XMLParser, didEndElement: String, namespaceURI: String?, qualifiedName: String?) {
    open.removeLast()
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) {
    if let last = open.last { elements[last].text += string }
  }

  /// All that stands in the picture, line breaks undone.
  var words: String { elements.filter { $0.name == "text" }.map(\.text).joined(separator: " ") }

  /// The map's frame: what the clip path cuts to.
  var frame: Box {
    let clip = elements.firstIndex { $0.attributes["id"] == "cadre" } ?? 0
    let rect = elements[clip + 1].attributes
    func value(_ name: String) -> Double { rect[name].flatMap(Double.init) ?? .nan }
    return Box(x: value("x"), y: value("y"), width: value("width"), height: value("height"))
  }

  /// The map's names, upright ones, with the least room that they can take: half an em for a letter is less than
  /// any of the fonts needs on average, so that an overlap here is one on every screen.
  var labels: [(text: String, box: Box)] {
    elements.filter { $0.name == "text" && $0.within.contains("noms") && $0.attributes["transform"] == nil }
      .map {
        let size = $0.attributes["font-size"].flatMap(Double.init) ?? 0
        let x = $0.attributes["x"].flatMap(Double.init) ?? 0
        let y = $0.attributes["y"].flatMap(Double.init) ?? 0
        let width = Double($0.text.count) * 0.5 * size
        let left =
          switch $0.attributes["text-anchor"] {
          case "middle": x - width / 2
          case "end": x - width
          default: x
          }
        return ($0.text, Box(x: left, y: y - 0.7 * size, width: width, height: 0.7 * size))
      }
  }

  var circles: [Circle] {
    elements.filter { $0.name == "circle" && $0.within.contains("incidents") }.map { element in
      func value(_ name: String) -> Double { element.attributes[name].flatMap(Double.init) ?? .nan }
      return Circle(x: value("cx"), y: value("cy"), radius: value("r"))
    }
  }

  /// `12.3`, `12`
  static func tenths(_ value: Double) -> String {
    let rounded = (value * 10).rounded() / 10
    return rounded == rounded.rounded() ? String(Int(rounded)) : String(rounded)
  }
}
