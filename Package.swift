// swift-tools-version: 6.2
import PackageDescription

/// Every target is held to the same bar: Swift 6 mode, warnings are errors, imports say who sees them.
let strict: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
  name: "Titrate",
  products: [
    .library(name: "Titrate", targets: ["Titrate"]),
    .executable(name: "titrate", targets: ["TitrateCLI"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
    .package(url: "https://github.com/attaswift/BigInt", exact: "6.0.1"),
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
  ],
  targets: [
    // The arrows point down only: a target may import those declared above it, never below.
    .systemLibrary(
      name: "CLAPACK", pkgConfig: "lapacke",
      providers: [.apt(["liblapacke-dev", "libopenblas-dev"])]),
    .target(name: "Diagnostics", swiftSettings: strict),
    .target(
      name: "Quantities",
      dependencies: ["Diagnostics", .product(name: "BigInt", package: "BigInt")],
      swiftSettings: strict),
    .target(
      name: "NumericalMethods", dependencies: ["CLAPACK"], swiftSettings: strict,
      linkerSettings: [.linkedLibrary("openblas"), .linkedLibrary("m")]),
    .target(name: "Patients", dependencies: ["Quantities"], swiftSettings: strict),
    .target(name: "Dosing", dependencies: ["Patients"], swiftSettings: strict),
    .target(
      name: "Kinetics", dependencies: ["Patients", "NumericalMethods"], swiftSettings: strict),
    .target(name: "Simulation", dependencies: ["Dosing", "Kinetics"], swiftSettings: strict),
    .target(name: "Limits", dependencies: ["Simulation"], swiftSettings: strict),
    .target(
      name: "Population", dependencies: ["Simulation", "Limits"], swiftSettings: strict),
    .target(
      name: "Documents",
      dependencies: [
        "Diagnostics", "Quantities", "Patients", "Dosing", "Kinetics", "Simulation", "Limits",
        "Population",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "Yams", package: "Yams"),
      ],
      swiftSettings: strict),
    .target(
      name: "Reports", dependencies: ["Diagnostics", "Simulation", "Limits", "Population"],
      swiftSettings: strict),
    .target(
      name: "Titrate",
      dependencies: [
        "Diagnostics", "Quantities", "Patients", "Dosing", "Kinetics", "Simulation", "Limits",
        "Population",
        "Documents", "Reports",
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "TitrateCLI",
      dependencies: [
        "Titrate", "NumericalMethods",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    // Whole workloads for `Benchmarks/population`; no product.
    .executableTarget(
      name: "PopulationWorkloads",
      dependencies: [
        "Reports", "Population", "Simulation", "Kinetics", "Quantities", "NumericalMethods",
      ],
      path: "Benchmarks/Population/Workloads", swiftSettings: strict),
    // Random numbers of tests, with a seed that is printed.
    .target(name: "Randomness", path: "Tests/Randomness", swiftSettings: strict),
    .testTarget(name: "DiagnosticsTests", dependencies: ["Diagnostics"], swiftSettings: strict),
    .testTarget(
      name: "QuantitiesTests", dependencies: ["Quantities", "Diagnostics"], swiftSettings: strict),
    .testTarget(
      name: "PatientsTests", dependencies: ["Patients", "Quantities", "Diagnostics"],
      swiftSettings: strict),
    .testTarget(
      name: "NumericalMethodsTests", dependencies: ["NumericalMethods", "CLAPACK", "Randomness"],
      exclude: ["Golden"],
      swiftSettings: strict),
    .testTarget(
      name: "DosingTests", dependencies: ["Dosing", "Quantities", "Patients", "Diagnostics"],
      swiftSettings: strict),
    // What the property tests share: a seeded generator of systems and courses, and a reference.
    .target(
      name: "PropertyTesting", dependencies: ["Simulation", "Randomness"],
      path: "Tests/PropertyTesting",
      swiftSettings: strict),
    .testTarget(
      name: "KineticsTests",
      dependencies: ["Kinetics", "NumericalMethods", "PropertyTesting", "Randomness"],
      swiftSettings: strict),
    .testTarget(
      name: "SimulationTests",
      dependencies: [
        "Simulation", "Population", "Kinetics", "NumericalMethods", "PropertyTesting",
      ],
      exclude: ["Golden"], swiftSettings: strict),
    .testTarget(
      name: "PopulationTests",
      dependencies: [
        "Population", "Simulation", "Dosing", "Kinetics", "Quantities", "NumericalMethods",
        "PropertyTesting", "PopulationWorkloads",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "LimitsTests",
      dependencies: [
        "Limits", "Simulation", "Dosing", "Kinetics", "Quantities", "Patients", "Diagnostics",
        "PropertyTesting", "Randomness",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "DocumentsTests",
      dependencies: [
        "Documents", "Limits", "Population", "Simulation", "Dosing", "Kinetics", "Quantities",
        "Patients", "Diagnostics", "Randomness",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "ReportsTests",
      dependencies: [
        "Reports", "Limits", "Simulation", "Kinetics", "Dosing", "Patients", "Quantities",
        "Diagnostics", "Randomness",
      ],
      exclude: ["Schemas"], swiftSettings: strict),
    .testTarget(name: "TitrateTests", dependencies: ["Titrate"], swiftSettings: strict),
    .testTarget(
      name: "CommandLineTests", dependencies: ["TitrateCLI", "Randomness"], swiftSettings: strict),
    .testTarget(name: "PackageGraphTests", swiftSettings: strict),
  ]
)
