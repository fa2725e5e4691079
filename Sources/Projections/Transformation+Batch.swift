internal import CProj

extension Transformation {
  /// Longitudes and latitudes (degrees) become x and y in place; what has no image becomes infinite.
  ///
  /// One call of `proj_trans_generic` over both buffers, nothing in between: as fast as C.
  public func project(longitudesToX first: inout [Double], latitudesToY second: inout [Double]) {
    transform(PJ_FWD, &first, &second)
  }

  /// x and y become longitudes and latitudes (degrees) in place; what has no origin becomes infinite.
  public func unproject(xToLongitudes first: inout [Double], yToLatitudes second: inout [Double]) {
    transform(PJ_INV, &first, &second)
  }

  /// Points whose x is a longitude and y a latitude, in degrees, become their images in place; what has none
  /// becomes infinite.
  public func project(positions: inout [ProjectedPoint]) {
    transform(PJ_FWD, &positions)
  }

  /// Points become positions whose x is a longitude and y a latitude, in degrees, in place.
  public func unproject(positions: inout [ProjectedPoint]) {
    transform(PJ_INV, &positions)
  }

  private func transform(_ direction: PJ_DIRECTION, _ first: inout [Double], _ second: inout [Double]) {
    precondition(first.count == second.count, "as many of one coordinate as of the other")
    let stride = MemoryLayout<Double>.stride
    _ = libproj.proj_errno_reset(operation)
    first.withUnsafeMutableBufferPointer { xs in
      second.withUnsafeMutableBufferPointer { ys in
        guard let x = xs.baseAddress, let y = ys.baseAddress else { return }
        _ = libproj.proj_trans_generic(
          operation, direction, x, stride, xs.count, y, stride, ys.count, nil, 0, 0, nil, 0, 0)
      }
    }
  }

  private func transform(_ direction: PJ_DIRECTION, _ positions: inout [ProjectedPoint]) {
    let stride = MemoryLayout<ProjectedPoint>.stride
    _ = libproj.proj_errno_reset(operation)
    positions.withUnsafeMutableBytes { bytes in
      guard let base = bytes.baseAddress else { return }
      // A `ProjectedPoint` is two doubles, x then y, and PROJ steps by strides.
      let x = base.assumingMemoryBound(to: Double.self)
      let count = bytes.count / stride
      _ = libproj.proj_trans_generic(
        operation, direction, x, stride, count, x + 1, stride, count, nil, 0, 0, nil, 0, 0)
    }
  }
}
