internal import Titrate

/// The sets of limits of a library, as far as reports name those that nobody asked.
struct ShippedLimits: Sendable {
  private struct Entry: Sendable {
    let id: String
    let drug: String
    let conditions: [PatientCondition]
  }

  private let entries: [Entry]

  /// Nothing, where nobody looked.
  init() { entries = [] }

  /// Reads every set of a library; one that cannot be read is not named.
  init(in library: Library) {
    entries = library.ids(on: .limits).compactMap { id in
      guard let text = try? library.text(of: id, on: .limits),
        let set = try? LimitDocument.read(text: text.text, file: text.path)
      else { return nil }
      return Entry(id: id, drug: set.drug, conditions: set.contraindications.map(\.condition))
    }
  }

  /// The sets for a drug that judge a condition, by id.
  func ids(judging condition: PatientCondition, for drug: String) -> [String] {
    entries.filter { $0.drug == drug && $0.conditions.contains(condition) }.map(\.id)
  }

  /// What a library holds for drugs that no set was asked about.
  static func unasked(
    _ drugs: [String], _ context: ClinicalContext, in library: Library
  ) -> [UnaskedLimits] {
    let conditions = context.conditions ?? []
    let shipped = conditions.isEmpty || drugs.isEmpty ? ShippedLimits() : ShippedLimits(in: library)
    let ids = drugs.isEmpty ? [] : library.ids(on: .limits)
    return drugs.map { drug in
      UnaskedLimits(
        drug: drug,
        // Without anything declared the names are enough: a set lies in the folder of its drug.
        sets: ids.filter { $0.hasPrefix(drug + "/") },
        conditions: conditions.map {
          UnjudgedCondition($0, judges: shipped.ids(judging: $0, for: drug))
        })
    }
  }
}

extension Library {
  /// Drugs that there are models of, and no limits for.
  var drugsWithoutLimits: Set<String> {
    func drugs(_ shelf: Shelf) -> Set<String> {
      Set(ids(on: shelf).compactMap { $0.split(separator: "/").first.map(String.init) })
    }
    return drugs(.models).subtracting(drugs(.limits))
  }
}
