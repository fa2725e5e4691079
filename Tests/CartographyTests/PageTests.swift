import Dispatches
import Foundation
import GazetteerIndex
import GeoTypes
import Geoparsing
import Incidents
import Lieudit
import Testing

@testable import Cartography

/// What a page is before a browser reads it; `make test-page` tests what it does there.
struct PageTests {
  static func resources() throws -> PageResources {
    func path(_ name: String) -> String {
      SampleMaps.root.appendingPathComponent("Gazetteer/page/\(name)").path
    }
    return try PageResources(
      script: path("page.js"), style: path("page.css"), day: SampleMaps.theme("light"),
      night: SampleMaps.theme("dark"), print: SampleMaps.theme("light"))
  }

  static func page(_ reports: [Report], options: MapOptions = MapOptions()) throws -> String {
    let page = MapPage(renderer: try #require(SampleMaps.renderer), resources: try resources())
    return String(
      decoding: try page.render(reports, options: options, context: SampleMaps.context).html, as: UTF8.self)
  }

  /// Vectors of NIST (FIPS 180-4 examples) and RFC 4648.
  @Test("Hash and base 64 are the standards'")
  func hash() {
    func hex(_ text: String) -> String {
      SHA256.digest(of: Array(text.utf8)).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
    #expect(hex("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    #expect(hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(
      hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")
        == "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1")
    #expect(
      hex(String(repeating: "a", count: 1_000_000))
        == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
    for (text, coded) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")] {
      #expect(SHA256.base64(Array(text.utf8)) == coded)
    }
  }

  @Test("The policy names the hashes of exactly the script and the style that stand in the page")
  func policy() throws {
    let html = try Self.page([SampleReport.front.report()])
    func between(_ start: String, _ end: String) throws -> String {
      let from = try #require(html.firstRange(of: start)).upperBound
      return String(html[from..<(try #require(html[from...].firstRange(of: end)).lowerBound)])
    }
    let policy = try between("Content-Security-Policy\" content=\"", "\"")
    #expect(policy.hasPrefix("default-src 'none'; "))
    let script = SHA256.source(of: Array(try between("<script>", "</script>").utf8))
    let style = SHA256.source(of: Array(try between("<style>", "</style>").utf8))
    #expect(policy.contains("script-src '\(script)';") && policy.contains("style-src '\(style)';"))
    #expect(html.matches(of: /<script/).count == 1 && html.matches(of: /<style/).count == 1)
    #expect(!html.contains(" style=\"") && html.matches(of: #/ on[a-z]+="/#).isEmpty)
    let references = html.matches(of: #/(?:src|href|url)[=(]"?([^")> ]+)/#).map { String($0.1) }
    #expect(
      references.allSatisfy { $0.hasPrefix("#") || $0 == "data:," || $0.hasPrefix("'") || $0.hasPrefix("`") },
      "\(references.filter { !$0.hasPrefix("#") })")
  }

  @Test("The same dispatch makes the same page, with every incident once in the table")
  func rows() throws {
    for name in ["front", "antimeridien", "nulle-part"] {
      let report = try #require(SampleReport.all[name]).report()
      let html = try Self.page([report])
      #expect(try Self.page([report]) == html)
      let rows = html.matches(of: #/<tr id="incident-([0-9]+)" data-id="([^"]*)"/#)
      #expect(rows.map { String($0.2) } == report.incidents.map(\.incident.id), "\(name)")
      let numbers = rows.indices.map { "\($0 + 1)" }
      #expect(rows.map { String($0.1) } == numbers)
      let ids = html.matches(of: #/ id="([^"]+)"/#).map { String($0.1) }
      #expect(Set(ids).count == ids.count, "\(name): ids are unique")
    }
  }

  @Test("Whatever a text says, it is text")
  func hostile() throws {
    let evil = "</script><script>x</script>\"'><img src=x onerror=x> <!-- \u{202E}"
    var sample = SampleReport("a\"><b>", text: "Paris, 31 oct 2020 (ALD) - \(evil)")
    sample.spot("shelling", evil, 46.7, 39.8, country: "AZ", .claimed, by: evil)
    let html = try Self.page([sample.report(headline: evil)], options: MapOptions(credit: evil))
    #expect(html.matches(of: /<script/).count == 1 && !html.contains("<img") && !html.contains("<b>x"))
    #expect(!html.contains("--><") && html.matches(of: /<!--/).count == 1)
    #expect(html.contains("&lt;/script&gt;&lt;script&gt;"))
  }

  @Test("A script or style that would end its element is refused by name")
  func resourcesThatEnd() throws {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("lieudit-page-\(getpid()).js")
      .path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try "let x = '</script>'".write(toFile: path, atomically: true, encoding: .utf8)
    let theme = try SampleMaps.theme("light")
    #expect(throws: GazetteerError.self) {
      try PageResources(script: path, style: path, day: theme, night: theme, print: theme)
    }
  }

  @Test("A narrow map needs no second layout")
  func layouts() throws {
    let report = SampleReport.front.report()
    #expect(try Self.page([report]).matches(of: /<svg xmlns/).count == 2)
    #expect(try Self.page([report], options: MapOptions(width: 360)).matches(of: /<svg xmlns/).count == 1)
  }
}
