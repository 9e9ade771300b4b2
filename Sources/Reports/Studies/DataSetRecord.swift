internal import Dosing
internal import Kinetics
internal import NumericalMethods
internal import Population
internal import Quantities

/// A row of a NONMEM data set as all subjects have it; numbers of their own are filled in.
struct DataSetRecord: Sendable {
  /// What a subject's own number is.
  enum Content: Sendable {
    /// Something given: the index of its dose, and how long it takes, min; nothing for a bolus.
    case dose(Int, minutes: Double?)
    /// Something observed: the index of its moment and of its output.
    case observation(time: Int, output: Int)
  }

  let content: Content
  /// What stands before the own numbers.
  let head: [UInt8]
  /// What stands behind them.
  let tail: [UInt8]

  /// The rows of a scenario in time order, doses before observations at the same moment: what is
  /// observed then is what the dose has made.
  /// - Parameters:
  ///   - plan: The batch.
  ///   - deliveries: What is given, in the order of the doses.
  ///   - compartments: Where each enters, counted from 1.
  ///   - occasions: The occasions that rows name; nothing where they name none.
  static func layOut(
    _ plan: BatchPlan, _ deliveries: [Delivery], compartments: [Int], occasions: Occasions?
  ) -> [DataSetRecord] {
    func occasion(_ number: (Occasions) -> Int) -> String {
      occasions.map { ",\(number($0))" } ?? ""
    }
    var records: [(moment: Tick, record: DataSetRecord)] = []
    for (index, (delivery, compartment)) in zip(deliveries, compartments).enumerated() {
      let isBolus = if case .bolus = delivery.manner { true } else { false }
      let minutes = isBolus ? nil : (delivery.end - delivery.start).minutes
      records.append(
        (
          delivery.start,
          DataSetRecord(
            content: .dose(index, minutes: minutes), head: hours(delivery.start) + ",",
            tail: ",1,1,0,\(compartment),0" + occasion { $0.number(ofDelivery: index) })
        ))
    }
    for (time, moment) in plan.times.enumerated() {
      for (output, site) in plan.outputs.enumerated() {
        records.append(
          (
            moment,
            DataSetRecord(
              content: .observation(time: time, output: output), head: hours(moment) + ",0,0,0,0,",
              tail: ",\(site.state + 1),\(output + 1)" + occasion { $0.number(at: moment) })
          ))
      }
    }
    // Doses stand first already; the order of what happens at one moment stays.
    let order = records.indices.sorted {
      (records[$0].moment, $0) < (records[$1].moment, $1)
    }
    return order.map { records[$0].record }
  }

  private init(content: Content, head: String, tail: String) {
    self.content = content
    self.head = Array(head.utf8)
    self.tail = Array(tail.utf8)
  }

  private static func hours(_ moment: Tick) -> String {
    let value = TimeUnit.hours.value(of: moment)
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: ShortestDecimal.mostBytes) {
      room in
      guard let start = room.baseAddress else { return "" }
      let count = ShortestDecimal.write(value, to: start)
      return String(decoding: room[..<count], as: UTF8.self)
    }
  }
}
