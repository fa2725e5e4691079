/// The members of one JSON object as slices of its source, so that a value can be handed on byte for byte (a number
/// keeps its digits, an object its order).
///
/// Not a parser: the object has been accepted by one before. On anything else the members are wrong, but nothing traps.
struct JSONMembers {
  private var members: [(key: ArraySlice<UInt8>, value: ArraySlice<UInt8>)] = []

  init(ofObject bytes: [UInt8]) {
    guard var index = bytes.firstIndex(of: UInt8(ascii: "{")) else { return }
    index += 1
    while let keyStart = bytes[index...].firstIndex(of: UInt8(ascii: "\"")) {
      let keyEnd = JSONMembers.endOfString(in: bytes, from: keyStart)
      guard let colon = bytes[keyEnd...].firstIndex(of: UInt8(ascii: ":")) else { return }
      let valueEnd = JSONMembers.endOfValue(in: bytes, from: colon + 1)
      members.append((bytes[keyStart..<keyEnd], JSONMembers.trimmed(bytes[(colon + 1)..<valueEnd])))
      guard valueEnd < bytes.count, bytes[valueEnd] == UInt8(ascii: ",") else { return }
      index = valueEnd + 1
    }
  }

  /// The members but those of some (unescaped) keys as one object; nil where none is left.
  func text(except keys: Set<String>) -> String? {
    var object = ""
    for (key, value) in members
    where !keys.contains(String(decoding: key.dropFirst().dropLast(), as: UTF8.self)) {
      object += object.isEmpty ? "{" : ","
      object += String(decoding: key, as: UTF8.self) + ":" + String(decoding: value, as: UTF8.self)
    }
    return object.isEmpty ? nil : object + "}"
  }

  /// The offset after the closing quotation mark of a string that starts at `start`.
  private static func endOfString(in bytes: [UInt8], from start: Int) -> Int {
    var index = start + 1
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "\\"): index += 2
      case UInt8(ascii: "\""): return index + 1
      default: index += 1
      }
    }
    return bytes.count
  }

  /// The offset of the comma or brace that ends the value of a member.
  private static func endOfValue(in bytes: [UInt8], from start: Int) -> Int {
    var depth = 0
    var index = start
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "\""):
        index = endOfString(in: bytes, from: index)
        continue
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        if depth == 0 { return index }
        depth -= 1
      case UInt8(ascii: ","):
        if depth == 0 { return index }
      default: break
      }
      index += 1
    }
    return bytes.count
  }

  private static func trimmed(_ slice: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var slice = slice
    while let first = slice.first, first <= 0x20 { slice.removeFirst() }
    while let last = slice.last, last <= 0x20 { slice.removeLast() }
    return slice
  }
}
