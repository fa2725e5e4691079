/// How dispatches are laid down in a file.
public enum InputFormat: String, CaseIterable, Sendable {
  /// The file is one dispatch.
  case text
  /// One JSON object a line, each a dispatch.
  case ndjson
}

/// A dispatch and where it came from.
public struct SourcedDispatch: Sendable {
  public var dispatch: Dispatch
  /// The path as it was given; `-` for standard input.
  public var file: String
  /// The line of an NDJSON stream, 1 for the first; nil for a text.
  public var line: Int?
  /// Where it is not UTF-8, `dispatch.text` was decoded: byte offsets are not the file's, code point offsets are.
  public var encoding: TextEncoding
}

/// The dispatches of files, folders and standard input, one after the other, in order.
///
/// A folder gives its `.txt`, `.text`, `.ndjson` and `.jsonl` files, those of its folders included, sorted by path;
/// hidden ones are left out. One dispatch is held at a time: a stream of any length is read in memory that depends on
/// its longest line only. What is refused comes as an error in its place, and reading goes on behind it.
public final class DispatchFeed: Sequence, IteratorProtocol {
  public typealias Element = Result<SourcedDispatch, InputError>

  /// How large one dispatch (a text, a line of NDJSON) may be, in bytes: 16 MiB. A book has 1, a dispatch 0.005.
  public static let defaultMaximalSize = 16 << 20

  private let format: InputFormat?
  private let maximalSize: Int
  /// Paths still to be read, the next one last.
  private var pending: [String]
  /// The NDJSON stream under way, and the number of its last line.
  private var stream: ByteStream?
  private var line = 0
  /// How often the name of a text file was met, for unique ids.
  private var names: [String: Int] = [:]

  /// - Parameters:
  ///   - paths: Files and folders; `-` is standard input, as is an empty list.
  ///   - format: Nil to tell by the extension (`.ndjson`, `.jsonl`), else by the content: an opening brace and a
  ///     quotation mark begin an NDJSON stream.
  ///   - maximalSize: In bytes, for one dispatch.
  public init(
    paths: [String], format: InputFormat? = nil, maximalSize: Int = DispatchFeed.defaultMaximalSize
  ) {
    self.format = format
    self.maximalSize = maximalSize
    pending = paths.isEmpty ? ["-"] : paths.reversed()
  }

  public func next() -> Element? {
    while true {
      do throws(InputError) {
        if let stream {
          if let dispatch = try nextLine(of: stream) { return .success(dispatch) }
          self.stream = nil
        } else if let path = pending.popLast() {
          if let dispatch = try open(path) { return .success(dispatch) }
        } else {
          return nil
        }
      } catch {
        if error.code == .io { stream = nil }
        return .failure(error)
      }
    }
  }

  /// The dispatch of a text file; nil where the path became the stream under way, or its files were queued.
  private func open(_ path: String) throws(InputError) -> SourcedDispatch? {
    if path != "-", let files = try FolderListing.dispatchFiles(in: path) {
      if files.isEmpty {
        throw InputError(
          .missing, file: path, "the folder has no file named *.txt, *.text, *.ndjson or *.jsonl")
      }
      pending.append(contentsOf: files.reversed())
      return nil
    }
    let stream = try ByteStream(file: path)
    let start = try stream.peek()
    let detected = format ?? InputFormat(path: path) ?? InputFormat(firstBytes: start)
    switch detected {
    case .ndjson:
      if start.isEmpty { throw DispatchFeed.empty(path) }
      self.stream = stream
      line = 0
      return nil
    case .text:
      return try text(of: stream)
    }
  }

  private func text(of stream: ByteStream) throws(InputError) -> SourcedDispatch {
    guard let bytes = try stream.readAll(limit: maximalSize) else {
      let size = stream.regularFileSize.map { ", found \($0)" } ?? ""
      throw InputError(
        .tooLarge, file: stream.file,
        "expected at most \(maximalSize) bytes in one text\(size); give many dispatches as NDJSON, one a line"
      )
    }
    let text = try DecodedText(bytes, file: stream.file)
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let body = text.utf8.starts(with: mark) ? text.utf8.dropFirst(mark.count) : text.utf8[...]
    if body.allSatisfy({ $0 <= 0x20 }) { throw DispatchFeed.empty(stream.file) }
    let dispatch = Dispatch(id: uniqueName(of: stream.file), text: text.utf8)
    return SourcedDispatch(dispatch: dispatch, file: stream.file, line: nil, encoding: text.encoding)
  }

  private static func empty(_ path: String) -> InputError {
    InputError(.empty, file: path, "expected a dispatch, found an empty text")
  }

  /// The next dispatch of an NDJSON stream; nil at its end. Blank lines are skipped.
  private func nextLine(of stream: ByteStream) throws(InputError) -> SourcedDispatch? {
    while true {
      guard let next = try stream.readLine(limit: maximalSize) else { return nil }
      line += 1
      guard case .bytes(var bytes) = next else {
        throw InputError(
          .tooLarge, file: stream.file, line: line,
          "expected at most \(maximalSize) bytes on the line, found more")
      }
      if line == 1, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
      if bytes.allSatisfy({ $0 <= 0x20 }) { continue }
      let record = try DispatchRecord(line: bytes, file: stream.file, number: line)
      let dispatch = Dispatch(
        id: record.id, text: Array(record.text.utf8), published: record.published, headline: record.headline,
        source: record.source, language: record.language, input: record.input)
      return SourcedDispatch(dispatch: dispatch, file: stream.file, line: line, encoding: .utf8)
    }
  }

  /// The file's name without its extension, with `-2`, `-3` … for a name met before; `stdin` for standard input.
  private func uniqueName(of path: String) -> String {
    let file = path.split(separator: "/").last ?? "stdin"
    let stem = path == "-" ? "stdin" : String(file.lastIndex(of: ".").map { file[..<$0] } ?? file)
    let name = stem.isEmpty ? String(file) : stem
    let count = names[name, default: 0] + 1
    names[name] = count
    guard count > 1 else { return name }
    let unique = "\(name)-\(count)"
    // A file of that very name may come later, or have come before.
    guard names[unique] == nil else { return uniqueName(of: path) }
    names[unique] = 1
    return unique
  }
}

extension InputFormat {
  /// By the extension; nil where it doesn't tell.
  init?(path: String) {
    let lowercased = path.lowercased()
    if lowercased.hasSuffix(".ndjson") || lowercased.hasSuffix(".jsonl") {
      self = .ndjson
    } else if lowercased.hasSuffix(".txt") || lowercased.hasSuffix(".text") {
      self = .text
    } else {
      return nil
    }
  }

  /// By the content: an object's opening brace, then a quotation mark.
  init(firstBytes: ArraySlice<UInt8>) {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let body = firstBytes.starts(with: mark) ? firstBytes.dropFirst(mark.count) : firstBytes
    let signs = body.lazy.filter { $0 > 0x20 }.prefix(2)
    self = signs.elementsEqual([UInt8(ascii: "{"), UInt8(ascii: "\"")]) ? .ndjson : .text
  }
}
