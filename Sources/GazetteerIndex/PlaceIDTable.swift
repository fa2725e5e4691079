/// The drafts of places by their ids: GeoNames numbers in a table of numbers, other ids as strings.
struct PlaceIDTable: Sendable {
  private var numbers = NumberTable()
  /// All ids that are no GeoNames numbers, of places and of what places refer to.
  private(set) var texts = ByteInterner()
  /// For each text, its place's draft or none.
  private var placeOfText = [IndexFormat.none]

  init() {
    // Text 0 is none.
    _ = texts.intern("")
  }

  /// The id's code; a text's number stands in the place of its string.
  mutating func code(_ id: UnsafeRawBufferPointer) -> IDCode {
    if let number = IDCode.number(of: id) { return IDCode(number: number) }
    let text = texts.intern(id)
    if text == placeOfText.count { placeOfText.append(IndexFormat.none) }
    return IDCode(text: UInt32(text))
  }

  /// The draft of the place with this code.
  func draft(_ code: IDCode) -> UInt32? {
    let draft = code.number.map { numbers.find($0) } ?? placeOfText[Int(code.text)]
    return draft == IndexFormat.none ? nil : draft
  }

  func draft(_ id: UnsafeRawBufferPointer) -> UInt32? {
    if let number = IDCode.number(of: id) { return draft(IDCode(number: number)) }
    return texts.find(id).flatMap { draft(IDCode(text: UInt32($0))) }
  }

  /// Puts a draft under a code that has none.
  mutating func set(_ code: IDCode, _ draft: UInt32) {
    if let number = code.number {
      numbers.insert(number, draft)
    } else {
      placeOfText[Int(code.text)] = draft
    }
  }

  func string(_ code: IDCode) -> String {
    code.number.map { "gn:\($0)" } ?? texts.string(Int(code.text))
  }

  /// Whether one id comes before another in the order of section `placesByID`.
  func comes(_ left: IDCode, before right: IDCode) -> Bool {
    if let left = left.number { return right.number.map { left < $0 } ?? true }
    guard right.number == nil else { return false }
    return texts.bytes.withUnsafeBytes { bytes in
      let left = UnsafeRawBufferPointer(rebasing: bytes[texts.range(Int(left.text))])
      let right = UnsafeRawBufferPointer(rebasing: bytes[texts.range(Int(right.text))])
      return compareBytes(left, right) < 0
    }
  }
}

/// Numbers by numbers, neither of them `IndexFormat.none`.
struct NumberTable: Sendable {
  private struct Slot {
    var key = IndexFormat.none
    var value = IndexFormat.none
  }
  /// Open-addressed, a power of two, at most three quarters full.
  private var slots = [Slot](repeating: Slot(), count: 1024)
  private var count = 0

  private func slot(of key: UInt32) -> Int {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: (UInt64(key) &* 0x9E37_79B9_7F4A_7C15) >> 32) & mask
    return slots.withUnsafeBufferPointer { slots in
      while slots[slot].key != key, slots[slot].key != IndexFormat.none { slot = (slot + 1) & mask }
      return slot
    }
  }

  /// None where there is nothing.
  func find(_ key: UInt32) -> UInt32 { slots[slot(of: key)].value }

  mutating func insert(_ key: UInt32, _ value: UInt32) {
    if count * 4 >= slots.count * 3 {
      let old = slots
      slots = [Slot](repeating: Slot(), count: old.count * 2)
      for entry in old where entry.key != IndexFormat.none { slots[slot(of: entry.key)] = entry }
    }
    slots[slot(of: key)] = Slot(key: key, value: value)
    count += 1
  }
}
