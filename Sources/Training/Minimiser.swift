/// Finds where a smooth function is least by limited-memory BFGS (Nocedal 1980).
struct Minimiser {
  var iterations = 120
  /// How many steps are remembered.
  var memory = 8

  /// The point, from a start, where the steps no longer pay.
  ///
  /// - Parameter objective: A point's value and gradient.
  func minimum(
    from start: [Double], _ objective: ([Double]) -> (value: Double, slope: [Double])
  ) -> [Double] {
    var point = start
    var (value, slope) = objective(point)
    var steps: [(move: [Double], change: [Double], curvature: Double)] = []
    for _ in 0..<iterations {
      var direction = slope.map { -$0 }
      var shares: [Double] = []
      for step in steps.reversed() {
        let share = dot(step.move, direction) / step.curvature
        shares.append(share)
        add(-share, step.change, to: &direction)
      }
      if let last = steps.last {
        let scale = last.curvature / dot(last.change, last.change)
        for index in direction.indices { direction[index] *= scale }
      } else {
        let norm = dot(slope, slope).squareRoot()
        for index in direction.indices { direction[index] /= Swift.max(norm, 1) }
      }
      for (step, share) in zip(steps, shares.reversed()) {
        add(share - dot(step.change, direction) / step.curvature, step.move, to: &direction)
      }
      let descent = dot(slope, direction)
      guard descent < 0 else { break }
      var length = 1.0
      var next = point
      var found = (value: Double.infinity, slope: slope)
      // Halved until the value falls by a share of what the slope promises (Armijo).
      for _ in 0..<30 {
        next = point
        add(length, direction, to: &next)
        found = objective(next)
        if found.value <= value + 1e-4 * length * descent { break }
        length /= 2
      }
      guard found.value < value else { break }
      let move = zip(next, point).map { $0 - $1 }
      let change = zip(found.slope, slope).map { $0 - $1 }
      let curvature = dot(move, change)
      if curvature > 1e-12 {
        steps.append((move, change, curvature))
        if steps.count > memory { steps.removeFirst() }
      }
      let gain = value - found.value
      (point, value, slope) = (next, found.value, found.slope)
      if gain < 1e-7 * Swift.max(1, value) { break }
    }
    return point
  }

  private func dot(_ left: [Double], _ right: [Double]) -> Double {
    var sum = 0.0
    for index in left.indices { sum += left[index] * right[index] }
    return sum
  }

  private func add(_ scale: Double, _ addend: [Double], to vector: inout [Double]) {
    for index in vector.indices { vector[index] += scale * addend[index] }
  }
}
