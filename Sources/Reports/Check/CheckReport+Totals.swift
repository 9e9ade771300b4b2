internal import Diagnostics
internal import Limits
internal import Quantities

extension CheckReport {
  /// Rules of one set that were not checked for one reason.
  struct UncheckedGroup {
    let set: Int
    let reason: NotChecked
    /// The names of the rules, in the order of the set.
    let rules: [String]
    /// In how many cases at least one of them was not checked for it.
    let cases: Int
  }

  /// What was not checked, by set and by reason; reasons in the order of their first use by the
  /// cases as they are sorted.
  var uncheckedGroups: [UncheckedGroup] {
    var places: [Key: Int] = [:]
    var groups: [(key: Key, subjects: [Verdict.Subject], known: Set<Verdict.Subject>, cases: Int)] =
      []
    for judgement in files.flatMap(\.cases).flatMap(\.judgements) {
      var seen: Set<Int> = []
      for unchecked in judgement.unchecked {
        let key = Key(set: judgement.set, reason: unchecked.reason)
        let place = places[key] ?? groups.count
        if place == groups.count {
          places[key] = place
          groups.append((key, [], [], 0))
        }
        if groups[place].known.insert(unchecked.subject).inserted {
          groups[place].subjects.append(unchecked.subject)
        }
        if seen.insert(place).inserted { groups[place].cases += 1 }
      }
    }
    return orderedSets.flatMap { set in
      groups.filter { $0.key.set == set }.map { group in
        UncheckedGroup(
          set: set, reason: reasons[group.key.reason],
          rules: group.subjects.sorted { $0.order < $1.order }.map {
            sets[set].id(of: $0)
          }, cases: group.cases)
      }
    }
  }

  /// A declared condition that one set says nothing about.
  struct UnjudgedGroup {
    let set: Int
    let unjudged: UnjudgedCondition
    /// In how many cases.
    var cases: Int
  }

  /// What is declared and not judged, by set; conditions in the order of their first use.
  var unjudgedGroups: [UnjudgedGroup] {
    var groups: [UnjudgedGroup] = []
    for judgement in files.flatMap(\.cases).flatMap(\.judgements) {
      for unjudged in judgement.unjudged {
        if let place = groups.firstIndex(where: {
          $0.set == judgement.set && $0.unjudged == unjudged
        }) {
          groups[place].cases += 1
        } else {
          groups.append(UnjudgedGroup(set: judgement.set, unjudged: unjudged, cases: 1))
        }
      }
    }
    return groups
  }

  private struct Key: Hashable {
    let set: Int
    let reason: Int32
  }

  /// What was not checked and why, below a heading or as a part of another section.
  func addUnchecked(_ heading: String?, to content: inout ReportContent) {
    let (groups, unjudged) = (uncheckedGroups, unjudgedGroups)
    guard !groups.isEmpty || !unjudged.isEmpty else { return }
    let loads = loadsBySet
    if let heading { content.heading(heading) }
    for index in orderedSets {
      let set = sets[index]
      let own = groups.filter { $0.set == index }
      let ownUnjudged = unjudged.filter { $0.set == index }
      guard !own.isEmpty || !ownUnjudged.isEmpty else { continue }
      func cases(_ count: Int) -> String {
        loads[index].cases == 1 ? "" : " (\(count) of \(loads[index].cases) cases)"
      }
      content.paragraph(heading == nil ? "not checked by \(set.id):" : set.id)
      for group in ownUnjudged {
        content.remark(group.unjudged.words + cases(group.cases), .caution)
      }
      for group in own {
        content.remark(
          "\(group.rules.joined(separator: ", ")): \(group.reason.words)\(cases(group.cases))")
      }
    }
  }

  /// How many alerts there are in all and by set, and how they were judged.
  func addTotals(to content: inout ReportContent) {
    let load = load
    content.heading("In all")
    content.paragraph("\(load.cases) case\(load.cases == 1 ? "" : "s"): \(load.words)")
    if sets.count > 1 {
      let loads = loadsBySet
      for index in orderedSets {
        let load = loads[index]
        content.paragraph(
          "\(sets[index].id), \(load.cases) case\(load.cases == 1 ? "" : "s"): \(load.words)")
      }
    }
    if load.unexpected > 0 {
      content.paragraph("\(load.unexpected) not as expected", .alarm)
    }
    var terms = ["fails on \(failOn.rawValue) findings" + (failOn == .soft ? " and hard ones" : "")]
    if strongOnly { terms.append("rules of weak evidence have no say") }
    if let date { terms.append("acceptances as of \(date)") }
    content.paragraph(terms.joined(separator: "; "), .quiet)
    for remark in remarks { content.paragraph(remark, .quiet) }
    content.paragraph(
      "Decision support for education and research; not a prescription.", .quiet)
  }
}

extension UnjudgedCondition {
  /// That nobody looked at it, and who would.
  var words: String { "declared `\(condition.rawValue)`: no rule of this set judges it" + others }

  /// The sets that judge it, as the end of a sentence.
  var others: String {
    guard let last = judges.last else { return "" }
    let names =
      judges.count == 1 ? last : judges.dropLast().joined(separator: ", ") + " and " + last
    return "; \(names) \(judges.count == 1 ? "does" : "do")"
  }
}

extension NotChecked {
  /// Why, in words, with what can be done about it.
  var words: String {
    switch self {
    case .notConcerned(let why): why
    case .unknown(let what, let remedy): "\(what); help: \(remedy)"
    case .nothingToMeasure(let why): why
    }
  }

  /// The kind of reason, for programs.
  var kind: String {
    switch self {
    case .notConcerned: "not concerned"
    case .unknown: "unknown"
    case .nothingToMeasure: "nothing to measure"
    }
  }
}

extension Verdict.Subject {
  /// Contraindications come first, as in a judgement.
  var order: Int {
    switch self {
    case .contraindication(let index): index - Int(Int32.max)
    case .rule(let index): index
    }
  }
}
