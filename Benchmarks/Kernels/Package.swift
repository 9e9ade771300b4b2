// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that whoever uses or builds Titrate never fetches the benchmark library.
let package = Package(
  name: "Kernels",
  dependencies: [
    .package(name: "Titrate", path: "../.."),
    .package(url: "https://github.com/ordo-one/benchmark", exact: "1.38.1", traits: []),
  ],
  targets: [
    // The library finds its targets in a folder named Benchmarks.
    .executableTarget(
      name: "KernelBenchmarks",
      dependencies: [
        .product(name: "Titrate", package: "Titrate"),
        .product(name: "Benchmark", package: "benchmark"),
      ],
      path: "Benchmarks/KernelBenchmarks",
      plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")])
  ]
)
