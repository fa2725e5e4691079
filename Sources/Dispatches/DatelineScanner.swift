import GeoTypes

/// Reads `Erevan, 31 oct 2020 (AFP) -`, `Goma (RDC), 12 mars (AFP) -`, `BAMAKO (AFP) —` and their like at a position.
struct DatelineScanner {
  let text: UnsafeBufferPointer<UInt8>
  var position: Int
  let end: Int

  /// A dateline at the position, or nil: one or more cities, then a date or an agency (or both), then a dash.
  mutating func scan() -> Layout.Dateline? {
    let start = position
    let limit = min(end, start + 160)
    var cities: [Range<Int>] = []
    var found: ScannedDate?
    var agency: String?
    var isDateBehindComma = false
    guard let first = scanCity(limit: limit) else { return nil }
    cities.append(first)
    skipRegion(limit: limit)
    scanSecondCity(into: &cities, limit: limit)
    while peek(limit) == UInt8(ascii: ",") || peek(limit) == UInt8(ascii: "/") {
      position += 1
      skipSpace(limit)
      found = scanDate(limit: limit)
      if found != nil {
        isDateBehindComma = true
        break
      }
      guard let city = scanCity(limit: limit) else { return nil }
      cities.append(city)
      skipRegion(limit: limit)
    }
    skipSpace(limit)
    if found == nil {
      found = scanDate(limit: limit)
      skipSpace(limit)
    }
    if let byte = peek(limit), byte == UInt8(ascii: ",") {
      position += 1
      skipSpace(limit)
    }
    agency = scanAgency(limit: limit)
    guard agency != nil || found != nil else { return nil }
    skipSpace(limit)
    // After an agency in brackets the dash may be missing; after a bare date or an agency alone it may not.
    guard
      skipDash(limit) || (agency != nil && found != nil)
        || (isDateBehindComma && found?.date != nil && endsAlone(limit))
    else {
      return nil
    }
    var dateline = Layout.Dateline(
      range: start..<position, cities: cities, date: found?.date, dateRange: found?.range, agency: agency)
    if dateline.date == nil {
      dateline.day = found?.day
      dateline.month = found?.month
    }
    return dateline
  }

  /// `DUNKERQUE – CALAIS, 4 septembre`: a dash between two cities, where a comma closes the second.
  private mutating func scanSecondCity(into cities: inout [Range<Int>], limit: Int) {
    var probe = self
    probe.skipSpace(limit)
    guard probe.skipDash(limit), let city = probe.scanCity(limit: limit) else { return }
    probe.skipRegion(limit: limit)
    guard probe.peek(limit) == UInt8(ascii: ",") else { return }
    cities.append(city)
    self = probe
  }

  /// Whether a full date closes the dateline by itself: at a full stop or the line's end.
  private mutating func endsAlone(_ limit: Int) -> Bool {
    if peek(limit) == UInt8(ascii: ".") {
      position += 1
      return true
    }
    // The space behind the date is skipped already.
    return position > 0 && position <= text.count && text[position - 1] == 0x0A
  }

  private struct ScannedDate {
    var date: CalendarDate?
    var day: Int?
    var month: Int?
    var range: Range<Int>
  }

  private func peek(_ limit: Int) -> UInt8? { position < limit ? text[position] : nil }

  private mutating func skipSpace(_ limit: Int) {
    while position < limit {
      if text[position] <= 0x20 {
        position += 1
      } else if position + 1 < limit, text[position] == 0xC2, text[position + 1] == 0xA0 {
        position += 2
      } else if position + 2 < limit, text[position] == 0xE2, text[position + 1] == 0x80,
        text[position + 2] == 0xAF
      {
        position += 3
      } else {
        return
      }
    }
  }

  private mutating func skipDash(_ limit: Int) -> Bool {
    var found = false
    while position < limit {
      if text[position] == 0x2D || text[position] == 0x3D {
        position += 1
      } else if position + 2 < limit, text[position] == 0xE2, text[position + 1] == 0x80,
        text[position + 2] == 0x93 || text[position + 2] == 0x94
      {
        position += 3
      } else {
        break
      }
      found = true
    }
    return found
  }

  /// One word: letters with inner hyphens and apostrophes.
  private func word(at start: Int, limit: Int) -> Range<Int>? {
    var end = start
    while end < limit {
      let byte = text[end]
      if isLetter(byte, at: end) {
        end += 1
      } else if end > start, byte == 0x2D || byte == 0x27, end + 1 < limit,
        isLetter(text[end + 1], at: end + 1)
      {
        end += 1
      } else if end > start, byte == 0xE2, end + 3 < limit, text[end + 1] == 0x80, text[end + 2] == 0x99,
        isLetter(text[end + 3], at: end + 3)
      {
        end += 3
      } else {
        break
      }
    }
    return end > start ? start..<end : nil
  }

  /// ASCII letters and the bytes of two-byte Latin letters.
  private func isLetter(_ byte: UInt8, at index: Int) -> Bool {
    if (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A && byte < 0x80 { return true }
    if byte >= 0xC3 && byte <= 0xCA { return true }
    return byte >= 0x80 && byte < 0xC0 && index > 0 && text[index - 1] >= 0xC3 && text[index - 1] <= 0xCA
  }

  private func isUppercase(at index: Int) -> Bool {
    let byte = text[index]
    if byte >= 0x41 && byte <= 0x5A { return true }
    guard index + 1 < text.count else { return false }
    if byte == 0xC3 { return text[index + 1] < 0xA0 }
    return byte >= 0xC4 && byte <= 0xC9 && text[index + 1] & 1 == 0
  }

  private static let connectors: Set<String> = [
    "de", "du", "des", "la", "le", "les", "sur", "sous", "en", "aux", "au", "el", "al", "del", "dos", "das",
    "do",
    "da", "di", "lès", "lez",
  ]

  /// Up to five words, the first capitalised, the others capitalised or connectors.
  private mutating func scanCity(limit: Int) -> Range<Int>? {
    skipSpace(limit)
    guard let first = word(at: position, limit: limit), isUppercase(at: first.lowerBound) else { return nil }
    var last = first
    position = first.upperBound
    for _ in 0..<4 {
      let mark = position
      skipSpace(limit)
      // A city stands on one line; what is above it is a headline.
      guard position > mark, !text[mark..<position].contains(0x0A),
        let next = word(at: position, limit: limit)
      else {
        position = mark
        break
      }
      let isConnector = DatelineScanner.connectors.contains(String(decoding: text[next], as: UTF8.self))
      guard isConnector || isUppercase(at: next.lowerBound) else {
        position = mark
        break
      }
      position = next.upperBound
      if !isConnector { last = next }
    }
    position = last.upperBound
    return first.lowerBound..<last.upperBound
  }

  /// ` (Niger)` between the city and the date: skipped unless it is the agency, that is unless a dash follows.
  private mutating func skipRegion(limit: Int) {
    let mark = position
    skipSpace(limit)
    guard peek(limit) == UInt8(ascii: "("),
      let close = text[position..<limit].firstIndex(of: UInt8(ascii: ")"))
    else {
      position = mark
      return
    }
    var probe = self
    probe.position = close + 1
    probe.skipSpace(limit)
    if probe.skipDash(limit) {
      position = mark
    } else {
      position = close + 1
    }
  }

  /// `(AFP)`, `(awp/ats)`, `[AlterPresse]`; of `(Lusa, traduction)` the part before the comma.
  private mutating func scanAgency(limit: Int) -> String? {
    let open = peek(limit)
    guard open == UInt8(ascii: "(") || open == UInt8(ascii: "["),
      let close = text[position..<limit].firstIndex(
        of: open == UInt8(ascii: "(") ? UInt8(ascii: ")") : UInt8(ascii: "]")),
      close > position + 1, close - position < 56
    else { return nil }
    let comma = text[position..<close].firstIndex(of: UInt8(ascii: ",")) ?? close
    guard comma - position < 32 else { return nil }
    let name = String(decoding: text[(position + 1)..<comma], as: UTF8.self)
    position = close + 1
    return name
  }

  /// `31 oct 2020`, `lundi 16 août 2021`, `le 7 juillet`, `1er mai`, `2020-10-31`, `31/10/2020`.
  private mutating func scanDate(limit: Int) -> ScannedDate? {
    let mark = position
    let start = position
    if let weekdayOrArticle = word(at: position, limit: limit),
      !isUppercase(at: position) || weekdayOrArticle.count > 4
    {
      let name = String(decoding: text[weekdayOrArticle], as: UTF8.self).lowercased()
      if name == "le" || MonthNames.weekdays.contains(name) {
        position = weekdayOrArticle.upperBound
        skipSpace(limit)
        if let next = word(at: position, limit: limit),
          MonthNames.weekdays.contains(String(decoding: text[next], as: UTF8.self).lowercased())
        {
          position = next.upperBound
          skipSpace(limit)
        }
      }
    }
    guard let first = number(limit) else {
      position = mark
      return nil
    }
    if let byte = peek(limit), byte == 0x2D || byte == 0x2F,
      let rest = numericRest(after: first, separator: byte, limit: limit)
    {
      return ScannedDate(date: rest, range: start..<position)
    }
    if peek(limit) == 0x2F {
      // `11/07`: day and month.
      position += 1
      if let second = number(limit), (1...12).contains(second), (1...31).contains(first) {
        return ScannedDate(date: nil, day: first, month: second, range: start..<position)
      }
      position = mark
      return nil
    }
    if let ordinal = word(at: position, limit: limit), text[ordinal].elementsEqual("er".utf8) {
      position = ordinal.upperBound
    }
    skipSpace(limit)
    guard let monthWord = word(at: position, limit: limit),
      let month = MonthNames.month(named: String(decoding: text[monthWord], as: UTF8.self))
    else {
      position = mark
      return nil
    }
    position = monthWord.upperBound
    if peek(limit) == UInt8(ascii: ".") { position += 1 }
    let afterMonth = position
    skipSpace(limit)
    guard let year = number(limit), year > 999 else {
      position = afterMonth
      return ScannedDate(date: nil, day: first, month: month, range: start..<afterMonth)
    }
    return ScannedDate(
      date: CalendarDate(year: year, month: month, day: first), day: first, month: month,
      range: start..<position)
  }

  private mutating func number(_ limit: Int) -> Int? {
    var value = 0
    let start = position
    while let byte = peek(limit), byte >= 48, byte <= 57, position - start < 5 {
      value = value * 10 + Int(byte - 48)
      position += 1
    }
    return position > start ? value : nil
  }

  private mutating func numericRest(after first: Int, separator: UInt8, limit: Int) -> CalendarDate? {
    let mark = position
    position += 1
    guard let second = number(limit), peek(limit) == separator else {
      position = mark
      return nil
    }
    position += 1
    guard let third = number(limit),
      let date = first > 31
        ? CalendarDate(year: first, month: second, day: third)
        : CalendarDate(year: third < 100 ? 2000 + third : third, month: second, day: first)
    else {
      position = mark
      return nil
    }
    return date
  }
}
