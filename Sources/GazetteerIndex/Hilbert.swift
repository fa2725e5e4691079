/// A position along the Hilbert curve of order 16 over the longitudes and latitudes (1e-7 degrees).
///
/// Source: J. K. Lawder, "Calculation of Mappings Between One and n-dimensional Values Using the Hilbert
/// Space-filling Curve", 2000; the loop is the well-known rotate-and-flip form.
func hilbertPosition(longitude: Int32, latitude: Int32) -> UInt32 {
  var x = UInt32((Int64(longitude) + 1_800_000_000) * 65_535 / 3_600_000_000)
  var y = UInt32((Int64(latitude) + 900_000_000) * 65_535 / 1_800_000_000)
  var position: UInt32 = 0
  var side: UInt32 = 1 << 15
  while side > 0 {
    let right: UInt32 = x & side != 0 ? 1 : 0
    let top: UInt32 = y & side != 0 ? 1 : 0
    position = position &+ side &* side &* ((3 &* right) ^ top)
    if top == 0 {
      if right == 1 {
        x = 65_535 &- x
        y = 65_535 &- y
      }
      (x, y) = (y, x)
    }
    side >>= 1
  }
  return position
}
