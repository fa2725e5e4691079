import Dispatches
import GazetteerIndex
import GeoTypes

extension Resolver {
  /// What the mentions of a group say of it by their own words.
  private struct Wording {
    /// The name as it is written first.
    var surface: UnsafeBufferPointer<UInt8>
    /// The generic nouns before it, each once.
    var generics: [Lexicon.Generic] = []
    /// French puts towns after « à » and areas after « en » and « dans ».
    var afterA = 0
    var inside = 0
    var articles = 0
    /// « au », « aux »: what has an article, and areas rather than towns.
    var contractions = 0
    var isActor: Bool

    /// Nouns that no bearer suits and that « de » joins: "les cratères de la Kamtchatka", "le lac de Kariba" may say
    /// where something lies, while "le lac Manchar" is what it is called.
    var locating: [Lexicon.Generic] = []
  }

  private func wording(of group: Group) -> Wording {
    var metonyms = 0
    for index in group.toponyms where roles[index] == .metonym { metonyms += 1 }
    var wording = Wording(
      surface: text.slice(of: toponyms[group.toponyms[0]].tokens),
      isActor: metonyms * 2 >= group.toponyms.count)
    for index in group.toponyms {
      let left = toponyms[index].spot.left
      let first = toponyms[index].tokens.lowerBound
      if let generic = left.generic, !wording.generics.contains(generic) { wording.generics.append(generic) }
      if left.genericToken == nil,
        left.hasDeterminer
          || (first > 0 && text.contractedArticle(first - 1) != nil && !text.isCapital(first - 1))
      {
        wording.articles += 1
      }
      if left.preposition == .a, !left.hasDeterminer {
        if left.head.map({ text.contractedArticle($0) != nil }) ?? false {
          wording.contractions += 1
        } else {
          wording.afterA += 1
        }
      }
      if let head = left.head, text.has(head, .locative), text.has(head, .area) { wording.inside += 1 }
    }
    return wording
  }

  /// Gives a group its candidates with what each is worth by itself.
  func setPriors(_ group: inout Group) {
    var wording = wording(of: group)
    if let name = group.name { wording.locating = locating(among: wording.generics, of: group, name: name) }
    if let name = group.name {
      group.candidates.reserveCapacity(gazetteer.entries(of: name).count)
      gazetteer.forEachBearer(of: name) { bearer in
        add(prior(of: bearer, wording), of: bearer, to: &group, isKnownLast: true)
      }
    } else {
      // The gazetteer lacks the name: those of its other transcriptions stand in.
      let spelled = String(decoding: wording.surface, as: UTF8.self)
      for match in transcriptions.transcriptions(of: spelled, limit: 6, maxCost: 4) {
        gazetteer.forEachBearer(of: match.name) { bearer in
          add(prior(of: bearer, wording, transcription: match), of: bearer, to: &group, isKnownLast: false)
        }
      }
    }
    // A city and the division that is named after it (or is nothing but it): without a sign of the division, the city.
    if !wording.generics.contains(.division), wording.inside + wording.contractions <= wording.afterA {
      for index in group.candidates.indices where group.candidates[index].feature == .division {
        let division = group.candidates[index].place
        guard group.candidates.contains(where: { $0.isTown && $0.division == division }) else { continue }
        add(.divisionOfTown, "its town is more often meant", to: index, of: &group)
      }
    }
    // "le Niger", "du Sénégal": without a word of water, the country of that name.
    if group.candidates.contains(where: { $0.feature.isPolitical }),
      !wording.generics.contains(where: { $0.family == .water || $0 == .coast })
    {
      for index in group.candidates.indices
      where group.candidates[index].feature.featureClass == UInt8(ascii: "H") {
        add(.waterOfCountry, "its country is more often meant", to: index, of: &group)
      }
    }
    if let name = group.name, let preference = gazetteer.preference(for: name) { lift(preference, &group) }
    // Only the most likely can win; the rest would cost time in crowded names (San José, Santa Cruz).
    group.candidates.sort { $0.prior != $1.prior ? $0.prior > $1.prior : $0.place < $1.place }
    if group.candidates.count > 40 { group.candidates.removeLast(group.candidates.count - 40) }
    if !group.containers.isEmpty { setContainment(&group, isAfterA: wording.afterA > 0) }
  }

  private func add(_ evidence: Evidence, _ reason: String, to candidate: Int, of group: inout Group) {
    group.candidates[candidate].prior += weights[evidence]
    guard explains else { return }
    group.reasons[group.candidates[candidate].reasons].append(
      CandidatePrior.Reason(weight: weights[evidence], text: reason, evidence: (evidence, 1)))
  }

  /// Puts the bearer that a layer prefers before all others.
  private func lift(_ preference: Preference, _ group: inout Group) {
    guard let index = group.candidates.firstIndex(where: { $0.place == preference.place }) else { return }
    let others = group.candidates.lazy.filter { $0.place != preference.place }.map(\.prior).max()
    let reason = CandidatePrior.lift(group.candidates[index].prior, over: others, by: preference.layer)
    group.candidates[index].prior += reason.weight
    if explains { group.reasons[group.candidates[index].reasons].append(reason) }
  }

  private func locating(
    among generics: [Lexicon.Generic], of group: Group, name: NameRef
  ) -> [Lexicon.Generic] {
    generics.filter { generic in
      guard generic.family == .water || generic.family == .relief,
        group.toponyms.allSatisfy({
          toponyms[$0].spot.left.generic != generic || toponyms[$0].spot.left.preposition == .de
        })
      else { return false }
      var suits = false
      gazetteer.forEachBearer(of: name) {
        suits = suits || generic.agrees(with: gazetteer.featureClass($0.place)) ?? true
      }
      return !suits
    }
  }

  private func prior(
    of bearer: Bearer, _ wording: Wording, transcription: TranscribedMatch? = nil
  ) -> CandidatePrior {
    let feature = gazetteer.feature(bearer.place)
    let isTown = feature.featureClass == UInt8(ascii: "P")
    var prior = CandidatePrior(
      of: bearer, surface: wording.surface, asOf: asOf, gazetteer: gazetteer, weights: weights,
      explains: explains)
    for generic in wording.generics {
      guard var agrees = generic.agrees(with: feature.featureClass) else { continue }
      if generic == .division, feature.isPolitical { agrees = false }
      if generic == .country, !feature.isPolitical { agrees = false }
      let disagrees: Evidence =
        generic.family == nil || wording.locating.contains(generic) ? .genericDisagrees : .genericExcludes
      let isLikelihood = agrees && transcription != nil && isSmallTown(bearer.place, feature)
      prior.add(
        agrees ? .genericAgrees : disagrees, times: isLikelihood ? Resolver.ofLikelihood : 1,
        "announced as « \(generic.rawValue) »")
    }
    if let transcription {
      prior.add(.transcribed, "another transcription: \(transcription.rules.joined(separator: ", "))")
      prior.add(.perTranscriptionCost, times: Double(transcription.cost), "by its rules' cost")
    }
    if wording.isActor, !text.isSport, feature.isPolitical || feature == .capital {
      prior.add(.acts, "acts as a government does")
    }
    if wording.articles > 0 {
      // Towns have no article but the one in their name; countries, regions and waters have one.
      let isBare = isTown && !gazetteer.withName(of: bearer, startsWithArticle)
      prior.add(isBare ? .articleDisagrees : .articleAgrees, "named with an article")
    }
    if wording.contractions > 0, !feature.isPolitical {
      let agrees = !isTown || gazetteer.withName(of: bearer, startsWithArticle)
      prior.add(agrees ? .prepositionAgrees : .prepositionDisagrees, "after « au »")
    }
    if wording.afterA != wording.inside, !feature.isPolitical {
      let agrees = isTown == (wording.afterA > wording.inside)
      prior.add(
        agrees ? .prepositionAgrees : .prepositionDisagrees,
        wording.afterA > wording.inside ? "after « à »" : "after « en » or « dans »")
    }
    return prior
  }

  /// Adds a candidate, or betters the one of the same place. The entries that a name has of one place stand
  /// together, so that the last candidate alone can be of the same where all are of one name.
  private func add(_ prior: CandidatePrior, of bearer: Bearer, to group: inout Group, isKnownLast: Bool) {
    let known =
      isKnownLast
      ? group.candidates.last?.place == bearer.place ? group.candidates.count - 1 : nil
      : group.candidates.firstIndex { $0.place == bearer.place }
    if let known {
      if group.candidates[known].prior < prior.value {
        group.candidates[known].prior = prior.value
        if explains { group.reasons[group.candidates[known].reasons] = prior.reasons }
      }
      return
    }
    let place = bearer.place
    let feature = gazetteer.feature(place)
    let isTown = feature.featureClass == UInt8(ascii: "P")
    var box: BoundingBox?
    if !isTown, case .box(let extent)? = gazetteer.extent(place) { box = extent }
    let coordinate = gazetteer.coordinate(place)
    group.candidates.append(
      State(
        place: place, coordinate: coordinate, direction: UnitVector(coordinate), feature: feature,
        country: gazetteer.countryRef(place), division: gazetteer.divisionRef(place), box: box,
        isSmallTown: isSmallTown(place, feature), isTranscribed: !isKnownLast,
        prior: prior.value, reasons: group.candidates.count))
    if explains { group.reasons.append(prior.reasons) }
  }

  private func isSmallTown(_ place: PlaceRef, _ feature: PackedFeature) -> Bool {
    feature.featureClass == UInt8(ascii: "P") && feature != .capital && gazetteer.population(place) < 100_000
  }

  /// Whether what stands right around a candidate surely does not hold it: « à Grenade, au Nicaragua » is no country,
  /// « à Alexandrie, en Virginie » not in Egypt.
  private func isElsewhere(_ state: State, in containers: [PlaceRef], isAfterA: Bool) -> Bool {
    if state.feature.isPolitical { return isAfterA && containers.contains { gazetteer.isCountry($0) } }
    guard state.isTown else { return false }
    let divisions = containers.filter { gazetteer.isFirstOrderDivision($0) }
    return !divisions.isEmpty && divisions.allSatisfy { gazetteer.countryRef($0) != state.country }
  }

  /// Whether a natural region (*le Sahel*), which holds no places by their records, reaches to a position.
  private func isRegion(_ region: PlaceRef, around coordinate: Coordinate) -> Bool {
    guard gazetteer.featureClass(region) == UInt8(ascii: "L") else { return false }
    switch gazetteer.extent(region) {
    case .box(let box)?: return box.contains(coordinate)
    case .radius(let kilometres)?:
      return gazetteer.coordinate(region).distance(to: coordinate) <= kilometres * 1000
    case nil: return false
    }
  }

  private func setContainment(_ group: inout Group, isAfterA: Bool) {
    let isTight = group.toponyms.contains { isHeldTightly($0) }
    // "Grenade, au Nicaragua" is no country: one country does not hold another.
    let isInCountry = group.containers.contains {
      gazetteer.isCountry($0) || gazetteer.isFirstOrderDivision($0)
    }
    for index in group.candidates.indices where isInCountry || !group.candidates[index].feature.isPolitical {
      let place = group.candidates[index].place
      if group.candidates[index].feature.isPolitical,
        group.containers.contains(where: { gazetteer.countryRef($0) == place })
      {
        continue
      }
      let coordinate = group.candidates[index].coordinate
      if group.containers.contains(where: {
        gazetteer.isPlace(place, within: $0) || isRegion($0, around: coordinate)
      }) {
        group.candidates[index].isContained = true
      } else if !group.containers.contains(place) {
        group.candidates[index].isContained = false
        group.candidates[index].isElsewhere =
          isTight && isElsewhere(group.candidates[index], in: group.containers, isAfterA: isAfterA)
      }
    }
  }
}

/// "Le Caire", "La Paz", "Les Cayes", "L'Aquila".
private func startsWithArticle(_ name: UnsafeRawBufferPointer) -> Bool {
  let articles: StaticString = "Le |La |Les |L'|L’|El |Al "
  return articles.withUTF8Buffer { articles in
    articles.split(separator: UInt8(ascii: "|")).contains { name.starts(with: $0) }
  }
}
