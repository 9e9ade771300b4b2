internal import Diagnostics
internal import Limits

extension CheckReport {
  /// The report as XML of JUnit.
  ///
  /// A suite is a file; a test is what one set says of one protocol for one patient, and its
  /// failure lists every rule that is broken. A test per rule would bury the few that fail under
  /// thousands that pass, and servers cut long lists. Further tests are the file's text, and the
  /// verdict that is expected where one is stated: it then decides alone. There are no times of
  /// day and no durations, so that the same input gives the same bytes.
  func writeJUnit(
    _ emit: (String) throws(OutputFailure) -> Void
  ) throws(OutputFailure) {
    let suites: [Suite] = files.map { entry in
      Suite(
        path: entry.file.path,
        tests: [textTest(entry.file)] + entry.cases.flatMap { tests(of: $0, entry.file.path) })
    }
    let all: [Test] = suites.flatMap(\.tests)
    func count(_ kind: Test.Result.Kind, _ tests: [Test]) -> Int {
      tests.count { $0.result?.kind == kind }
    }
    try emit(
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <testsuites name="titrate check" tests="\(all.count)" \
      failures="\(count(.failure, all))" errors="\(count(.error, all))">

      """)
    for suite in suites {
      let path = XMLText.escaped(suite.path)
      try emit(
        "  <testsuite name=\"\(path)\" tests=\"\(suite.tests.count)\" "
          + "failures=\"\(count(.failure, suite.tests))\" "
          + "errors=\"\(count(.error, suite.tests))\" "
          + "skipped=\"\(count(.skipped, suite.tests))\" file=\"\(path)\">\n")
      for test in suite.tests { try emit(test.xml) }
      try emit("  </testsuite>\n")
    }
    try emit("</testsuites>\n")
  }

  private struct Suite {
    let path: String
    let tests: [Test]
  }

  private struct Test {
    struct Result {
      enum Kind: String { case failure, error, skipped }
      let kind: Kind
      let type: String
      let message: String
      let body: [String]
    }

    let className: String
    let name: String
    let result: Result?
    /// What is worth knowing about a test that passes.
    var output: [String] = []

    var xml: String {
      let head =
        "    <testcase classname=\"\(XMLText.escaped(className))\" "
        + "name=\"\(XMLText.escaped(name))\""
      var inside = ""
      if let result {
        inside +=
          "      <\(result.kind.rawValue) type=\"\(XMLText.escaped(result.type))\" "
          + "message=\"\(XMLText.escaped(result.message))\">"
          + result.body.map(XMLText.escaped).joined(separator: "\n")
          + "</\(result.kind.rawValue)>\n"
      }
      if !output.isEmpty {
        inside +=
          "      <system-out>" + output.map(XMLText.escaped).joined(separator: "\n")
          + "</system-out>\n"
      }
      return inside.isEmpty ? head + "/>\n" : head + ">\n\(inside)    </testcase>\n"
    }
  }

  private func textTest(_ file: CheckedFile) -> Test {
    let errors = file.diagnostics.filter { $0.severity == .error }
    let others = file.diagnostics.filter { $0.severity != .error }
    return Test(
      className: Self.className(file.path), name: "text",
      result: errors.first.map { first in
        Test.Result(
          kind: .error, type: first.code.id, message: first.message,
          body: errors.flatMap(\.lines))
      }, output: others.flatMap(\.lines))
  }

  private func tests(of kept: KeptCase, _ path: String) -> [Test] {
    let name = "\(kept.protocolID) · \(kept.patientText)"
    var tests = kept.judgements.map { judgement in
      let findings = findings(of: judgement, kept)
      let lines = findings.map(\.line)
      var result: Test.Result?
      if kept.expected == nil, judgement.fails(failOn), let worst = findings.first {
        result = Test.Result(
          kind: .failure, type: worst.severity.rawValue,
          message: "\(worst.subject.id): \(worst.headline)", body: lines)
      } else if judgement.passes.isEmpty, judgement.findings.isEmpty {
        result = Test.Result(
          kind: .skipped, type: "not checked", message: "no rule could be checked", body: [])
      }
      let isTold = result?.kind == .failure
      return Test(
        className: Self.className(path), name: "\(name) · \(sets[judgement.set].id)",
        result: result,
        output: (isTold ? [] : lines) + uncheckedLines(judgement))
    }
    if kept.judgements.isEmpty {
      tests.append(
        Test(
          className: Self.className(path), name: name,
          result: Test.Result(
            kind: .failure, type: "not checked", message: KeptCase.noLimits, body: [])))
    }
    if kept.expected != nil {
      tests.append(
        Test(
          className: Self.className(path), name: "\(name) · expected verdict",
          result: mismatch(kept).map {
            Test.Result(
              kind: .failure, type: $0.code.id, message: $0.message,
              body: $0.lines + findings(of: kept).map(\.line))
          }))
    }
    return tests
  }

  /// What was not checked, a line for each reason.
  private func uncheckedLines(_ judgement: KeptJudgement) -> [String] {
    var reasons: [Int32] = []
    for unchecked in judgement.unchecked where !reasons.contains(unchecked.reason) {
      reasons.append(unchecked.reason)
    }
    let unjudged = judgement.unjudged.map { "not checked: \($0.words)" }
    return unjudged
      + reasons.map { reason in
        let rules = judgement.unchecked.filter { $0.reason == reason }.map {
          sets[judgement.set].id(of: $0.subject)
        }
        return "not checked: \(rules.joined(separator: ", ")): \(self.reasons[reason].words)"
      }
  }

  /// The path with points between its folders and none elsewhere, as servers group by.
  private static func className(_ path: String) -> String {
    let path = ReportedPath(path, root: nil).path ?? path
    return path.split(separator: "/").map { $0.replacing(".", with: "_") }.joined(separator: ".")
  }
}

extension Finding {
  /// The finding in one line with its place and its source.
  fileprivate var line: String {
    let place = location.map { "\($0.text): " } ?? ""
    return "\(place)\(severity.rawValue): \(subject.id): \(message) Source: \(subject.sourceText)"
  }
}

extension Diagnostic {
  fileprivate var lines: [String] { description.split(separator: "\n").map(String.init) }
}
