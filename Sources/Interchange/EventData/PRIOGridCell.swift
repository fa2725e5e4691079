internal import GeoTypes

/// A cell of PRIO-GRID: the world in 720 columns and 360 rows of half a degree.
///
/// Source: A. F. Tollefsen, H. Strand, H. Buhaug, "PRIO-GRID: A unified spatial data structure", Journal of Peace
/// Research 49 (2012); cells are numbered from 1 in the south-west, eastward, row by row.
enum PRIOGridCell {
  /// The number of the cell that holds a coordinate. A line between cells belongs to the one north or east of it, the
  /// pole and the antimeridian to the last row and the last column.
  static func gid(of coordinate: Coordinate) -> Int {
    let row = min(359, Int(((coordinate.latitude + 90) * 2).rounded(.down)))
    let column = min(719, Int(((coordinate.longitude + 180) * 2).rounded(.down)))
    return row * 720 + column + 1
  }
}
