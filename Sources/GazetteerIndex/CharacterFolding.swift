/// How single characters are folded and classed; `NameKey` makes words and names of it.
package enum CharacterFolding {
  /// What a character does in running text.
  enum Class: UInt8 {
    /// Letters, digits and the marks that combine with them.
    case word
    case space
    case hyphen
    case apostrophe
    case period
    case other
  }

  /// The scalar whose UTF-8 starts at `offset`, and its length in bytes. A byte that starts no well-formed
  /// sequence is U+FFFD of length 1, so that any bytes can be walked through.
  @inline(__always)
  package static func scalar(
    _ text: UnsafeBufferPointer<UInt8>, _ offset: Int
  ) -> (value: UInt32, length: Int) {
    let lead = text[offset]
    if lead < 0x80 { return (UInt32(lead), 1) }
    let left = text.count - offset
    @inline(__always) func next(_ index: Int) -> UInt32? {
      let byte = text[offset + index]
      return byte & 0xC0 == 0x80 ? UInt32(byte & 0x3F) : nil
    }
    if lead >= 0xC2, lead < 0xE0 {
      if left >= 2, let a = next(1) { return (UInt32(lead & 0x1F) << 6 | a, 2) }
    } else if lead >= 0xE0, lead < 0xF0 {
      if left >= 3, let a = next(1), let b = next(2) {
        let value = UInt32(lead & 0x0F) << 12 | a << 6 | b
        if value >= 0x800, value & 0xF800 != 0xD800 { return (value, 3) }
      }
    } else if lead >= 0xF0, lead < 0xF5 {
      if left >= 4, let a = next(1), let b = next(2), let c = next(3) {
        let value = UInt32(lead & 0x07) << 18 | a << 12 | b << 6 | c
        if value >= 0x10000, value < 0x11_0000 { return (value, 4) }
      }
    }
    return (0xFFFD, 1)
  }

  @inline(__always)
  static func isASCIIWord(_ byte: UInt8) -> Bool {
    byte &- 0x61 < 26 || byte &- 0x41 < 26 || byte &- 0x30 < 10
  }

  @inline(__always)
  static func classOfASCII(_ byte: UInt8) -> Class {
    if isASCIIWord(byte) { return .word }
    switch byte {
    case 0x20, 0x09...0x0D: return .space
    case UInt8(ascii: "-"): return .hyphen
    case UInt8(ascii: "'"), UInt8(ascii: "`"): return .apostrophe
    case UInt8(ascii: "."): return .period
    default: return .other
    }
  }

  /// The class of any scalar. Letters are told from signs by blocks: what is not a known sign is a letter, so
  /// that names in every script are words.
  static func classOf(_ scalar: UInt32) -> Class {
    switch scalar {
    case 0..<0x80: return classOfASCII(UInt8(scalar))
    case 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: return .space
    case 0xAD, 0x200B...0x200D, 0x2060, 0xFEFF: return .word  // invisible: dropped inside a word
    case 0xB4, 0x2BC, 0x2018, 0x2019, 0x201B, 0x2032, 0xFF07: return .apostrophe
    case 0x2010...0x2013, 0x2212, 0xFE63, 0xFF0D: return .hyphen
    case 0xAA, 0xB5, 0xBA: return .word
    case 0x80...0xBF, 0xD7, 0xF7: return .other
    case 0x37E, 0x387, 0x55A...0x55F, 0x589, 0x58A, 0x5BE, 0x5C0, 0x5C3, 0x5F3, 0x5F4: return .other
    case 0x60C, 0x61B, 0x61F, 0x66A...0x66D, 0x6D4, 0x964, 0x965, 0x104A, 0x104B, 0x1361...0x1368:
      return .other
    case 0x2000...0x2BFF, 0x2E00...0x2E7F, 0x3001...0x3004, 0x3008...0x3020, 0xFF01...0xFF0F, 0xFF1A...0xFF20:
      return .other
    case 0xE000...0xF8FF, 0xFE00...0xFE6F, 0xFFF0...0xFFFF, 0x1F000...0x1FAFF: return .other
    default: return .word
    }
  }

  /// Whether the scalar is a lower-case letter; a letter of a script without case is none.
  static func isLowerCase(_ scalar: UInt32) -> Bool {
    if scalar < 0x80 { return scalar &- 0x61 < 26 }
    return Unicode.Scalar(scalar)?.properties.isLowercase ?? false
  }

  /// Gives the folded UTF-8 of one non-ASCII scalar of class `word`, byte by byte (none, where it is dropped).
  @inline(__always)
  static func fold(_ scalar: UInt32, _ emit: (UInt8) -> Void) {
    if scalar >= 0xC0, scalar < 0x2B0 {
      foldLatin(scalar, latin, Int(scalar - 0xC0), emit)
    } else if scalar >= 0x1E00, scalar < 0x1F00 {
      foldLatin(scalar, latinAdditional, Int(scalar - 0x1E00), emit)
    } else {
      foldOther(scalar, emit)
    }
  }

  @inline(__always)
  private static func foldLatin(
    _ scalar: UInt32, _ table: StaticString, _ index: Int, _ emit: (UInt8) -> Void
  ) {
    let entry = table.utf8Start + 2 * index
    let padding = UInt8(ascii: ".")
    if entry[0] == UInt8(ascii: "?") {
      lowercase(scalar, emit)
    } else if entry[0] != padding {
      emit(entry[0])
      if entry[1] != padding { emit(entry[1]) }
    }
  }

  private static func foldOther(_ scalar: UInt32, _ emit: (UInt8) -> Void) {
    switch scalar {
    // Combining marks, modifier letters (the ayn and hamza of transliterations), joiners, vowel points.
    case 0x2B0...0x36F, 0x1AB0...0x1AFF, 0x1DC0...0x1DFF, 0xAD, 0x200B...0x200D, 0x2060, 0xFEFF: return
    case 0x483...0x489, 0x591...0x5C7, 0x610...0x61A, 0x640, 0x64B...0x65F, 0x670: return
    case 0xAA: emit(UInt8(ascii: "a"))
    case 0xBA: emit(UInt8(ascii: "o"))
    case 0xFB00...0xFB06:
      let ligatures: [StaticString] = ["ff", "fi", "fl", "ffi", "ffl", "st", "st"]
      ligatures[Int(scalar - 0xFB00)].withUTF8Buffer { for byte in $0 { emit(byte) } }
    case 0x386, 0x3AC: encode(0x3B1, emit)
    case 0x388, 0x3AD: encode(0x3B5, emit)
    case 0x389, 0x3AE: encode(0x3B7, emit)
    case 0x38A, 0x390, 0x3AA, 0x3AF, 0x3CA: encode(0x3B9, emit)
    case 0x38C, 0x3CC: encode(0x3BF, emit)
    case 0x38E, 0x3AB, 0x3B0, 0x3CB, 0x3CD: encode(0x3C5, emit)
    case 0x38F, 0x3CE: encode(0x3C9, emit)
    case 0x3C2: encode(0x3C3, emit)
    case 0x391...0x3A1, 0x3A3...0x3A9: encode(scalar + 0x20, emit)
    // Cyrillic; ё is written е.
    case 0x401, 0x451: encode(0x435, emit)
    case 0x400...0x40F: encode(scalar + 0x50, emit)
    case 0x410...0x42F: encode(scalar + 0x20, emit)
    case 0x460...0x481, 0x48A...0x4BF, 0x4D0...0x52F: encode(scalar | 1, emit)
    case 0x4C1...0x4CE: encode(scalar % 2 == 1 ? scalar + 1 : scalar, emit)
    // Armenian; the ligature և is two letters in capitals.
    case 0x531...0x556: encode(scalar + 0x30, emit)
    case 0x587:
      encode(0x565, emit)
      encode(0x582, emit)
    // Georgian capitals.
    case 0x1C90...0x1CBF: encode(scalar - 0xBC0, emit)
    // Arabic: seated and bare alef, yeh and kaf alike.
    case 0x622, 0x623, 0x625, 0x671: encode(0x627, emit)
    case 0x649, 0x6CC: encode(0x64A, emit)
    case 0x6A9: encode(0x643, emit)
    default: lowercase(scalar, emit)
    }
  }

  /// The scalar's lower case as the standard library knows it; the capitals of phonetic letters, which stand
  /// in late blocks, become letters of the tables.
  private static func lowercase(_ scalar: UInt32, _ emit: (UInt8) -> Void) {
    guard let properties = Unicode.Scalar(scalar)?.properties, properties.changesWhenLowercased else {
      return encode(scalar, emit)
    }
    for lower in properties.lowercaseMapping.unicodeScalars {
      if lower.value >= 0xC0, lower.value < 0x2B0 {
        foldLatin(lower.value, latin, Int(lower.value - 0xC0), emit)
      } else {
        encode(lower.value, emit)
      }
    }
  }

  private static func encode(_ scalar: UInt32, _ emit: (UInt8) -> Void) {
    switch scalar {
    case 0..<0x80: emit(UInt8(scalar))
    case 0x80..<0x800:
      emit(UInt8(0xC0 | scalar >> 6))
      emit(UInt8(0x80 | scalar & 0x3F))
    case 0x800..<0x10000:
      emit(UInt8(0xE0 | scalar >> 12))
      emit(UInt8(0x80 | scalar >> 6 & 0x3F))
      emit(UInt8(0x80 | scalar & 0x3F))
    default:
      emit(UInt8(0xF0 | scalar >> 18 & 0x07))
      emit(UInt8(0x80 | scalar >> 12 & 0x3F))
      emit(UInt8(0x80 | scalar >> 6 & 0x3F))
      emit(UInt8(0x80 | scalar & 0x3F))
    }
  }

  // Two characters for each code point, `.` for none, `?` for a letter that stands for itself. From the Unicode
  // Character Database (decompositions, names), with ø đ ł ı ə æ œ ß þ and the African letters by hand.

  /// U+00C0…U+02AF.
  private static let latin: StaticString = """
    a.a.a.a.a.a.aec.e.e.e.e.i.i.i.i.d.n.o.o.o.o.o...o.u.u.u.u.y.thssa.a.a.a.a.a.aec.e.e.e.e.i.i.i.i.\
    d.n.o.o.o.o.o...o.u.u.u.u.y.thy.a.a.a.a.a.a.c.c.c.c.c.c.c.c.d.d.d.d.e.e.e.e.e.e.e.e.e.e.g.g.g.g.\
    g.g.g.g.h.h.h.h.i.i.i.i.i.i.i.i.i.i.ijijj.j.k.k.k.l.l.l.l.l.l.l.l.l.l.n.n.n.n.n.n.n.n.n.o.o.o.o.\
    o.o.oeoer.r.r.r.r.r.s.s.s.s.s.s.s.s.t.t.t.t.t.t.u.u.u.u.u.u.u.u.u.u.u.u.w.w.y.y.y.z.z.z.z.z.z.s.\
    b.b.b.b.b.b.o.c.c.d.d.d.d.d.e.e.e.f.f.g.g.hvi.i.k.k.l.l.m.n.n.o.o.o.g.g.p.p.?.s.s.s.s.t.t.t.t.u.\
    u.u.v.y.y.z.z.z.z.z.z.d.t.t.t.w.........dzdzdzljljljnjnjnja.a.i.i.o.o.u.u.u.u.u.u.u.u.u.u.e.a.a.\
    a.a.aeaeg.g.g.g.k.k.o.o.o.o.z.z.j.dzdzdzg.g.hvw.n.n.a.a.aeaeo.o.a.a.a.a.e.e.e.e.i.i.i.i.o.o.o.o.\
    r.r.r.r.u.u.u.u.s.s.t.t.y.y.h.h.n.d.ououz.z.a.a.e.e.o.o.o.o.o.o.o.o.y.y.l.n.t.j.?.?.a.c.c.l.t.s.\
    z.?.?.b.?.v.e.e.j.j.q.q.r.r.y.y.a.a.a.b.o.c.d.d.e.e.?.e.e.e.e.j.g.g.?.g.?.h.h.?.i.i.i.l.l.l.?.m.\
    m.m.n.n.?.o.?.?.?.r.r.r.r.r.r.r.?.?.s.s.j.?.?.t.t.?.u.v.v.w.y.?.z.z.z.?.....?.?.?.?.e.?.?.j.k.?.\
    q.?.?.?.?.?.?.?.?.?.?.?.?.?.h.h.
    """

  /// U+1E00…U+1EFF.
  private static let latinAdditional: StaticString = """
    a.a.b.b.b.b.b.b.c.c.d.d.d.d.d.d.d.d.d.d.e.e.e.e.e.e.e.e.e.e.f.f.g.g.h.h.h.h.h.h.h.h.h.h.i.i.i.i.\
    k.k.k.k.k.k.l.l.l.l.l.l.l.l.m.m.m.m.m.m.n.n.n.n.n.n.n.n.o.o.o.o.o.o.o.o.p.p.p.p.r.r.r.r.r.r.r.r.\
    s.s.s.s.s.s.s.s.s.s.t.t.t.t.t.t.t.t.u.u.u.u.u.u.u.u.u.u.v.v.v.v.w.w.w.w.w.w.w.w.w.w.x.x.x.x.y.y.\
    z.z.z.z.z.z.h.t.w.y.a.s.s.s.ssd.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.e.e.e.e.e.e.e.e.\
    e.e.e.e.e.e.e.e.i.i.i.i.o.o.o.o.o.o.o.o.o.o.o.o.o.o.o.o.o.o.o.o.o.o.o.o.u.u.u.u.u.u.u.u.u.u.u.u.\
    u.u.y.y.y.y.y.y.y.y.llllv.v.y.y.
    """
}
