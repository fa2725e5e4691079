/// xorshift64*, so that every run tests the same values.
struct Generator: RandomNumberGenerator {
  private var state: UInt64
  init(seed: UInt64 = 0x9e37_79b9_7f4a_7c15) { state = seed }
  mutating func next() -> UInt64 {
    state ^= state >> 12
    state ^= state << 25
    state ^= state >> 27
    return state &* 2_685_821_657_736_338_717
  }
}
