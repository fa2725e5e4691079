// swift-tools-version: 6.2
import PackageDescription

// Benchmarks, not tests: each prints figures, none asserts. Run them with `make bench`.
let package = Package(
  name: "benchmarks",
  platforms: [.macOS(.v14)],
  dependencies: [.package(name: "lieudit", path: "..")],
  targets: [
    .executableTarget(name: "bench-reading", dependencies: [.product(name: "Lieudit", package: "lieudit")]),
    .executableTarget(name: "bench-gazetteer", dependencies: [.product(name: "Lieudit", package: "lieudit")]),
    .systemLibrary(
      name: "CProjForBenchmarks", pkgConfig: "proj",
      providers: [.apt(["libproj-dev"]), .brew(["proj"])]),
    .target(name: "CLoop", dependencies: ["CProjForBenchmarks"]),
    .executableTarget(
      name: "bench-projections", dependencies: ["CLoop", .product(name: "Lieudit", package: "lieudit")]),
    .executableTarget(name: "bench-geojson", dependencies: [.product(name: "Lieudit", package: "lieudit")]),
    .executableTarget(name: "bench-map", dependencies: [.product(name: "Lieudit", package: "lieudit")]),
  ],
  swiftLanguageModes: [.v6]
)
