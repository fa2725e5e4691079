internal import GeoTypes

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// One line of an NDJSON stream: the known keys, typed, and the others as they were written.
struct DispatchRecord {
  var id: String
  var text: String
  var published: CalendarDate?
  var headline: String?
  var source: String?
  var language: String?
  /// The unknown members as one JSON object, in their order, each value byte for byte; nil for none.
  var input: String?

  static let knownKeys: Set<String> = ["id", "text", "published", "headline", "source", "language"]

  /// Reads one line.
  ///
  /// - Throws: `InputError` with the line: `encoding` for what is no UTF-8, `json` for what is not one JSON object,
  ///   `field` for a known key that is missing or of the wrong type, `empty` and `binary` for such a text.
  init(line bytes: [UInt8], file: String, number: Int) throws(InputError) {
    func refusal(_ code: InputError.Code, byte: Int? = nil, id: String? = nil, _ message: String)
      -> InputError
    {
      InputError(code, file: file, line: number, byte: byte, id: id, message)
    }
    if let byte = UTF8Validation(of: bytes).firstInvalid {
      throw refusal(
        .encoding, byte: byte,
        "expected UTF-8, as JSON requires, found 0x\(String(bytes[byte], radix: 16, uppercase: true))")
    }
    let members: Members
    do {
      members = try JSONDecoder().decode(Members.self, from: Data(bytes))
    } catch DecodingError.typeMismatch {
      throw refusal(.json, "expected one JSON object on the line, found another value")
    } catch {
      throw refusal(.json, "expected one JSON object on the line, found what is not JSON")
    }
    let id = try? members.string("id").get()
    func field<Value>(_ result: Result<Value, FieldError>) throws(InputError) -> Value {
      switch result {
      case .success(let value): value
      case .failure(let error): throw refusal(.field, id: id, error.message)
      }
    }
    guard let knownID = try field(members.string("id")) else {
      throw refusal(.field, "expected a string \"id\", found none")
    }
    guard let text = try field(members.string("text")) else {
      throw refusal(.field, id: knownID, "expected a string \"text\", found none")
    }
    if let position = text.utf8.firstIndex(of: 0) {
      let byte = text.utf8.distance(from: text.utf8.startIndex, to: position)
      throw refusal(.binary, id: knownID, "expected text, found a NUL character at byte \(byte) of \"text\"")
    }
    if text.utf8.allSatisfy({ $0 <= 0x20 }) {
      throw refusal(.empty, id: knownID, "expected text, found none in \"text\"")
    }
    self.id = knownID
    self.text = text
    if let published = try field(members.string("published")) {
      guard let date = DispatchRecord.date(published) else {
        throw refusal(
          .field, id: knownID,
          "expected a date such as 2020-10-31 or a date-time in \"published\", found \"\(published)\"")
      }
      self.published = date
    }
    headline = try field(members.string("headline"))
    source = try field(members.string("source"))
    language = try field(members.string("language"))
    input = JSONMembers(ofObject: bytes).text(except: DispatchRecord.knownKeys)
  }

  /// The day of an ISO 8601 date or date-time, in the date-time's own zone.
  private static func date(_ text: String) -> CalendarDate? {
    guard let date = CalendarDate(iso8601: text.prefix(10)) else { return nil }
    guard let separator = text.dropFirst(10).first else { return date }
    return separator == "T" || separator == "t" || separator == " " ? date : nil
  }
}

private struct FieldError: Error {
  var message: String
}

/// The known members of the object; each is looked at only when it is asked for, so that one error names one key.
private struct Members: Decodable {
  private struct Key: CodingKey {
    var stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  private let container: KeyedDecodingContainer<Key>

  init(from decoder: any Decoder) throws {
    container = try decoder.container(keyedBy: Key.self)
  }

  /// The string of a key; nil where the key is missing or null.
  func string(_ key: String) -> Result<String?, FieldError> {
    do {
      return .success(try container.decodeIfPresent(String.self, forKey: Key(stringValue: key)))
    } catch DecodingError.typeMismatch {
      return .failure(FieldError(message: "expected a string in \"\(key)\", found another type"))
    } catch {
      return .failure(FieldError(message: "expected a string in \"\(key)\", found a damaged one"))
    }
  }
}
