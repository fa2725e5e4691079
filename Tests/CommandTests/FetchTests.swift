import Foundation
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

private let hasTools = ["python3", "curl"].allSatisfy { tool in
  (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").contains {
    FileManager.default.isExecutableFile(atPath: "\($0)/\(tool)")
  }
}

/// `lieudit fetch` against a server on this machine; passed over, visibly, without python3 or curl.
@Suite(.enabled(if: hasTools, "python3 and curl are needed"))
struct FetchTests {
  /// Serves a folder; ends with its last user.
  private final class Server {
    private let process = Process()
    let address: String

    /// Knows HEAD and ranges. It breaks off in the middle of the first answer for a file whose name stands in `cut`, and
    /// notes all requests in `log`.
    private static let script = """
      import http.server, os, sys
      root, port = sys.argv[1], sys.argv[2]
      class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.0"
        def log_message(self, *arguments): pass
        def do_HEAD(self): self.answer(False)
        def do_GET(self): self.answer(True)
        def answer(self, has_body):
          asked = self.headers.get("Range", "")
          with open(os.path.join(root, "log"), "a") as log: log.write(f"{self.command} {self.path} {asked}\\n")
          path = os.path.join(root, "files" + self.path)
          if not os.path.isfile(path): return self.send_error(404)
          with open(path, "rb") as file: data = file.read()
          start = 0
          ranges = not os.path.exists(os.path.join(root, "no-ranges"))
          if asked.startswith("bytes=") and ranges: start = int(asked[6:].split("-")[0])
          self.send_response(206 if start else 200)
          if start: self.send_header("Content-Range", f"bytes {start}-{len(data) - 1}/{len(data)}")
          self.send_header("Content-Length", str(len(data) - start))
          self.send_header("ETag", '"%x"' % hash(tuple(data[:64] + data[-64:])))
          self.end_headers()
          cut = os.path.join(root, "cut")
          if has_body and os.path.exists(cut):
            os.remove(cut)
            self.wfile.write(data[start:len(data) // 2])
            return
          if has_body: self.wfile.write(data[start:])
      server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
      with open(port + ".new", "w") as file: file.write(str(server.server_port))
      os.rename(port + ".new", port)
      server.serve_forever()
      """

    init(_ folder: TemporaryFolder) throws {
      let port = folder.path + "/port"
      process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      process.arguments = ["python3", "-c", Server.script, folder.path, port]
      try process.run()
      var text: String?
      for _ in 0..<200 where text == nil {
        usleep(50_000)
        text = try? String(contentsOfFile: port, encoding: .utf8)
      }
      address = "http://127.0.0.1:\(try #require(text, "the server does not start"))/"
    }

    deinit {
      // The threads that tests run on block SIGTERM, and the server has that from them.
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
    }
  }

  private let folder: TemporaryFolder
  private let server: Server
  private let output: String

  /// An archive of one stored member, made by Python.
  private static func pack(_ text: String, _ name: String, to path: String) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [
      "python3", "-c",
      "import sys, zipfile; zipfile.ZipFile(sys.argv[1], 'w', zipfile.ZIP_DEFLATED).writestr(sys.argv[2], sys.argv[3])",
      path, name, text,
    ]
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }

  init() throws {
    folder = try TemporaryFolder()
    output = folder.path + "/geonames"
    for name in ["files/alternatenames", "geonames"] {
      try FileManager.default.createDirectory(
        atPath: folder.path + "/" + name, withIntermediateDirectories: true)
    }
    let rows = (1...400).map { GazetteerCommandTests.row(9_000_000 + $0, "Village \($0)", 45, 40) }.joined()
    try FetchTests.pack(rows, "AM.txt", to: folder.path + "/files/AM.zip")
    try FetchTests.pack(
      "1\t9000001\tfr\tLieu-dit\t1\t\t\t\t\t\n", "AM.txt", to: folder.path + "/files/alternatenames/AM.zip")
    try folder.write("AM.07\tShirak\tShirak\t828262\n", to: "files/admin1CodesASCII.txt")
    try folder.write("AM.07.1\tShirak\tShirak\t828263\n", to: "files/admin2Codes.txt")
    try folder.write(
      "#ISO\nAM\tARM\t051\tAM\tArmenia\tYerevan\t1\t1\tAS\t.am\tAMD\tDram\t374\t\t\thy\t174982\tGE\t\n",
      to: "files/countryInfo.txt")
    try folder.write("P.PPL\tpopulated place\t\n", to: "files/featureCodes_en.txt")
    server = try Server(folder)
  }

  private func fetch(_ arguments: String...) throws -> Program.Outcome {
    try Program.run(["fetch", "geonames", "-o", output, "--base-url", server.address] + arguments)
  }

  private func requests() throws -> [String] {
    try folder.text("log").split(separator: "\n").map(String.init)
  }

  @Test func whatIsFetchedIsBuilt() throws {
    let outcome = try fetch("--countries", "AM")
    #expect(outcome.status == 0, "\(outcome.standardError)")
    #expect(outcome.standardError.contains("CC BY 4.0"))
    #expect(
      try folder.names(in: "geonames") == [
        "AM.zip", "admin1CodesASCII.txt", "admin2Codes.txt", "alternateNames-AM.zip", "countryInfo.txt",
        "featureCodes_en.txt",
      ])
    let index = folder.path + "/am.lieudit"
    let built = try Program.run("gazetteer", "build", "--from", output, "-o", index)
    #expect(built.status == 0, "\(built.standardError)")
    #expect(
      try Program.run("resolve", "Lieu-dit", "--gazetteer", index).standardOutput.contains("gn:9000001"))
    // Nothing is fetched twice.
    let before = try requests().count { $0.hasPrefix("GET") }
    #expect(try fetch("--countries", "AM").status == 0)
    #expect(try requests().count { $0.hasPrefix("GET") } == before)
  }

  @Test(arguments: [true, false])
  func whatBrokeOffIsResumed(serverKnowsRanges: Bool) throws {
    try folder.write("", to: "cut")
    if !serverKnowsRanges { try folder.write("", to: "no-ranges") }
    let broken = try fetch("--countries", "AM")
    #expect(broken.status == 74, "\(broken.standardError)")
    #expect(try folder.names(in: "geonames") == ["AM.zip.part", "AM.zip.part.of"])
    #expect(try !folder.bytes("geonames/AM.zip.part").isEmpty)
    let outcome = try fetch("--countries", "AM")
    #expect(outcome.status == 0, "\(outcome.standardError)")
    #expect(try folder.bytes("geonames/AM.zip") == folder.bytes("files/AM.zip"))
    #expect(try requests().contains { $0.hasPrefix("GET /AM.zip bytes=") })
    #expect(try folder.names(in: "geonames").allSatisfy { !$0.contains(".part") })
  }

  @Test func aPartOfAnotherVersionIsNotGoneOnWith() throws {
    try folder.write("", to: "cut")
    #expect(try fetch("--countries", "AM").status == 74)
    let rows = (1...500).map { GazetteerCommandTests.row(9_000_000 + $0, "Autre \($0)", 45, 40) }.joined()
    try FileManager.default.removeItem(atPath: folder.path + "/files/AM.zip")
    try FetchTests.pack(rows, "AM.txt", to: folder.path + "/files/AM.zip")
    #expect(try fetch("--countries", "AM").status == 0)
    #expect(try folder.bytes("geonames/AM.zip") == folder.bytes("files/AM.zip"))
  }

  @Test func aDamagedArchiveIsNotKept() throws {
    var bytes = try folder.bytes("files/AM.zip")
    bytes[bytes.count / 2] ^= 0xFF
    try folder.write(bytes, to: "files/AM.zip")
    let outcome = try fetch("--countries", "AM")
    #expect(outcome.status == 74 && outcome.standardError.contains("AM.zip"))
    #expect(try !folder.names(in: "geonames").contains("AM.zip"))
  }

  @Test func failuresAreTold() throws {
    let missing = try fetch("--countries", "AM,ZZ")
    #expect(missing.status == 66 && missing.standardError.contains("ZZ.zip"))
    for arguments in [["--countries", "ARM"], ["--countries", ""], ["--base-url", "http://example.org/"]] {
      #expect(try Program.run(["fetch", "geonames", "-o", output] + arguments).status == 64, "\(arguments)")
    }
    let alone = try Program.run(
      ["fetch", "geonames", "-o", output, "--base-url", server.address, "--countries", "AM"],
      environment: ["PATH": folder.path])
    #expect(alone.status == 74 && alone.standardError.contains("curl is not there"))
  }
}
