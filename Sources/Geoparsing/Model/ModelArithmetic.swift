/// Exponential and logarithm from the four operations alone, so that training gives the same bytes on every machine;
/// the system's own differ in their last bit from one to another.
package enum ModelArithmetic {
  private static let ln2 = 0.693_147_180_559_945_3

  /// e to the power of `x`, to some 15 digits; 0 below -700.
  package static func exp(_ x: Double) -> Double {
    guard x > -700 else { return 0 }
    let power = (x / ln2).rounded()
    let rest = x - power * ln2
    var term = 1.0
    var sum = 1.0
    for step in 1...14 {
      term *= rest / Double(step)
      sum += term
    }
    return Double(sign: .plus, exponent: Int(power), significand: sum)
  }

  /// The natural logarithm of a positive number, to some 15 digits: by the series of the inverse hyperbolic tangent.
  package static func log(_ x: Double) -> Double {
    let significand = x.significand
    let ratio = (significand - 1) / (significand + 1)
    var power = ratio
    var sum = 0.0
    for step in 0..<18 {
      sum += power / Double(2 * step + 1)
      power *= ratio * ratio
    }
    return 2 * sum + Double(x.exponent) * ln2
  }
}
