/// The arrows of the package: what each module under `Sources` may import.
///
/// A new module needs a row here, and a reason for where it stands.
enum AllowedImports {
  /// Sister modules and packages, by module.
  static let byModule: [String: Set<String>] = [
    "Diagnostics": [],
    "NumericalMethods": ["CLAPACK", "Diagnostics"],
    "Quantities": ["BigInt", "Diagnostics"],
    "Patients": belowPatients,
    "Dosing": belowPatients.union(["Patients"]),
    "Kinetics": belowPatients.union(["Patients"]),
    "Simulation": belowSimulation,
    "Limits": belowSimulation.union(["Simulation"]),
    "Population": belowSimulation.union(["Limits", "Simulation"]),
    "Documents": belowSimulation.union(["Crypto", "Limits", "Population", "Simulation", "Yams"]),
    "Reports": belowSimulation.union(["Limits", "Population", "Simulation"]),
    "Titrate": library,
    "TitrateCLI": library.union(["ArgumentParser", "Dispatch", "Titrate"]),
  ]

  /// What comes with the toolchain and is light enough for every module.
  static let platform: Set<String> = ["Glibc", "Synchronization"]

  static let foundation: Set<String> = ["Foundation", "FoundationEssentials"]

  /// The modules that meet files and people; the rest computes, and computes without Foundation.
  static let mayImportFoundation: Set<String> = ["Documents", "Titrate", "TitrateCLI"]

  private static let belowPatients: Set<String> = ["Diagnostics", "NumericalMethods", "Quantities"]
  private static let belowSimulation = belowPatients.union(["Dosing", "Kinetics", "Patients"])
  private static let library = belowSimulation.union([
    "Documents", "Limits", "Population", "Reports", "Simulation",
  ])

  /// Each import that the arrows forbid, as a sentence naming the file.
  static func violations(in files: [SourceFile]) -> [String] {
    files.flatMap { file in
      file.imports.filter { !mayImport($0, in: file.module) }
        .map { "\(file.path): \(file.module) may not import \($0)" }
    }
  }

  private static func mayImport(_ imported: String, in module: String) -> Bool {
    platform.contains(imported)
      || byModule[module, default: []].contains(imported)
      || foundation.contains(imported) && mayImportFoundation.contains(module)
  }
}
