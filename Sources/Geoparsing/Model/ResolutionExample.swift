package import Dispatches
package import GazetteerIndex

/// A name of a dispatch with what the resolver sees for and against each place that it may mean: what the weights of the
/// evidence are learned from.
package struct ResolutionExample: Sendable {
  package struct Candidate: Sendable {
    package var place: PlaceRef
    /// What speaks for or against it, and how often each weight counts.
    package var evidence: [(kind: Evidence, times: Double)]

    package init(place: PlaceRef, evidence: [(kind: Evidence, times: Double)]) {
      self.place = place
      self.evidence = evidence
    }
  }

  /// Byte offsets into the dispatch's text of the mentions that share the name and its sense.
  package var ranges: [Range<Int>]
  package var candidates: [Candidate]
}

extension Geoparser {
  /// The names of a dispatch that have candidates, as the last of the resolver's rounds sees them.
  package func resolutionExamples(in dispatch: Dispatch) -> [ResolutionExample] {
    let document = Document(tokenizing: dispatch, lexicon: lexicon)
    return Annotated.withView(of: document, lexicon: lexicon) { text in
      let recognised = recognise(text, explain: false)
      let groups = resolver(of: text, recognised, explain: true).settled().groups
      return groups.filter { !$0.candidates.isEmpty }.map { group in
        ResolutionExample(
          ranges: group.toponyms.map { text.byteRange(of: recognised.toponyms[$0].tokens) },
          candidates: group.candidates.map { state in
            ResolutionExample.Candidate(
              place: state.place, evidence: group.reasons[state.reasons].compactMap(\.evidence))
          })
      }
    }
  }
}
