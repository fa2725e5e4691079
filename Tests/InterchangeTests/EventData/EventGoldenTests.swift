import Foundation
import Testing

@testable import Interchange

/// The same dispatch in every scheme, cell by cell.
@Suite struct EventGoldenTests {
  /// As the issue lists them, which is the order of ACLED's API.
  private static let acledHeader = """
    event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,assoc_actor_1,inter1,\
    actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,country,admin1,admin2,admin3,location,\
    latitude,longitude,geo_precision,source,source_scale,notes,fatalities,tags,timestamp
    """

  /// As GED 24.1 has them.
  private static let ucdpHeader = """
    id,relid,year,active_year,code_status,type_of_violence,conflict_dset_id,conflict_new_id,conflict_name,\
    dyad_dset_id,dyad_new_id,dyad_name,side_a_dset_id,side_a_new_id,side_a,side_b_dset_id,side_b_new_id,side_b,\
    number_of_sources,source_article,source_office,source_date,source_headline,source_original,where_prec,\
    where_coordinates,where_description,adm_1,adm_2,latitude,longitude,geom_wkt,priogrid_gid,country,country_id,\
    region,event_clarity,date_prec,date_start,date_end,deaths_a,deaths_b,deaths_civilians,deaths_unknown,best,high,\
    low,gwnoa,gwnob
    """

  @Test func theColumnsAreThoseOfTheSchemesInTheirOrder() {
    func text(_ format: EventFormat) -> String { String(decoding: format.header, as: UTF8.self) }
    #expect(text(.acledCSV) == EventGoldenTests.acledHeader + "\r\n")
    #expect(text(.ucdpCSV) == EventGoldenTests.ucdpHeader + "\r\n")
    #expect(text(.ploverJSONL) == "")
  }

  /// The cells that are not empty, one a line.
  private func filled(_ rows: [[String: String]], _ columns: [String]) -> String {
    rows.map { row in
      columns.compactMap { column in row[column].flatMap { $0.isEmpty ? nil : "\(column): \($0)" } }.joined(
        separator: "\n")
    }.joined(separator: "\n\n")
  }

  @Test func aDispatchWithACLEDsColumns() throws {
    let rows = try EventSample.war().rows(.acledCSV)
    #expect(
      filled(rows, ACLEDTable.columns) == """
        event_id_cnty: essai#1
        event_date: 2020-10-31
        year: 2020
        time_precision: 1
        disorder_type: Political violence
        event_type: Explosions/Remote violence
        sub_event_type: Shelling/artillery/missile attack
        actor1: Erevan
        inter1: 8
        actor2: trois civils
        inter2: 7
        interaction: 78
        civilian_targeting: Civilian targeting
        iso: 31
        region: Caucasus and Central Asia
        country: Azerbaijan
        admin1: Tartar
        admin2: Canton de Terter
        location: Terter
        latitude: 40.34201
        longitude: 46.93161
        geo_precision: 2
        source: AFP
        source_scale: International
        notes: L'armée azerbaïdjanaise a accusé Erevan de tirs d'artillerie contre Terter et deux hameaux, évoquant trois civils tués.
        fatalities: 3
        tags: status=disputed; claimed by armée azerbaïdjanaise (AZ); denied by ministère arménien (AM); group=essai#1; generator: lieudit 0.1.0
        timestamp: 1604102400

        event_id_cnty: essai#2
        event_date: 2020-10-31
        year: 2020
        time_precision: 1
        disorder_type: Political violence
        event_type: Explosions/Remote violence
        sub_event_type: Shelling/artillery/missile attack
        actor1: Erevan
        actor2: trois civils
        inter2: 7
        civilian_targeting: Civilian targeting
        source: AFP
        source_scale: International
        notes: L'armée azerbaïdjanaise a accusé Erevan de tirs d'artillerie contre Terter et deux hameaux, évoquant trois civils tués.
        fatalities: 0
        tags: status=disputed; claimed by armée azerbaïdjanaise (AZ); denied by ministère arménien (AM); group=essai#1; fatalities counted in essai#1; unnamed places=2; generator: lieudit 0.1.0
        timestamp: 1604102400

        event_id_cnty: essai#3
        event_date: 2020-10-22
        year: 2020
        time_precision: 2
        disorder_type: Political violence
        event_type: Battles
        sub_event_type: Armed clash
        actor1: rebelles
        inter1: 2
        actor2: deux soldats azerbaïdjanais
        inter2: 1
        interaction: 12
        iso: 31
        region: Caucasus and Central Asia
        country: Azerbaijan
        location: Haut-Karabakh
        latitude: 39.25
        longitude: 46.5
        geo_precision: 3
        source: AFP
        source_scale: International
        notes: Des rebelles ont tué au moins deux soldats azerbaïdjanais dans le sud du Haut-Karabakh
        fatalities: 2
        tags: status=reported; generator: lieudit 0.1.0
        timestamp: 1604102400

        event_id_cnty: essai#4
        event_date: 2020-10-31
        year: 2020
        time_precision: 1
        disorder_type: Demonstrations
        event_type: Protests
        sub_event_type: Peaceful protest
        actor1: personnes
        inter1: 6
        interaction: 60
        iso: 51
        region: Caucasus and Central Asia
        country: Armenia
        location: Erevan
        latitude: 40.18111
        longitude: 44.51361
        geo_precision: 1
        source: AFP
        source_scale: International
        notes: Un millier de personnes ont manifesté dans la capitale.
        fatalities: 0
        tags: status=reported; generator: lieudit 0.1.0
        timestamp: 1604102400
        """)
  }

  @Test func aDispatchWithTheColumnsOfUCDP() throws {
    let rows = try EventSample.war().rows(.ucdpCSV)
    #expect(
      filled(rows, UCDPTable.columns) == """
        id: essai#1
        relid: essai#1
        year: 2020
        code_status: machine-coded, unchecked (generator: lieudit 0.1.0)
        type_of_violence: 3
        dyad_name: Government of Armenia - Civilians
        side_a: Government of Armenia
        side_b: Civilians
        number_of_sources: 1
        source_article: AFP,2020-10-31,Nouveaux tirs
        source_office: AFP
        source_date: 2020-10-31
        source_headline: Nouveaux tirs
        source_original: armée azerbaïdjanaise
        where_prec: 2
        where_coordinates: Terter
        where_description: near Terter
        adm_1: Tartar
        adm_2: Canton de Terter
        latitude: 40.34201
        longitude: 46.93161
        geom_wkt: POINT (46.93161 40.34201)
        priogrid_gid: 187654
        country: Azerbaijan
        region: Europe
        event_clarity: 2
        date_prec: 1
        date_start: 2020-10-31
        date_end: 2020-10-31
        deaths_a: 0
        deaths_b: 0
        deaths_civilians: 3
        deaths_unknown: 0
        best: 3
        high: 3
        low: 3

        id: essai#2
        relid: essai#1
        year: 2020
        code_status: machine-coded, unchecked (generator: lieudit 0.1.0)
        type_of_violence: 3
        dyad_name: Government of Armenia - Civilians
        side_a: Government of Armenia
        side_b: Civilians
        number_of_sources: 1
        source_article: AFP,2020-10-31,Nouveaux tirs
        source_office: AFP
        source_date: 2020-10-31
        source_headline: Nouveaux tirs
        source_original: armée azerbaïdjanaise
        event_clarity: 2
        date_prec: 1
        date_start: 2020-10-31
        date_end: 2020-10-31
        deaths_a: 0
        deaths_b: 0
        deaths_civilians: 0
        deaths_unknown: 0
        best: 0
        high: 0
        low: 0

        id: essai#3
        relid: essai#3
        year: 2020
        code_status: machine-coded, unchecked (generator: lieudit 0.1.0)
        type_of_violence: 1
        dyad_name: Government of Azerbaijan - rebelles
        side_a: Government of Azerbaijan
        side_b: rebelles
        number_of_sources: 1
        source_article: AFP,2020-10-31,Nouveaux tirs
        source_office: AFP
        source_date: 2020-10-31
        source_headline: Nouveaux tirs
        where_prec: 5
        where_coordinates: Haut-Karabakh
        where_description: Haut-Karabakh (s)
        latitude: 39.25
        longitude: 46.5
        geom_wkt: POINT (46.5 39.25)
        priogrid_gid: 186214
        country: Azerbaijan
        region: Europe
        event_clarity: 1
        date_prec: 3
        date_start: 2020-10-19
        date_end: 2020-10-25
        deaths_a: 2
        deaths_b: 0
        deaths_civilians: 0
        deaths_unknown: 0
        best: 2
        high: 2
        low: 2
        """)
  }

  @Test func aDispatchAsPLOVERRecords() throws {
    let lines = try EventSample.war().written(.ploverJSONL).split(separator: 0x0A).map { Data($0) }
    #expect(lines.count == 5)
    let records = try lines.map { try #require(try JSONSerialization.jsonObject(with: $0) as? [String: Any]) }
    let expected = #"""
      {"id":"essai#1","date":"2020-10-31","enddate":"2020-10-31","event":["ASSAULT"],"mode":["heavy-weapons"],\#
      "context":[],"quad_code":4,"actor":[{"code":"ARM","sector":"GOV","actor_text":"Erevan"}],\#
      "recipient":[{"code":null,"sector":"CVL","actor_text":"trois civils"}],\#
      "event_loc":{"geonameid":584871,"name":"Terter","latitude":40.34201,"longitude":46.93161,"feature class":"P",\#
      "feature code":"PPL","country code":"AZ","cc3":"AZE","admin1":"Tartar","admin2":"Canton de Terter","resolution":2},\#
      "size":{"dead":3,"injured":1},"link":"essai#1","counted_in":null,"status":"disputed",\#
      "claimants":["armée azerbaïdjanaise (AZ)"],"denied_by":["ministère arménien (AM)"],\#
      "event_text":["L'armée azerbaïdjanaise a accusé Erevan de tirs d'artillerie contre Terter et deux hameaux, \#
      évoquant trois civils tués."],"text_info":{"start":0,"end":119},\#
      "cite_info":{"citation":"essai","title":"Nouveaux tirs","language":"fr","publication":"AFP",\#
      "codebook":"PLOVER 0.7b1"},"coder":"lieudit 0.1.0"}
      """#
    #expect(String(decoding: lines[0], as: UTF8.self) == expected)
    #expect(records[1]["counted_in"] as? String == "essai#1")
    #expect((records[1]["size"] as? [String: Int]) == ["dead": 0, "injured": 0])
    #expect(records[1]["event_loc"] is NSNull)
    #expect(records[4]["event"] as? [String] == ["CONSULT"] && records[4]["quad_code"] as? Int == 1)
  }
}
