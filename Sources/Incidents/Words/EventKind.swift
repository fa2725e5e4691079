/// A kind of incident while a dispatch is read: a byte, for kinds are compared at every word.
enum EventKind: UInt8, CaseIterable {
  case abduction, accident, agreement, airDroneStrike, armedClash, arrests, attack, baseEstablished
  case changeToGroup, chemicalWeapon, detention, disaster, displacement, disruptedWeaponsUse, excessiveForce
  case fire, governmentRegainsTerritory, grenade, looting, mobViolence, nonStateActorOvertakesTerritory
  case nonViolentTransfer, other, peacefulProtest, protestWithIntervention, remoteExplosive, sexualViolence
  case shelling, suicideBomb, talks, trial, violentDemonstration

  /// Every kind's name in the tables (`armed_clash`), in the order of the cases.
  private static let names: [String] = allCases.map { kind in
    String(describing: kind).reduce(into: "") { name, letter in
      name += letter.isUppercase ? "_" + letter.lowercased() : String(letter)
    }
  }

  /// The kind of a name in the tables; nil where there is none.
  init?(name: String) {
    guard let index = EventKind.names.firstIndex(of: name) else { return nil }
    self = EventKind.allCases[index]
  }

  var incidentKind: IncidentKind { IncidentKind(rawValue: EventKind.names[Int(rawValue)]) }

  var isTerritorial: Bool { self == .governmentRegainsTerritory || self == .nonStateActorOvertakesTerritory }
}

struct KindSet: OptionSet, Sendable {
  let rawValue: UInt64
  init(rawValue: UInt64) { self.rawValue = rawValue }
  init(_ kinds: EventKind...) { rawValue = kinds.reduce(0) { $0 | 1 << UInt64($1.rawValue) } }

  func contains(_ kind: EventKind) -> Bool { rawValue >> UInt64(kind.rawValue) & 1 != 0 }
  mutating func insert(_ kind: EventKind) { self = KindSet(rawValue: rawValue | 1 << UInt64(kind.rawValue)) }

  /// Demonstrations, and what the police do to them.
  static let marches = KindSet(.peacefulProtest, .protestWithIntervention, .violentDemonstration)
  static let streets = marches.union(KindSet(.excessiveForce))
  /// Where a crowd is.
  static let crowds = streets.union(KindSet(.mobViolence))
  /// What a riot does besides.
  static let riotous = KindSet(.looting, .fire, .attack)
  /// What strikes from far away.
  static let fromAfar = KindSet(.airDroneStrike, .shelling)
  static let wars = fromAfar.union(KindSet(.armedClash))
  /// Kinds that a word for killing or hitting may have.
  static let striking = fromAfar.union(KindSet(.attack, .accident))
  /// Kinds that *l'attaque* may tell again.
  static let attacks = wars.union(
    KindSet(.abduction, .looting, .remoteExplosive, .suicideBomb, .grenade, .excessiveForce))
  /// Two sides against each other, in the streets or at war.
  static let clashes = KindSet(.armedClash, .violentDemonstration, .mobViolence, .protestWithIntervention)
  /// What may burn houses.
  static let raids = wars.union(KindSet(.attack, .looting, .abduction, .other))
  /// Events in which nobody is hurt.
  static let political = KindSet(
    .talks, .agreement, .arrests, .detention, .trial, .displacement, .baseEstablished)
  /// Disasters and demonstrations are at many places at once.
  static let manyPlaced = KindSet(.disaster, .fire, .peacefulProtest, .violentDemonstration, .displacement)
  /// What nobody means to do.
  static let misfortunes = KindSet(.disaster, .fire, .accident)
  /// What has a toll at each of its places.
  static let deadly = misfortunes.union(wars).union(KindSet(.attack, .violentDemonstration))
}
