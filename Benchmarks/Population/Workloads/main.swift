import Glibc
import Population
import Simulation

// usage: PopulationWorkloads w1|w2 1 [ROUNDS]    (one patient of 70 kg, the plan made before)
//        PopulationWorkloads w3|w4|w6 [THREADS] [ROUNDS] [PATIENTS.csv]
//        PopulationWorkloads w5 [THREADS] [ROUNDS] [PATIENTS.csv]      (1,000 patients)
//        PopulationWorkloads w3l|w3s|w6s [THREADS] [ROUNDS]
//        PopulationWorkloads w3c THREADS ROUNDS PATIENTS.csv CURVES.csv
//        PopulationWorkloads w7 [THREADS] [ROUNDS] [SUBJECTS] [METRICS.bin]
//        PopulationWorkloads bits [THREADS] [BLOCK SIZE] [SUBJECTS]   (sums of the bits of results)
//        PopulationWorkloads patients COUNT     (writes the drawn patients as CSV, with metabolite)
//        PopulationWorkloads saturable COUNT    (the same of W5)
// Prints one line: workload, threads, wall and processor seconds, peak memory, and figures to
// compare.

let arguments = CommandLine.arguments
let workload = arguments.count > 1 ? arguments[1] : "w3"
let threads = arguments.count > 2 ? Int(arguments[2]) ?? 1 : 1
let rounds = arguments.count > 3 ? Int(arguments[3]) ?? 5 : 5
let table = arguments.count > 4 ? PatientTable(arguments[4]) : nil

nonisolated(unsafe) var fastest = 0.0
nonisolated(unsafe) var processor = 0.0

/// Processor time of all threads, s.
func processorTime() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
}

func median(_ body: () throws -> Void) rethrows -> Double {
  var times: [Double] = []
  for _ in 0..<rounds {
    let start = ContinuousClock.now
    let before = processorTime()
    try body()
    let used = processorTime() - before
    if times.isEmpty || used < processor { processor = used }
    let (seconds, attoseconds) = (ContinuousClock.now - start).components
    times.append(Double(seconds) + Double(attoseconds) * 1e-18)
  }
  times.sort()
  fastest = times[0]
  return times[rounds / 2]
}

func peakMegabytes() -> Double {
  var usage = rusage()
  getrusage(0, &usage)  // RUSAGE_SELF
  return Double(usage.ru_maxrss) / 1024
}

func report(_ seconds: Double, _ values: Int, _ figures: String) {
  print(
    workload, "threads=\(threads)", "seconds=\(seconds)", "fastest=\(fastest)", "cpu=\(processor)",
    "values/s=\(Double(values) / seconds)",
    "peak=\(peakMegabytes())MB", figures)
}

/// Writes per-subject metrics as rows of doubles.
final class MetricFile: BlockSink, @unchecked Sendable {
  private let file: UnsafeMutablePointer<FILE>
  init(_ path: String) {
    guard let opened = fopen(path, "w") else { exit(74) }
    file = opened
  }
  deinit { fclose(file) }
  func part(of block: ResultBlock) -> [Double] {
    var rows: [Double] = []
    rows.reserveCapacity(block.subjects.count * block.metrics)
    for subject in 0..<block.subjects.count {
      for metric in 0..<block.metrics {
        rows.append(block.metric(metric, subject: subject, output: 0))
      }
    }
    return rows
  }
  func append(_ part: [Double]) {
    part.withUnsafeBytes { _ = fwrite($0.baseAddress, 1, $0.count, file) }
  }
}

func quantiles(_ sink: QuantileSink, time: Int) -> String {
  let bins = sink.bins(output: 0, time: time)
  return [5, 50, 95].map { percent in
    switch bins.quantile(Double(percent) / 100) {
    case .value(let value): "p\(percent)=\(value)"
    case let other: "p\(percent)=\(other.map { "\($0)" } ?? "none")"
    }
  }.joined(separator: " ")
}

let population = KetaminePopulation(
  hasMetabolite: ["w6", "w6s", "bits"].contains(workload),
  sessionsDiffer: workload.hasSuffix("s") && workload.hasPrefix("w"),
  isIntramuscular: workload == "w3l")
switch workload {
case "w1", "w2":
  let plan =
    workload == "w1"
    ? try population.plan(sessions: 1, every: 1, moments: 1441) : try population.escalation()
  let doses = plan.columns.indices.filter {
    if case .dose = plan.columns[$0] { true } else { false }
  }
  let store = ConcentrationStore(plan, subjects: 0..<1)
  let run = PopulationRun(plan)
  let seconds = try median {
    _ = try run.run(0..<1, keeping: store) { tile in
      for (step, column) in doses.enumerated() {
        tile[column] = SIMD8(repeating: workload == "w1" ? 0.875 : 0.1 + 0.0125 * Double(step))
      }
    }
  }
  let last = plan.times.count - 1
  report(
    seconds, plan.times.count,
    "at40=\(store[subject: 0, output: 0, time: 40]) last=\(store[subject: 0, output: 0, time: last])"
  )
case "w3", "w3l", "w3s", "w6", "w6s":
  let plan = try population.plan(sessions: 6, every: 15, moments: 1345)
  let columns = KetamineColumns(plan)
  let store = ConcentrationStore(plan, subjects: 0..<10_000)
  let run = PopulationRun(plan, threads: threads)
  var summary = RunSummary()
  let seconds = try median {
    summary = try run.run(0..<10_000, keeping: store) { tile in
      if let table { table.fill(tile, columns) } else { population.fill(tile, columns) }
    }
  }
  var sum = 0.0
  for subject in 0..<10_000 {
    for time in 0..<1345 {
      sum += store[subject: subject, output: plan.outputs.count - 1, time: time]
    }
  }
  report(
    seconds, 13_450_000 * plan.outputs.count,
    "mean=\(sum / 13_450_000) last=\(store[subject: 9_999, output: 0, time: 1344]) fast=\(summary.fast)"
  )
case "w3c":
  guard let table, arguments.count > 5 else { exit(64) }
  let plan = try population.plan(sessions: 6, every: 15, moments: 1345)
  let columns = KetamineColumns(plan)
  let seconds = try median {
    try CurveFile.write(plan, to: arguments[5], threads: threads, subjects: 0..<10_000) {
      table.fill($0, columns)
    }
  }
  report(seconds, 13_450_000, "rows=13450000")
case "w4":
  let plan = try population.plan(sessions: 1, every: 1, moments: 241)
  let columns = KetamineColumns(plan)
  var text = ""
  let seconds = try median {
    let sink = QuantileSink(plan)
    _ = try PopulationRun(plan, threads: threads, blockSize: 128).run(0..<100_000, into: [sink]) {
      if let table { table.fill($0, columns) } else { population.fill($0, columns) }
    }
    text = ""
    for time in 0..<241 {
      let found = quantiles(sink, time: time)
      if time == 40 { text = found }
    }
  }
  report(seconds, 24_100_000, text)
case "w5":
  let population = try SaturablePopulation()
  let store = ConcentrationStore(population.plan, subjects: 0..<1000)
  let run = PopulationRun(population.plan, threads: threads)
  var summary = RunSummary()
  let seconds = try median {
    summary = try run.run(0..<1000, keeping: store) { tile in
      if let table { population.fill(tile, from: table) } else { population.fill(tile) }
    }
  }
  var sum = 0.0
  for subject in 0..<1000 {
    for time in 0..<577 { sum += store[subject: subject, output: 0, time: time] }
  }
  report(
    seconds, 577_000,
    "mean=\(sum / 577_000) last=\(store[subject: 999, output: 0, time: 576]) general=\(summary.general)"
  )
case "w7":
  let count = arguments.count > 4 ? Int(arguments[4]) ?? 1_000_000 : 1_000_000
  let plan = try population.plan(
    sessions: 6, every: 15, moments: 1345, metrics: [.maximum, .maximumTime, .area])
  let columns = KetamineColumns(plan)
  var text = ""
  let seconds = try median {
    let sink = QuantileSink(plan)
    let file = MetricFile(arguments.count > 5 ? arguments[5] : "/dev/null")
    _ = try PopulationRun(plan, threads: threads, blockSize: 128).run(
      0..<count, into: [sink, file]
    ) {
      population.fill($0, columns)
    }
    text = quantiles(sink, time: 3) + " | " + quantiles(sink, time: 1344)
  }
  report(seconds, count * 1345, text)
case "bits":
  // W6 with metrics, then with sessions that differ, then with lags besides.
  var sums: [UInt64] = []
  for (differ, isIntramuscular) in [(false, false), (true, false), (true, true)] {
    var population = population
    population.sessionsDiffer = differ
    population.isIntramuscular = isIntramuscular
    let drawn = population
    let plan = try drawn.plan(
      sessions: 2, every: 30, moments: 200, metrics: [.maximum, .maximumTime, .area])
    let columns = KetamineColumns(plan)
    let digest = BitDigest(plan)
    let count = arguments.count > 4 ? Int(arguments[4]) ?? 40 : 40
    _ = try PopulationRun(plan, threads: threads, blockSize: rounds).run(
      0..<count, into: [digest]
    ) {
      drawn.fill($0, columns)
    }
    sums += digest.sums
  }
  print(sums.map { String($0, radix: 16) }.joined(separator: " "))
case "patients":
  var population = population
  population.hasMetabolite = true
  try population.write(threads)
case "saturable":
  try SaturablePopulation().write(threads)
default:
  print(
    "usage: PopulationWorkloads w1|w2|w3|w3l|w3s|w3c|w4|w5|w6|w6s|w7|bits|patients|saturable ...")
  exit(64)
}
