internal import Diagnostics
internal import Quantities

extension ProtocolReader {
  /// Reads the declarations of settings.
  mutating func settings(_ node: YAMLNode?) -> [ProtocolSetting] {
    guard let node,
      let entries = attempt({ () throws(Diagnostic) in
        try node.entries(expecting: "the settings by name")
      })
    else { return [] }
    return entries.compactMap { setting($0) }
  }

  private mutating func setting(_ entry: YAMLEntry) -> ProtocolSetting? {
    guard var block = open(entry.value, "the setting `\(entry.key)`") else { return nil }
    let meaning = attempt { () throws(Diagnostic) in
      try block.requiredText("meaning", example: "how much is given per session")
    }
    let allowed = attempt { () throws(Diagnostic) in
      try ProtocolReader.allowed(block.required("allowed", example: "20..35 mg"))
    }
    block.finish(&findings)
    if !entry.key.isSettingName {
      findings.add(
        Diagnostic(
          .unusableName, at: entry.keyLocation, "`\(entry.key)` cannot name a setting",
          expected: "small letters, digits and hyphens, a letter first",
          remedy: "choose a name such as `rate`"))
    }
    guard let meaning, let allowed else { return nil }
    return ProtocolSetting(
      name: entry.key, meaning: meaning, allowed: allowed, location: entry.keyLocation)
  }

  /// Reads `500..700 mg/h`, `4..12`, or a list of quantities.
  private static func allowed(_ node: YAMLNode) throws(Diagnostic) -> ProtocolSetting.Allowed {
    if case .sequence(let items) = node.content, !items.isEmpty {
      var choices: [Quantity] = []
      for item in items {
        choices.append(
          try Quantity(parsing: item.text(expecting: "a quantity"), at: item.location))
      }
      return .choice(choices)
    }
    let text = try node.text(expecting: "a range such as `20..35 mg` or a list of quantities")
    let ends = text.split(separator: "..", omittingEmptySubsequences: false).map(\.trimmed)
    guard ends.count == 2 else { throw badRange(text, node) }
    if ends.allSatisfy({ !$0.isEmpty && $0.allSatisfy(\.isASCIIDigit) }) {
      let lower = try WholeNumber.read(ends[0], at: node.location)
      let upper = try WholeNumber.read(ends[1], at: node.location)
      guard lower <= upper else { throw badRange(text, node) }
      return .count(lower...upper)
    }
    let upper = try Quantity(parsing: ends[1], at: node.location)
    let lower: Quantity
    if let number = DecimalNumber(ends[0]) {
      lower = Quantity(number, upper.unit, scalar: upper.scalar)
    } else {
      lower = try Quantity(parsing: ends[0], at: node.location)
    }
    guard lower.dimension == upper.dimension, lower.scalar == upper.scalar,
      lower.canonical <= upper.canonical
    else { throw badRange(text, node) }
    return .range(lower, upper)
  }

  private static func badRange(_ text: String, _ node: YAMLNode) -> Diagnostic {
    Diagnostic(
      .badSetting, at: node.location, "`\(text)` does not say what is allowed",
      expected: "a range such as `500..700 mg/h` or `4..12`, the lower end first",
      remedy: "write the range, or a list of quantities")
  }

  /// Puts the values of settings where `$name` stands.
  ///
  /// A setting without a usable value is reported once; its places get an allowed value, so that
  /// the rest of the file can still be read.
  mutating func substitute(
    _ root: YAMLNode, _ settings: [ProtocolSetting], values: [String: String]
  ) -> YAMLNode {
    let names = settings.map(\.name)
    for name in values.keys.sorted() where !names.contains(name) {
      let near = suggestion(for: name, among: names)
      findings.add(
        Diagnostic(
          .unknownSetting, at: .option(name, value: values[name] ?? ""),
          "the protocol has no setting `\(name)`",
          expected: names.isEmpty
            ? "no settings at all" : "one of `\(names.joined(separator: "`, `"))`",
          remedy: near.map { "did you mean `\($0)`?" } ?? syntax.removal(of: name)))
    }
    reportMissing(settings.filter { values[$0.name] == nil })
    let syntax = syntax
    var texts: [String: (text: String, location: SourceLocation?)] = [:]
    for setting in settings {
      texts[setting.name] = (setting.example, nil)
      guard let value = values[setting.name] else { continue }
      let place = SourceLocation.option(setting.name, value: value)
      let accepted: Void? = attempt { () throws(Diagnostic) in
        try setting.accept(value, at: place, in: syntax)
      }
      if accepted != nil { texts[setting.name] = (value, place) }
    }
    var used: Set<String> = []
    let result = replace(root, texts, &used)
    for setting in settings where !used.contains(setting.name) {
      findings.add(
        Diagnostic(
          .unusedSetting, at: setting.location, "nothing uses the setting `\(setting.name)`",
          remedy: "write `$\(setting.name)` where its value belongs, or remove it"))
    }
    return result
  }

  /// One finding for all settings without a value, with a command line that can be copied.
  private mutating func reportMissing(_ missing: [ProtocolSetting]) {
    guard let first = missing.first else { return }
    let options = missing.map { syntax.text($0.name, $0.example) }.joined(separator: " ")
    let isOne = missing.count == 1
    let meanings = missing.map { "`\($0.name)`: \($0.meaning)" }.joined(separator: "; ")
    let ranges = missing.map { "`\($0.name)` \($0.allowedText)" }.joined(separator: "; ")
    findings.add(
      Diagnostic(
        .missingSetting, at: first.location,
        "the protocol needs \(isOne ? "a value" : "values") for \(meanings)",
        expected: isOne ? first.allowedText : ranges,
        remedy: "add `\(options)` with the \(isOne ? "value" : "values") you mean"))
  }

  private mutating func replace(
    _ node: YAMLNode, _ texts: [String: (text: String, location: SourceLocation?)],
    _ used: inout Set<String>
  ) -> YAMLNode {
    var copy = node
    switch node.content {
    case .scalar(let text):
      guard text.hasPrefix("$"), String(text.dropFirst()).isSettingName else { return node }
      let name = String(text.dropFirst())
      used.insert(name)
      if let value = texts[name] {
        copy.content = .scalar(value.text)
        copy.location = value.location ?? node.location
        return copy
      }
      poisoned.insert(node.location)
      let near = suggestion(for: name, among: texts.keys.sorted())
      findings.add(
        Diagnostic(
          .undeclaredSetting, at: node.location, "`\(text)` is not declared under `settings`",
          remedy: near.map { "did you mean `$\($0)`?" }
            ?? "declare `\(name)` with its meaning and what is allowed"))
    case .sequence(let items):
      copy.content = .sequence(items.map { replace($0, texts, &used) })
    case .mapping(let entries):
      copy.content = .mapping(
        entries.map { entry in
          var entry = entry
          if entry.key != "settings" { entry.value = replace(entry.value, texts, &used) }
          return entry
        })
    }
    return copy
  }
}

extension SourceLocation {
  /// The value of a setting as it was given on the command line.
  static func option(_ name: String, value: String) -> SourceLocation {
    SourceLocation(
      file: "--set \(name)", line: 1, column: 1, length: value.unicodeScalars.count,
      lineText: value)
  }
}

extension String {
  /// Whether the text can name a setting.
  var isSettingName: Bool {
    guard let first, first.isASCII, first.isLowercase else { return false }
    return allSatisfy { $0.isASCII && ($0.isLowercase || $0.isNumber || $0 == "-") }
  }
}
