import Dispatches
import GazetteerIndex
import GeoTypes

/// A stretch of text that may be a name, before anything is decided about it.
struct Spot {
  /// The longest name of the gazetteer that starts here; nil where there is none.
  var match: Match?
  /// The capitalised words that stand together here.
  var chunk: Range<Int>
  var sentence: Int
  /// What stands before the name.
  var left: LeftContext
}

/// A name of the gazetteer where it stands in the text.
struct Match {
  var tokens: Range<Int>
  var name: NameRef
}

/// What stands before a name: read leftwards, over articles.
struct LeftContext {
  enum Preposition {
    case none, locative, a, de, entre, other
    /// Whether it is one that places stand behind.
    var precedesPlaces: Bool { self == .a || self == .locative }
  }
  var preposition: Preposition = .none
  /// Token index of the word that governs: the preposition, or what stands directly before the name.
  var head: Int?
  var hasDeterminer = false
  /// The generic noun that announces the name: `ville de X`, `province du X`, `fleuve X`.
  var generic: Lexicon.Generic?
  var genericToken: Int?
  var isPlural = false
}

extension Annotated {
  /// Reads what stands before token `index`, not beyond `start` (the sentence's first token).
  func leftContext(of index: Int, start: Int) -> LeftContext {
    var context = LeftContext()
    var position = index - 1
    if position >= start, has(position, .determiner), !has(position, .a) || sign(position) != 0 {
      context.hasDeterminer = true
      position -= 1
    }
    guard position >= start else { return context }
    if isOpening(position) { position -= 1 }
    guard position >= start else { return context }
    context.head = position
    let classes = classes(position)
    if classes.contains(.de) {
      context.preposition = .de
      // "du Mali" carries its article; "des".
      var before = position - 1
      // Adjectives between: "ville stratégique de X", "ville portuaire de X".
      var skipped = 0
      while before >= start, skipped < 2, tokens[before].kind == .word, tokens[before].shape == .lower,
        !has(before, [.generic, .locative, .de, .a, .determiner, .direction])
      {
        before -= 1
        skipped += 1
      }
      if before >= start {
        if let generic = entries[before].generic {
          // "un village du Mali", "port de la Baltique" say where it is, "ville de Gao" what it is called.
          let isLocated =
            generic.isInhabited && (context.hasDeterminer || contractedArticle(position) != nil)
          if isLocated {
            context.preposition = .locative
          } else {
            context.generic = generic
            context.genericToken = before
            if has(before, .locative) { context.preposition = .locative }
          }
        } else if has(before, [.locative, .direction]) {
          context.preposition = .locative
        }
      }
    } else if classes.contains(.a) {
      context.preposition = .a
    } else if classes.contains(.locative) {
      context.preposition = classes.contains(.between) ? .entre : .locative
    } else if let generic = entries[position].generic {
      context.generic = generic
      context.genericToken = position
    } else {
      context.preposition = tokens[position].kind == .word ? .other : .none
    }
    if let token = context.genericToken {
      let last = bytes[Int(tokens[token].end) - 1]
      context.isPlural = last == UInt8(ascii: "s") || last == UInt8(ascii: "x")
    }
    return context
  }

  func isOpening(_ index: Int) -> Bool {
    let token = tokens[index]
    guard token.kind == .punctuation else { return false }
    let byte = bytes[Int(token.start)]
    if byte == 0x22 || byte == 0x28 { return true }
    if byte == 0xC2 { return bytes[Int(token.start) + 1] == 0xAB }
    return byte == 0xE2 && token.end - token.start == 3 && bytes[Int(token.start) + 1] == 0x80
      && bytes[Int(token.start) + 2] == 0x9C
  }

  /// » ” " at the end of a quotation.
  func isClosing(_ index: Int) -> Bool {
    let token = tokens[index]
    guard token.kind == .punctuation else { return false }
    let byte = bytes[Int(token.start)]
    if byte == 0x22 { return true }
    if byte == 0xC2 { return bytes[Int(token.start) + 1] == 0xBB }
    return byte == 0xE2 && token.end - token.start == 3 && bytes[Int(token.start) + 1] == 0x80
      && bytes[Int(token.start) + 2] == 0x9D
  }

  /// The capitalised words that stand together from `index`: hyphenated parts, and following capitalised words.
  func chunk(at index: Int, limit: Int, isUpper: Bool) -> Range<Int> {
    var end = index + 1
    while end < limit {
      if isHyphenJoint(end, limit: limit) {
        end += 2
      } else if !isUpper, has(end, .particle), !isCapital(end), tokens[end].end - tokens[end].start == 2,
        isHyphenJoint(end + 1 < limit ? end + 1 : end, limit: limit), end + 2 < limit, isCapital(end + 2)
      {
        // "Khallat al-Forjan": the particle of another language, which a hyphen joins.
        end += 3
      } else if !isUpper, isCapital(end), tokens[end].spaceBefore, sign(end - 1) == 0,
        !endsWithElision(end - 1)
      {
        end += 1
      } else {
        break
      }
    }
    return index..<end
  }

  /// Whether a token is the consonant with which names of other languages begin, not an elided French word: "N'Djamena",
  /// "M'Bour", "Ch'i".
  func beginsName(_ index: Int, limit: Int) -> Bool {
    guard index + 1 < limit, endsWithElision(index), isCapital(index), isCapital(index + 1),
      !tokens[index + 1].spaceBefore
    else { return false }
    switch bytes[Int(tokens[index].start)] | 0x20 {
    case UInt8(ascii: "d"), UInt8(ascii: "l"), UInt8(ascii: "j"), UInt8(ascii: "s"), UInt8(ascii: "q"):
      return false
    default: return true
    }
  }

  /// The first whole word of a name: behind the consonant of "N'Djamena".
  func firstWord(of name: Range<Int>) -> Int {
    beginsName(name.lowerBound, limit: name.upperBound) ? name.lowerBound + 1 : name.lowerBound
  }

  func endsWithElision(_ index: Int) -> Bool {
    let last = bytes[Int(tokens[index].end) - 1]
    return last == 0x27 || last == 0x99
  }
}
