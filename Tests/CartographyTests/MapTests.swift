import Cartography
import Foundation
import GeoTypes
import Projections
import Testing

struct MapTests {
  @Test("Maps of every size are made (and written where LIEUDIT_MAP_SAMPLES says, for looking at)")
  func samples() throws {
    let renderer = try #require(SampleMaps.renderer)
    for (name, sample) in SampleReport.all {
      for width in [800.0, 360] {
        let clock = ContinuousClock()
        let start = clock.now
        let map = try renderer.render(
          sample.report(), options: MapOptions(width: width), context: SampleMaps.context)
        let taken = clock.now - start
        if let folder = ProcessInfo.processInfo.environment["LIEUDIT_MAP_SAMPLES"] {
          print(
            name, Int(width), map.svg.count, taken, map.layout.droppedLabels, map.layout.projection,
            map.layout.distortion ?? -1)
          try Data(map.svg).write(to: URL(fileURLWithPath: "\(folder)/\(name)-\(Int(width)).svg"))
        }
      }
    }
  }
}
