internal import Incidents

/// Scores time expressions and the dateline.
struct TimeScorer {
  let gold: GoldDocument
  let found: FoundDocument

  func score(into score: inout DocumentScore) {
    if gold.layers.contains(.datelines) { dateline(&score) }
    if gold.layers.contains(.times) { times(&score) }
  }

  private func dateline(_ score: inout DocumentScore) {
    guard let wanted = gold.dateline else {
      score.tally.hit(.datelineAbsent, found.dateline == nil)
      if let invented = found.dateline { score.note(.dateline, invented.span, "none, found one", in: gold) }
      return
    }
    let other = found.dateline
    let parts: [(figure: ShareFigure, isRight: Bool, note: String)] = [
      (
        .datelineCity, other?.span == wanted.span,
        "city, found `\(other.map { gold.text[$0.span] } ?? "none")`"
      ),
      (
        .datelineDate, other?.date == wanted.date,
        "\(wanted.date ?? "no date"), found \(other?.date ?? "none")"
      ),
      (
        .datelineAgency, other?.agency == wanted.agency,
        "\(wanted.agency ?? "no agency"), found \(other?.agency ?? "none")"
      ),
    ]
    for part in parts {
      score.tally.hit(part.figure, part.isRight)
      if !part.isRight { score.note(.dateline, wanted.span, part.note, in: gold) }
    }
    score.tally.hit(.dateline, parts.allSatisfy(\.isRight))
  }

  /// Neither side's times in ignored spans (the dateline) are counted.
  private func times(_ score: inout DocumentScore) {
    func isCounted(_ span: Span) -> Bool { !gold.ignored.contains { $0.overlaps(span) } }
    let asked = gold.times.filter { isCounted($0.span) }
    let times = found.times.filter { time in
      // A kind that is not asked for counts where it is what another annotator calls by another name.
      isCounted(time.span)
        && (gold.timeKinds?.contains(time.kind) ?? true || asked.contains { $0.span.overlaps(time.span) })
    }
    let text = gold.text
    func exact(_ left: GoldTime, _ right: FoundTime) -> Bool {
      TimeEdges.trimmed(left.span, in: text) == TimeEdges.trimmed(right.span, in: text)
    }
    let pairs = Pairing.greedy(asked, times) { left, right in
      let overlap = left.span.overlap(right.span)
      return overlap <= 0 ? 0 : overlap + (exact(left, right) ? 1000 : 0)
    }
    func isExact(_ pair: Pairing.Pair) -> Bool { exact(asked[pair.gold], times[pair.found]) }
    func hasValue(_ pair: Pairing.Pair) -> Bool { asked[pair.gold].accepts(times[pair.found]) }
    func add(_ figure: PairFigure, _ isRight: (Pairing.Pair) -> Bool) {
      score.tally.add(figure, gold: asked.count, found: times.count, right: pairs.count { isRight($0) })
    }
    add(.timeSpan, isExact)
    if gold.layers.contains(.timeValues) {
      add(.timeValue, hasValue)
      add(.time) { isExact($0) && hasValue($0) }
      func isDate(_ kind: TimeExpression.Kind) -> Bool { kind == .date || kind == .time }
      score.tally.add(
        .timeDates, gold: asked.count { isDate($0.kind) }, found: times.count { isDate($0.kind) },
        right: pairs.count {
          isExact($0) && hasValue($0) && isDate(asked[$0.gold].kind) && isDate(times[$0.found].kind)
        })
    }
    note(pairs, asked, times, isExact, hasValue, &score)
  }

  private func note(
    _ pairs: [Pairing.Pair], _ asked: [GoldTime], _ times: [FoundTime], _ isExact: (Pairing.Pair) -> Bool,
    _ hasValue: (Pairing.Pair) -> Bool, _ score: inout DocumentScore
  ) {
    let match = Dictionary(uniqueKeysWithValues: pairs.map { ($0.gold, $0) })
    for (index, time) in asked.enumerated() {
      guard let pair = match[index] else {
        score.note(.timeMissed, time.span, time.values.first ?? time.kind.rawValue, in: gold)
        continue
      }
      let other = times[pair.found]
      if !isExact(pair) { score.note(.timeSpan, time.span, "found `\(gold.text[other.span])`", in: gold) }
      if gold.layers.contains(.timeValues), !hasValue(pair) {
        score.note(.timeValue, time.span, "\(time.wanted), found \(other.value)", in: gold)
      }
    }
    let matched = Set(pairs.map(\.found))
    for (index, time) in times.enumerated() where !matched.contains(index) {
      score.note(.timeSpurious, time.span, time.value, in: gold)
    }
  }
}

extension GoldTime {
  /// Whether a found time has one of the accepted values, or covers accepted days.
  ///
  /// Seconds of zero do not count (`T12:00:00` is `T12:00`); a value without a day (`T07`) is met by that time of any day.
  func accepts(_ found: FoundTime) -> Bool {
    let value = GoldTime.plain(found.value)
    for wanted in values.lazy.map({ GoldTime.plain($0) }) {
      if wanted == value { return true }
      if wanted.first == "T", let clock = value.firstIndex(of: "T"), wanted == value[clock...] { return true }
    }
    guard let start = found.days?.start, let end = found.days?.end else { return false }
    return days.contains { $0 == start...end }
  }

  fileprivate var wanted: String {
    values.first ?? days.first.map { "\($0.lowerBound)…\($0.upperBound)" } ?? "no value"
  }

  /// Without seconds of zero.
  private static func plain(_ value: String) -> String {
    guard let clock = value.lastIndex(of: "T") else { return value }
    let time = value[value.index(after: clock)...]
    guard time.count == 8, time.hasSuffix(":00") else { return value }
    return String(value.dropLast(3))
  }
}
