import Dispatches
import Incidents
import Interchange
import Lieudit

func geoJSON(of text: String) throws -> String {
  let reader = try DispatchReader()  // finds its data beside the program
  let report = reader.read(Dispatch(id: "story", text: Array(text.utf8)))
  for located in report.incidents {
    print(located.incident.kind.rawValue, located.incident.status, located.geometry as Any)
  }
  return String(decoding: GeoJSON.bytes(of: report, attribution: "GeoNames (CC BY 4.0)"), as: UTF8.self)
}
