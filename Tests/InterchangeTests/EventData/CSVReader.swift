/// A reader of CSV written from RFC 4180 alone; strict, so that what it reads is what the RFC allows.
enum CSVReader {
  enum Failure: Error { case bareReturn, textAfterQuote, quoteInField, openQuote, noFinalLineEnd }

  static func rows(_ text: [UInt8]) throws -> [[String]] {
    var rows: [[String]] = []
    var row: [String] = []
    var field: [UInt8] = []
    var index = 0
    func endField() {
      row.append(String(decoding: field, as: UTF8.self))
      field = []
    }
    while index < text.count {
      if text[index] == UInt8(ascii: "\""), field.isEmpty {
        index += 1
        while true {
          guard index < text.count else { throw Failure.openQuote }
          if text[index] != UInt8(ascii: "\"") {
            field.append(text[index])
          } else if index + 1 < text.count, text[index + 1] == UInt8(ascii: "\"") {
            field.append(UInt8(ascii: "\""))
            index += 1
          } else {
            break
          }
          index += 1
        }
        index += 1
        guard index < text.count, text[index] == UInt8(ascii: ",") || text[index] == 0x0D else {
          throw Failure.textAfterQuote
        }
      }
      switch text[index] {
      case UInt8(ascii: ","): endField()
      case UInt8(ascii: "\""): throw Failure.quoteInField
      case 0x0D:
        guard index + 1 < text.count, text[index + 1] == 0x0A else { throw Failure.bareReturn }
        index += 1
        endField()
        rows.append(row)
        row = []
      case 0x0A: throw Failure.bareReturn
      default: field.append(text[index])
      }
      index += 1
    }
    guard row.isEmpty, field.isEmpty else { throw Failure.noFinalLineEnd }
    return rows
  }

  /// Rows by the names in the first one.
  static func records(_ text: [UInt8]) throws -> [[String: String]] {
    let rows = try rows(text)
    return rows.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(rows[0], $0)) }
  }
}
