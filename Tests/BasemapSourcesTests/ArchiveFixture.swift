@testable import Basemap

/// A ZIP archive of stored members (PKWARE, APPNOTE.TXT 6.3.10), written apart from its reader.
func archive(_ members: [(name: String, bytes: [UInt8])]) -> [UInt8] {
  /// CRC-32 (ISO 3309), bit by bit.
  func checksum(_ bytes: [UInt8]) -> UInt32 {
    var value = UInt32.max
    for byte in bytes {
      value ^= UInt32(byte)
      for _ in 0..<8 { value = value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1 }
    }
    return ~value
  }
  /// From the version to the lengths of name and extra field, as both headers have them.
  func common(_ member: (name: String, bytes: [UInt8])) -> [UInt8] {
    var bytes: [UInt8] = [20, 0, 0, 0, 0, 0, 0, 0, 0, 0]
    bytes.append(little: checksum(member.bytes))
    for _ in 0..<2 { bytes.append(little: UInt32(member.bytes.count)) }
    bytes.append(little: UInt16(member.name.utf8.count))
    return bytes + [0, 0]
  }
  var body: [UInt8] = []
  var directory: [UInt8] = []
  for member in members {
    directory += [0x50, 0x4B, 1, 2, 20, 0] + common(member) + [UInt8](repeating: 0, count: 10)
    directory.append(little: UInt32(body.count))
    directory += Array(member.name.utf8)
    body += [0x50, 0x4B, 3, 4] + common(member) + Array(member.name.utf8) + member.bytes
  }
  var end: [UInt8] = [0x50, 0x4B, 5, 6, 0, 0, 0, 0]
  for _ in 0..<2 { end.append(little: UInt16(members.count)) }
  end.append(little: UInt32(directory.count))
  end.append(little: UInt32(body.count))
  return body + directory + end + [0, 0]
}
