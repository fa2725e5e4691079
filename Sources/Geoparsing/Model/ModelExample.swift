package import Dispatches

/// A doubtful name of a dispatch with its features, as the model would be asked about it: what it learns from.
package struct ModelExample: Sendable {
  /// Byte offsets into the dispatch's text.
  package var range: Range<Int>
  package var features: [UInt64]
}

extension Geoparser {
  /// The doubtful names of a dispatch as the rules leave them, in text order.
  package func examples(in dispatch: Dispatch) -> [ModelExample] {
    let document = Document(tokenizing: dispatch, lexicon: lexicon)
    return Annotated.withView(of: document, lexicon: lexicon) { text in
      var recogniser = self.recogniser(of: text, explains: false)
      recogniser.run()
      let classifier = RoleClassifier(
        text: text, profiles: recogniser.profiles, toponyms: recogniser.toponyms)
      let roles = recogniser.toponyms.indices.map { classifier.role(of: $0) }
      let features = ModelFeatures(
        recogniser: recogniser, classifier: classifier, candidates: recogniser.candidates(roles: roles))
      return features.candidates.indices.filter { features.candidates[$0].isDoubtful }.map { index in
        var list = FeatureList()
        features.add(index, to: &list)
        return ModelExample(
          range: text.byteRange(of: features.candidates[index].tokens), features: list.features)
      }
    }
  }
}
