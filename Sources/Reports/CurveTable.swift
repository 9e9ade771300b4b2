internal import Kinetics
internal import Simulation

/// The curve of one patient as rows and columns, for researchers and their programs.
///
/// Every number is the curve's own, written so that it reads back as the same binary64 number.
/// The row at the moment of a bolus is the value just after it; there is no row for just before.
/// With one drug the columns that belong to doses and amounts have plain names (`rate_mg_per_h`);
/// with several they start with the drug (`ketamine_rate_mg_per_h`).
///
/// ```swift
/// let table = try CurveTable(
///   drugs: [drug], times: .every(minute, until: day), columns: [.plasma, .rate])
/// var file = try OutputFile("curve.csv")
/// try table.writeCSV { (bytes) throws(OutputFailure) in try file.write(bytes) }
/// ```
public struct CurveTable: Sendable {
  /// The drugs, in the protocol's order.
  public let drugs: [SimulatedDrug]
  /// The moments of the rows.
  public let times: SampleTimes
  /// The unit of the time column.
  public let timeUnit: TimeUnit
  let columns: [Column]

  /// A column: what it is called and where its numbers come from.
  struct Column: Hashable, Sendable {
    let name: String
    let source: Source
  }

  /// Where a column's numbers come from; drugs and states by index.
  enum Source: Hashable, Sendable {
    case time
    case concentration(drug: Int, state: Int)
    case amount(drug: Int, state: Int)
    case auc(drug: Int, output: Curve.Output)
    case rate(drug: Int)
    case cumulative(drug: Int)
    case eliminated(drug: Int)
  }

  /// Chooses the columns of a table; the first one is the time.
  /// - Parameters:
  ///   - drugs: The drugs, in the protocol's order.
  ///   - times: The moments of the rows.
  ///   - columns: Which groups of columns.
  ///   - timeUnit: The unit of the time column.
  /// - Throws: ``ReportFailure/sameColumnTwice(_:)``.
  public init(
    drugs: [SimulatedDrug], times: SampleTimes, columns: Set<ColumnSet>,
    timeUnit: TimeUnit = .minutes
  ) throws(ReportFailure) {
    self.drugs = drugs
    self.times = times
    self.timeUnit = timeUnit
    var all = [Column(name: timeUnit.columnName, source: .time)]
    for index in drugs.indices {
      all += drugs[index].columns(index, of: drugs.count, in: columns)
    }
    // A compartment that is itself an output is the same column asked for twice: once is enough.
    var seen: [String: Source] = [:]
    var chosen: [Column] = []
    for column in all {
      if let known = seen.updateValue(column.source, forKey: column.name) {
        guard known == column.source else { throw .sameColumnTwice(column.name) }
      } else {
        chosen.append(column)
      }
    }
    self.columns = chosen
  }

  /// The names of the columns, in order.
  public var columnNames: [String] { columns.map(\.name) }
}

extension SimulatedDrug {
  fileprivate func columns(
    _ drug: Int, of count: Int, in sets: Set<ColumnSet>
  ) -> [CurveTable.Column] {
    let prefix = count > 1 ? "\(name)_" : ""
    var columns: [CurveTable.Column] = []
    func add(_ name: String, _ source: CurveTable.Source) {
      columns.append(CurveTable.Column(name: name.columnName, source: source))
    }
    func addOutputs(_ outputs: [Curve.Output]) {
      for output in outputs {
        add(stem(of: output) + "_ng_per_mL", .concentration(drug: drug, state: output.state))
      }
    }
    if ColumnSet.plasma.isIn(sets) { addOutputs(plasmaOutputs) }
    if ColumnSet.effect.isIn(sets) { addOutputs(effectOutputs) }
    if ColumnSet.concentrations.isIn(sets) {
      for (state, content) in model.system.states.enumerated() {
        guard case .amount(volume: .some) = content.content else { continue }
        let analyte = model.model.compartments.first { $0.name == content.name }?.analyte ?? name
        add(joined(analyte, content.name) + "_ng_per_mL", .concentration(drug: drug, state: state))
      }
    }
    if ColumnSet.auc.isIn(sets) {
      for output in plasmaOutputs + effectOutputs {
        add(stem(of: output) + "_auc_ng_h_per_mL", .auc(drug: drug, output: output))
      }
    }
    if ColumnSet.rate.isIn(sets) {
      add(prefix + "rate_mg_per_h", .rate(drug: drug))
      add(prefix + "cumulative_mg", .cumulative(drug: drug))
    }
    if ColumnSet.amounts.isIn(sets) {
      for (state, content) in model.system.states.enumerated() {
        guard case .amount = content.content else { continue }
        add(prefix + content.name + "_mg", .amount(drug: drug, state: state))
      }
      add(prefix + "eliminated_mg", .eliminated(drug: drug))
    }
    return columns
  }

  private func stem(of output: Curve.Output) -> String { joined(output.analyte, output.name) }
}

/// `ketamine_plasma`, and `norketamine_plasma` also where the name already says the substance.
func joined(_ analyte: String, _ name: String) -> String {
  name.hasPrefix(analyte) ? name : "\(analyte)_\(name)"
}

extension String {
  /// The text as the name of a column: letters, digits and `_` only.
  ///
  /// No name can therefore need quotes, break a row, or start with a sign that a spreadsheet would
  /// take for a formula (`=`, `+`, `-`, `@`).
  var columnName: String {
    var result = ""
    for scalar in unicodeScalars {
      let isWord = scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
      result.unicodeScalars.append(isWord ? scalar : "_")
    }
    return result
  }
}
