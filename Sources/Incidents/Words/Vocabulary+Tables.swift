internal import GazetteerIndex

extension Vocabulary {
  /// Reads the tables of a language's folder (`Gazetteer/lexicon/fr`) and `kinds.tsv` beside that folder.
  ///
  /// Throws `GazetteerError` where one is missing or broken.
  init(folder: String) throws(GazetteerError) {
    self.init()
    let expander = try FormExpander(path: folder + "/conjugations.tsv")
    try readKinds(folder + "/../kinds.tsv")
    try readNumbers(folder + "/numbers.tsv")
    try readTimes(folder + "/times.tsv")
    try readRelations(folder + "/relations.tsv")
    try readTriggers(folder + "/triggers.tsv", expander)
    try readWeapons(folder + "/weapons.tsv")
    try readSpeech(folder + "/speech.tsv", expander)
    try readCasualties(folder + "/casualties.tsv", expander)
    inheritCasualties()
    try readPeople(folder + "/people.tsv")
    try readGenerics(folder + "/generics.tsv")
    try readSettings(folder + "/settings.tsv")
    try readCues(folder + "/cues.tsv")
  }

  /// The index of a name in a list, where it is put if it is not there.
  private static func index(of name: String, in names: inout [String]) -> Int16 {
    if let index = names.firstIndex(of: name) { return Int16(index) }
    names.append(name)
    return Int16(names.count - 1)
  }

  private mutating func readSettings(_ path: String) throws(GazetteerError) {
    var table = try TableReader(path: path, columns: ["forms", "kind"])
    while try table.next() {
      guard let kind = EventKind(name: table.string(1)) else {
        throw table.unexpected(1, "a kind of kinds.tsv")
      }
      let index = Int16(settings.count)
      settings.append(kind)
      updateForms(table, 0) {
        $0.classes.insert(.setting)
        $0.setting = index
      }
    }
  }

  private mutating func readKinds(_ path: String) throws(GazetteerError) {
    var table = try TableReader(path: path, columns: ["kind", "refines"])
    while try table.next() {
      guard let kind = EventKind(name: table.string(0)) else { throw table.unexpected(0, "a known kind") }
      for name in table.list(1) {
        guard let coarser = EventKind(name: name) else { throw table.unexpected(1, "known kinds") }
        refines[Int(kind.rawValue)].insert(coarser)
      }
    }
  }

  private mutating func readNumbers(_ path: String) throws(GazetteerError) {
    let classes: [String: WordClasses] = [
      "unit": .unit, "ten": .ten, "hundred": .hundred, "thousand": .thousand, "million": .million,
      "collective": .collective, "ordinal": .ordinal, "some": .some,
    ]
    let bounds: [String: Bound] = [
      "at_least": .atLeast, "more_than": .moreThan, "about": .about, "at_most": .atMost,
      "less_than": .lessThan,
    ]
    var table = try TableReader(path: path, columns: ["forms", "class", "value"])
    while try table.next() {
      let value = Int32(clamping: try table.integer(2) ?? 0)
      let bound = bounds[table.string(1)] ?? .none
      guard let word = classes[table.string(1)] ?? (bound == .none ? nil : .bound) else {
        throw table.unexpected(1, "a class of number words")
      }
      updateForms(table, 0) {
        $0.classes.formUnion(word)
        if word == .bound { $0.bound = bound } else { $0.number = value }
      }
    }
  }

  private mutating func readTimes(_ path: String) throws(GazetteerError) {
    var table = try TableReader(path: path, columns: ["forms", "class", "value"])
    while try table.next() {
      guard let word = TimeClass(rawValue: table.string(1)) else {
        throw table.unexpected(1, "a class of time words")
      }
      let classes: WordClasses =
        switch word {
        case .weekday: .weekday
        case .month, .monthAbbreviation: .month
        case .part: .part
        case .season: .season
        case .unit: .timeUnit
        case .day: .day
        case .anaphor: .anaphor
        case .last, .before, .next, .after: .shift
        case .portion: .portion
        case .since, .until, .beforePoint, .every, .earlier, .later, .ago, .zone: .timeFrame
        case .set, .holiday: .timeOther
        case .plan, .announce, .event, .lasting: []
        }
      let index = Int16(times.count)
      times.append(TimeWord(word: word, number: Int(table.string(2)) ?? 0, text: table.string(2)))
      updateForms(table, 0) {
        // A word that is a unit and a part of the day (*journée*) is read as the row that comes first.
        if $0.time < 0 || !$0.classes.isDisjoint(with: .timeFrame) {
          $0.time = index
          $0.timeClass = word
        }
        $0.classes.formUnion(classes)
      }
    }
  }

  private mutating func readRelations(_ path: String) throws(GazetteerError) {
    var table = try TableReader(path: path, columns: ["forms", "relation", "part"])
    while try table.next() {
      guard let relation = IncidentPlace.Relation(rawValue: table.string(1)) else {
        throw table.unexpected(1, "one of at, near, in, between, from, to")
      }
      let index = Int16(relations.count)
      let part = table.isEmpty(2) ? nil : Vocabulary.index(of: table.string(2), in: &partNames)
      relations.append(RelationWord(relation: relation, part: part))
      updateForms(table, 0) {
        $0.classes.insert(.relation)
        $0.relation = index
      }
    }
  }

  private mutating func readTriggers(_ path: String, _ expander: FormExpander) throws(GazetteerError) {
    let frames: [String: Trigger.Frame] = [
      "none": .none, "of=target": .ofTarget, "of=actor": .ofActor, "of=either": .ofEither, "actor": .actor,
      "actor>target": .actorTarget, "weapon>target": .actorTarget, "target": .target, "mutual": .mutual,
      "place": .place,
    ]
    let columns = ["kind", "pos", "forms", "model", "strength", "frame", "weapon", "kind_of_weapon"]
    var table = try TableReader(path: path, columns: columns)
    while try table.next() {
      guard let frame = frames[table.string(5)] else { throw table.unexpected(5, "a frame") }
      guard let strength = try table.integer(4), (1...3).contains(strength) else {
        throw table.unexpected(4, "1, 2 or 3")
      }
      guard let kind = EventKind(name: table.string(0)) else {
        throw table.unexpected(0, "a kind of kinds.tsv")
      }
      let index = Int16(triggers.count)
      let weapon = table.isEmpty(6) ? nil : Vocabulary.index(of: table.string(6), in: &weaponNames)
      triggers.append(
        Trigger(
          kind: kind, strength: strength, frame: frame, weapon: weapon,
          kindOfWeapon: table.isEmpty(7) ? nil : EventKind(name: table.string(7)),
          isNoun: table.string(1) == "noun", needsWeapon: table.string(5) == "weapon>target"))
      switch table.string(1) {
      case "noun":
        updateForms(table, 2) {
          $0.classes.insert(.noun)
          $0.nounTrigger = index
        }
      case "phrase":
        updateForms(table, 2) {
          $0.classes.insert(.phrase)
          $0.verbTrigger = index
        }
        FormExpander.parts(of: table.bytes(2), separator: UInt8(ascii: ";")) { pattern in
          FormExpander.expand(pattern) { addPhraseHead($0) }
        }
      case "verb":
        try updateVerbs(table, 2, 3, expander) { entry, tense in
          entry.classes.insert(.verb)
          entry.verbTrigger = index
          entry.forms.formUnion(tense)
        }
      default: throw table.unexpected(1, "noun, verb or phrase")
      }
    }
  }

  private mutating func readWeapons(_ path: String) throws(GazetteerError) {
    var table = try TableReader(path: path, columns: ["forms", "weapon", "kind"])
    while try table.next() {
      let index = Int16(weapons.count)
      weapons.append(
        WeaponWord(
          name: Vocabulary.index(of: table.string(1), in: &weaponNames),
          kind: table.isEmpty(2) ? nil : EventKind(name: table.string(2))))
      updateForms(table, 0) {
        $0.classes.insert(.weapon)
        $0.weapon = index
      }
    }
  }

  private mutating func readSpeech(_ path: String, _ expander: FormExpander) throws(GazetteerError) {
    let classes: [String: SpeechClass] = [
      "say": .say, "quote": .quote, "accuse": .accuse, "claim": .claim, "deny": .deny, "confirm": .confirm,
      "witness": .witness,
      "opine": .opine, "according": .according, "react": .react,
    ]
    var table = try TableReader(path: path, columns: ["class", "forms", "model"])
    while try table.next() {
      guard let speech = classes[table.string(0)] else { throw table.unexpected(0, "a class of speech") }
      let change: (inout VocabularyEntry, VerbForms) -> Void = { entry, tense in
        entry.classes.insert(speech == .according ? .according : .speech)
        if entry.speech == .none || speech != .say { entry.speech = speech }
        entry.forms.formUnion(tense)
      }
      if table.isEmpty(2) {
        updateForms(table, 1) { change(&$0, []) }
      } else {
        try updateVerbs(table, 1, 2, expander, change)
      }
    }
  }

  private mutating func readCasualties(_ path: String, _ expander: FormExpander) throws(GazetteerError) {
    let effects: [String: CasualtyWord.Effect] = [
      "killed": .killed, "injured": .injured, "missing": .missing, "displaced": .displaced,
      "arrested": .arrested, "abducted": .abducted,
    ]
    let roles: [String: CasualtyWord.Role] = [
      "": .noun, "counted": .counted, "target": .target, "people": .people, "subject": .subject,
      "object": .object,
    ]
    var table = try TableReader(path: path, columns: ["effect", "pos", "forms", "model", "role"])
    while try table.next() {
      guard let effect = effects[table.string(0)] else { throw table.unexpected(0, "an effect") }
      guard let role = roles[table.string(4)] else { throw table.unexpected(4, "a role") }
      let index = Int16(casualties.count)
      casualties.append(CasualtyWord(effect: effect, role: role))
      let change: (inout VocabularyEntry, VerbForms) -> Void = { entry, tense in
        // *tués* and *blessés* are nouns and participles; the verb's row says more.
        if entry.casualty < 0 || role != .noun { entry.casualty = index }
        entry.classes.insert(.casualty)
        entry.forms.formUnion(tense)
      }
      if table.string(1) == "verb" {
        try updateVerbs(table, 2, 3, expander, change)
      } else {
        updateForms(table, 2) { change(&$0, []) }
      }
    }
  }

  private mutating func readPeople(_ path: String) throws(GazetteerError) {
    let classes: [String: PeopleClass] = [
      "state_force": .stateForce, "official": .official, "armed_group": .armedGroup, "civilian": .civilian,
      "protester": .protester, "source": .source, "agency": .agency, "toll": .toll, "house": .official,
    ]
    var table = try TableReader(path: path, columns: ["forms", "class"])
    while try table.next() {
      guard let people = classes[table.string(1)] else { throw table.unexpected(1, "a class of people") }
      updateForms(table, 0) {
        // A town hall speaks and stands somewhere.
        $0.classes.formUnion(table.string(1) == "house" ? [.people, .generic] : .people)
        if table.string(1) == "house" { $0.generic = .other }
        $0.people = people
      }
    }
  }

  private mutating func readGenerics(_ path: String) throws(GazetteerError) {
    let classes: [String: PlaceGeneric] = [
      "settlement": .settlement, "capital": .settlement, "quarter": .quarter, "camp": .settlement,
      "division": .area, "country": .area, "region": .area, "road": .road, "river": .water, "lake": .water,
      "water": .water, "sea": .water,
    ]
    var table = try TableReader(path: path, columns: ["form", "class"])
    while try table.next() {
      let generic = classes[table.string(1)] ?? .other
      table.bytes(0).withUnsafeBufferPointer { form in
        update(form) {
          $0.classes.insert(.generic)
          $0.generic = generic
        }
      }
    }
  }

  /// Classes of `cues.tsv` that are flags of an entry.
  private static let flags: Set<String> = ["elsewhere", "harmless", "stand_in", "aspect"]

  private mutating func readCues(_ path: String) throws(GazetteerError) {
    var table = try TableReader(path: path, columns: ["forms", "class"])
    while try table.next() {
      switch table.string(1) {
      case "elsewhere":
        let isAccented = table.string(0).utf8.contains { $0 >= 0x80 }
        updateForms(table, 0) {
          $0.leadsElsewhere = true
          $0.leadsElsewhereAccented = isAccented
        }
      case "harmless": updateForms(table, 0) { $0.isHarmless = true }
      case "stand_in": updateForms(table, 0) { $0.isStandIn = true }
      case "aspect": updateForms(table, 0) { $0.leadsFact = true }
      default: break
      }
      if Vocabulary.flags.contains(table.string(1)) { continue }
      guard let classes = WordClasses.cues[table.string(1)] else {
        throw table.unexpected(1, "a class of cues")
      }
      updateForms(table, 0) { $0.classes.formUnion(classes) }
    }
  }

  /// Changes the entries of all forms that a row lists.
  private mutating func updateForms(
    _ table: TableReader, _ column: Int, _ change: (inout VocabularyEntry) -> Void
  ) {
    FormExpander.parts(of: table.bytes(column), separator: UInt8(ascii: ";")) { pattern in
      FormExpander.expand(pattern) { update($0, change) }
    }
  }

  /// Changes the entries of all forms of the verbs that a row lists.
  private mutating func updateVerbs(
    _ table: TableReader, _ forms: Int, _ model: Int, _ expander: FormExpander,
    _ change: (inout VocabularyEntry, VerbForms) -> Void
  ) throws(GazetteerError) {
    var isConjugated = true
    let name = table.string(model)
    FormExpander.parts(of: table.bytes(forms), separator: UInt8(ascii: ";")) { infinitive in
      let known = expander.conjugate(infinitive, model: name) { form, tense in
        update(form) { change(&$0, tense) }
      }
      isConjugated = isConjugated && known
    }
    guard isConjugated else {
      throw table.unexpected(model, "a model of conjugations.tsv that `\(table.string(forms))` ends like")
    }
  }
}
