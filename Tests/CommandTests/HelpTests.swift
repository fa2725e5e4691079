import Foundation
import Testing

/// What the program says of itself.
@Suite struct HelpTests {
  private struct Command {
    var path: [String]
    var options: [String]
  }

  /// Every command with its own options, as ArgumentParser knows them.
  private func commands() throws -> [Command] {
    let dump = try #require(try JSON.object(try Program.run("--experimental-dump-help").standardOutput))
    var found: [Command] = []
    func visit(_ command: [String: Any], _ path: [String]) {
      let options = (command["arguments"] as? [[String: Any]] ?? []).flatMap { argument in
        (argument["names"] as? [[String: Any]] ?? []).compactMap { name in
          (name["kind"] as? String) == "long" ? name["name"] as? String : nil
        }
      }
      found.append(Command(path: path, options: options))
      for sub in command["subcommands"] as? [[String: Any]] ?? [] {
        guard let name = sub["commandName"] as? String, name != "help" else { continue }
        visit(sub, path + [name])
      }
    }
    visit(try #require(dump["command"] as? [String: Any]), [])
    return found
  }

  @Test func everyCommandShowsAnExample() throws {
    let commands = try commands()
    #expect(commands.count >= 10)
    for command in commands {
      let outcome = try Program.run(command.path + ["--help"])
      #expect(outcome.status == 0)
      let line = (["lieudit"] + command.path).joined(separator: " ")
      #expect(
        outcome.standardOutput.contains("EXAMPLE") && outcome.standardOutput.contains("  " + line),
        "\(command.path)")
    }
  }

  @Test func theManualNamesEveryCommandAndOption() throws {
    let manual = try String(
      contentsOfFile: Program.root + "/Sources/Command/Manual/lieudit.1", encoding: .utf8)
    let known = Set(try commands().flatMap(\.options))
    for option in known where option != "help" && option != "version" {
      #expect(manual.contains("-" + option), "--\(option) is not in the manual")
    }
    let named = manual.matches(of: /Fl -([a-z-]+)/).map { String($0.output.1) }
    for option in named { #expect(known.contains(option), "the manual's --\(option) is no option") }
    for command in try commands() {
      if let name = command.path.last { #expect(manual.contains(name)) }
    }
  }

  @Test func theVersionNamesProgramPROJAndGazetteer() throws {
    let outcome = try Program.run("--version")
    #expect(outcome.status == 0)
    for part in [#/lieudit \d+\.\d+\.\d+/#, #/PROJ \d+\.\d+/#, #/gazetteer/#] {
      #expect(outcome.standardOutput.contains(part), "\(outcome.standardOutput)")
    }
  }

  @Test(arguments: ["bash", "zsh", "fish"])
  func completionsKnowTheCommands(shell: String) throws {
    let outcome = try Program.run("--generate-completion-script", shell)
    #expect(outcome.status == 0)
    for command in ["map", "tag", "resolve", "places", "query", "gazetteer"] {
      #expect(outcome.standardOutput.contains(command))
    }
    for format in ["acled-csv", "ucdp-csv", "plover-jsonl"] {
      #expect(outcome.standardOutput.contains(format))
    }
  }
}
