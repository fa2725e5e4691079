import Testing

@Suite struct DispatchTests {
  @Test(
    arguments: DispatchCase.wars + DispatchCase.streets + DispatchCase.misfortunes + DispatchCase.decoys
      + DispatchCase.plain)
  func `a dispatch reports what happened, where, when, and by whose word`(_ test: DispatchCase) {
    #expect(TextReading(test.text, on: test.day).lines(test.fields) == test.expected)
  }
}
