// swift-tools-version: 6.2
import PackageDescription

// CI takes no warning in the project's own targets.
let strictness: [SwiftSetting] =
  Context.environment["LIEUDIT_WARNINGS_AS_ERRORS"] == "1" ? [.treatAllWarnings(as: .error)] : []

let settings: [SwiftSetting] =
  [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
  ] + strictness

let package = Package(
  name: "lieudit",
  platforms: [.macOS(.v14)],
  products: [
    .library(
      name: "Lieudit",
      targets: [
        "Lieudit", "GeoTypes", "GazetteerIndex", "GazetteerSources", "Basemap", "Dispatches", "Geoparsing",
        "Incidents",
        "Interchange",
        "Cartography", "Projections",
      ]),
    .executable(name: "lieudit", targets: ["LieuditCommand"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
  ],
  targets: [
    // Compiles against PROJ's header and opens its library when a map is asked for.
    .target(name: "CProj"),
    .target(name: "GeoTypes", swiftSettings: settings),
    .target(name: "Projections", dependencies: ["CProj", "GeoTypes"], swiftSettings: settings),
    .target(name: "GazetteerIndex", dependencies: ["GeoTypes"], swiftSettings: settings),
    .systemLibrary(name: "CZlib"),
    .target(
      name: "GazetteerSources", dependencies: ["CZlib", "GazetteerIndex", "GeoTypes"], swiftSettings: settings
    ),
    .target(name: "Basemap", dependencies: ["GeoTypes"], swiftSettings: settings),
    // `lieudit basemap build`: Natural Earth's files into a basemap.
    .target(
      name: "BasemapSources", dependencies: ["Basemap", "GazetteerIndex", "GazetteerSources", "GeoTypes"],
      swiftSettings: settings),
    .target(name: "Dispatches", dependencies: ["GeoTypes"], swiftSettings: settings),
    .target(
      name: "Geoparsing", dependencies: ["GeoTypes", "Dispatches", "GazetteerIndex"],
      swiftSettings: settings),
    .target(
      name: "Incidents", dependencies: ["GeoTypes", "Dispatches", "GazetteerIndex", "Geoparsing"],
      swiftSettings: settings),
    .target(
      name: "Lieudit",
      dependencies: [
        "GeoTypes", "Dispatches", "GazetteerIndex", "Basemap", "Geoparsing", "Incidents",
      ],
      swiftSettings: settings),
    .target(
      name: "Evaluation",
      dependencies: [
        "Lieudit", "GeoTypes", "Dispatches", "GazetteerIndex", "Geoparsing", "Incidents",
      ], swiftSettings: settings),
    .target(
      name: "Interchange",
      dependencies: [
        "Lieudit", "GeoTypes", "Dispatches", "GazetteerIndex", "Geoparsing", "Incidents",
      ], swiftSettings: settings),
    .target(
      name: "Cartography",
      dependencies: [
        "Lieudit", "Projections", "Basemap", "GeoTypes", "Dispatches", "GazetteerIndex",
        "Geoparsing", "Incidents",
      ], swiftSettings: settings),
    .executableTarget(
      name: "LieuditCommand",
      dependencies: [
        "Lieudit", "Interchange", "Cartography", "Projections", "Basemap", "BasemapSources", "GeoTypes",
        "Dispatches", "GazetteerIndex", "GazetteerSources", "Geoparsing", "Incidents", "Evaluation",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], path: "Sources/Command", exclude: ["Manual"], swiftSettings: settings),
    // `make model`: not installed, and no part of the command.
    .executableTarget(
      name: "TrainModel",
      dependencies: ["Lieudit", "Evaluation", "Geoparsing", "GazetteerIndex", "Dispatches", "GeoTypes"],
      path: "Sources/Training", swiftSettings: settings),
    .testTarget(name: "CommandTests", dependencies: ["LieuditCommand"], swiftSettings: settings),
    .testTarget(
      name: "DispatchesTests", dependencies: ["Dispatches", "GeoTypes"], swiftSettings: settings),
    .testTarget(
      name: "EvaluationTests",
      dependencies: [
        "Evaluation", "Lieudit", "Dispatches", "Geoparsing", "Incidents", "GazetteerIndex", "GeoTypes",
      ], swiftSettings: settings),
    .testTarget(
      name: "GeoTypesTests", dependencies: ["GeoTypes"], swiftSettings: settings),
    .testTarget(
      name: "InterchangeTests",
      dependencies: [
        "Interchange", "Lieudit", "GeoTypes", "Dispatches", "GazetteerIndex", "Geoparsing", "Incidents",
      ], swiftSettings: settings),
    .testTarget(
      name: "BasemapTests", dependencies: ["Basemap", "GeoTypes"], swiftSettings: settings),
    .testTarget(
      name: "BasemapSourcesTests",
      dependencies: ["BasemapSources", "Basemap", "GazetteerSources", "GeoTypes"], swiftSettings: settings),
    .testTarget(
      name: "GazetteerIndexTests", dependencies: ["GazetteerIndex", "GeoTypes"],
      exclude: ["Stranger"], swiftSettings: settings),
    .testTarget(
      name: "GazetteerSourcesTests",
      dependencies: ["GazetteerSources", "GazetteerIndex", "Interchange", "GeoTypes", "CZlib"],
      swiftSettings: settings),
    .testTarget(
      name: "GeoparsingTests",
      dependencies: ["Geoparsing", "Dispatches", "GazetteerIndex", "GeoTypes"], swiftSettings: settings),
    .testTarget(name: "TrainingTests", dependencies: ["TrainModel", "Geoparsing"], swiftSettings: settings),
    .testTarget(
      name: "CartographyTests",
      dependencies: [
        "Cartography", "Projections", "Basemap", "Lieudit", "GeoTypes", "Dispatches", "GazetteerIndex",
        "Geoparsing",
        "Incidents",
      ], swiftSettings: settings),
    .testTarget(
      name: "LieuditTests",
      dependencies: [
        "Lieudit", "Interchange", "Incidents", "Geoparsing", "GazetteerIndex", "Dispatches", "GeoTypes",
      ], swiftSettings: settings),
    .testTarget(
      name: "ProjectionsTests", dependencies: ["Projections", "GeoTypes"], swiftSettings: settings),
    .testTarget(
      name: "IncidentsTests",
      dependencies: ["Incidents", "Interchange", "Geoparsing", "Dispatches", "GazetteerIndex", "GeoTypes"],
      swiftSettings: settings),
  ],
  swiftLanguageModes: [.v6]
)
