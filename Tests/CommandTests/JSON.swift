import Foundation

/// Foundation's reader of JSON: another program than the one that wrote it.
enum JSON {
  static func object(_ text: String) throws -> [String: Any]? {
    try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
  }
}
