internal import Glibc
internal import Titrate

/// What a run will take, before it starts.
struct StudyEstimate {
  /// Rows of all files together.
  let rows: Int
  /// Their bytes, roughly and rather too many.
  let bytes: Int
  /// Concentrations computed.
  let points: Int
  /// Seconds, roughly.
  let seconds: Double

  init(_ study: LoadedStudy, subjects: Range<Int>, threads: Int) {
    let people = subjects.count * study.study.replicates
    let wanted = study.study.outputs
    var (rows, bytes, points) = (0, 0, 0)
    var work = 0.0
    for scenario in study.scenarios {
      let outputs = scenario.typical.outputs.count
      // Beside each concentration what is measured of it.
      let columns = outputs + (scenario.observations?.outputs.count ?? 0)
      let times = study.study.times.count
      let isGridNeeded = wanted.curves || wanted.dataSet || !wanted.percentiles.isEmpty
      if isGridNeeded { points += people * times * outputs }
      let plan = scenario.source.plan
      // The fast path skips what nobody wants.
      let solved = isGridNeeded || !plan.isFast ? times * outputs : 0
      work += Self.solving(plan, people: people, points: solved)
      if wanted.curves {
        rows += people * times
        // A subject, a time and shortest numbers of up to 17 digits.
        bytes += people * times * (16 + 19 * columns)
      }
      if wanted.dataSet {
        let records = times * outputs + scenario.source.plan.inputs.count
        rows += people * records
        // A subject, a time, a concentration and eleven short numbers.
        bytes += people * records * 90
      }
      if !wanted.metrics.isEmpty {
        rows += people
        bytes += people * (10 + 19 * outputs * wanted.metrics.count)
      }
      if wanted.subjects.contains(.parameters) {
        let sets = people * (scenario.source.sessions?.count ?? 1)
        rows += sets
        bytes += sets * (10 + 19 * scenario.typical.parameters.count)
      }
      if !wanted.percentiles.isEmpty {
        rows += times
        bytes += times * (10 + 19 * columns * wanted.percentiles.count)
      }
    }
    var judging = 0.0
    for scenario in study.scenarios where !scenario.limitSets.isEmpty {
      let bounds = scenario.limitSets.reduce(0) { $0 + $1.bounds.count }
      rows += bounds
      // Names, six counts and three numbers.
      bytes += bounds * 250
      let needsCurves = scenario.limitSets.contains(where: \.concernsConcentrations)
      // Measured on one core: doses are rational numbers, concentrations are solved for.
      let given = Double(scenario.deliveries.count)
      let doses = 15e-6 + 4e-6 * given
      let curve =
        scenario.source.plan.isSaturable
        ? Self.solving(scenario.source.plan, people: 1, points: 0) : 130e-6 + 25e-6 * given
      let curves = needsCurves ? curve : 0
      judging += Double(people) * (doses + curves)
    }
    if wanted.subjects.contains(.patient) {
      rows += people
      bytes += people * 40
    }
    self.rows = rows
    self.bytes = bytes
    self.points = points
    // 120 ns for a row.
    seconds = (work + Double(rows) * 1.2e-7 + judging) / Double(max(1, threads))
  }

  /// Seconds for the concentrations of some subjects, at so many points each.
  ///
  /// Measured on one core: 2 µs for a set of parameters and 2 ns for a point; on the general path
  /// 40 µs and 3 µs; where links saturate 150 µs for a stretch between events and 0.2 µs for a
  /// point.
  private static func solving(_ plan: BatchPlan, people: Int, points: Int) -> Double {
    let sets = Double(people * (plan.changes.count + 1))
    let points = Double(people * points)
    if plan.isSaturable {
      let events = plan.inputs.reduce(plan.changes.count) { $0 + ($1.manner == .jump ? 1 : 2) }
      return Double(people * (events + 1)) * 1.5e-4 + points * 2e-7
    }
    return plan.isFast ? sets * 2e-6 + points * 2e-9 : sets * 4e-5 + points * 3e-6
  }

  /// The estimate in one line.
  var text: String {
    let size = Self.size(bytes)
    return "estimate: \(points) concentrations, \(rows) rows, at most about \(size), about "
      + "\(NumberFormat.plain(seconds, digits: 2)) s\n"
  }

  /// The fault when a folder's disk has less room than the files need.
  func fault(for folder: String) -> Diagnostic? {
    var path = folder
    while FileKind(of: path) == nil, let slash = path.lastIndex(of: "/") {
      path = slash == path.startIndex ? "/" : String(path[..<slash])
    }
    if FileKind(of: path) == nil { path = "." }
    var status = statvfs()
    // What is no disk, such as /proc, has no blocks; whether it can be written to shows later.
    guard statvfs(path, &status) == 0, status.f_blocks > 0 else { return nil }
    let (free, overflow) = Int(status.f_bavail).multipliedReportingOverflow(
      by: Int(status.f_frsize))
    guard !overflow, free < bytes else { return nil }
    return Diagnostic(
      .diskTooSmall, at: nil,
      "the files need up to about \(Self.size(bytes)), and the disk of `\(folder)` has "
        + "\(Self.size(free)) left",
      expected: "room for all of them",
      remedy:
        "leave out outputs of every subject (`curves`, `metrics`, `subjects`), run fewer with "
        + "`--subjects`, or choose another disk")
  }

  private static func size(_ bytes: Int) -> String {
    bytes < 1_000_000 ? "\(bytes / 1000 + 1) kB" : "\(NumberFormat.plain(Double(bytes) / 1e6)) MB"
  }
}
