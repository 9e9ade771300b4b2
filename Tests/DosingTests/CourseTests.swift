import Diagnostics
import Dosing
import Quantities
import Testing

@Suite("A course lays sessions out in time")
struct CourseTests {
  func phase(
    _ sessions: Int, every: String, name: String? = nil, after: String? = nil, from: String? = nil,
    to: String? = nil
  ) throws -> Course.Phase {
    Course.Phase(
      name: name, timing: .every(sessions: sessions, interval: try q(every)),
      after: try after.map { try q($0) }, scaleFrom: try from.map { try q($0) },
      scaleTo: try to.map { try q($0) }, location: place(9))
  }

  func schedule(_ phases: [Course.Phase]) throws -> Schedule {
    try Make.plan([Make.bolus("0.5 mg/kg", atMost: "35 mg")], course: Course(phases: phases))
      .schedule(for: patient("80 kg"))
  }

  @Test("sessions start at whole multiples of the interval")
  func multiples() throws {
    let schedule = try schedule([phase(6, every: "2.1 d")])
    let interval = try #require(Tick(try q("2.1 d")))
    #expect(schedule.sessions.map(\.start) == (0..<6).map { $0 * interval })
    #expect(schedule.sessions.map(\.number) == [1, 2, 3, 4, 5, 6])
    #expect(schedule.lines.map(\.session) == [1, 2, 3, 4, 5, 6])
  }

  @Test("named days count from day 1")
  func days() throws {
    let schedule = try schedule([
      Course.Phase(timing: .onDays([1, 3, 5, 8, 10, 12]), location: place())
    ])
    #expect(schedule.sessions.map { $0.start.minutes / 1440 } == [0, 2, 4, 7, 9, 11])
  }

  @Test("a later phase begins after the last session before it")
  func phases() throws {
    let schedule = try schedule([
      phase(2, every: "2 d"), phase(2, every: "30 d", name: "boosters"),
      Course.Phase(timing: .onDays([3, 4]), after: q("10 d"), location: place()),
    ])
    #expect(schedule.sessions.map { $0.start.minutes / 1440 } == [0, 2, 32, 62, 72, 73])
    #expect(
      schedule.sessions.map(\.phase) == [nil, nil, "boosters", "boosters", nil, nil] as [String?])
  }

  @Test("the scale lies on a line over the phase and comes before the bounds")
  func scale() throws {
    let schedule = try schedule([phase(6, every: "1 d", from: "100 %", to: "50 %")])
    #expect(schedule.lines.map(\.scale) == [1, 0.9, 0.8, 0.7, 0.6, 0.5])
    #expect(schedule.lines.map(\.amount) == [35, 35, 32, 28, 24, 20])
    #expect(schedule.lines.map { $0.boundedBy != nil } == [true, true, false, false, false, false])
  }

  @Test("sessions that overlap are refused; sessions that touch are not")
  func overlap() throws {
    func codes(every: String) throws -> [String] {
      try DosingTests.codes(
        Make.plan(
          [Make.rate("1 mg/h", for: "5 h")], course: Course(phases: [phase(3, every: every)])))
    }
    #expect(try codes(every: "5 h") == [])
    #expect(try codes(every: "4.9 h") == ["T5011"])
    let long = try Make.plan(
      [Make.rate("1 mg/h", for: "3 d")], course: Course(phases: [phase(3, every: "2 d")]))
    #expect(
      long.check().first?.message
        == "a session lasts 3 d, but the next one starts after 48 h")
  }

  @Test("courses that make no sense are refused")
  func refused() throws {
    func codes(_ phases: [Course.Phase]) throws -> [String] {
      try DosingTests.codes(Make.plan([Make.bolus("1 mg")], course: Course(phases: phases)))
    }
    #expect(try codes([]) == ["T5012"])
    #expect(try codes([phase(0, every: "1 d")]) == ["T5012"])
    #expect(try codes([phase(-5, every: "1 d")]) == ["T5012"])
    #expect(try codes([phase(2, every: "1 d", after: "1 d")]) == ["T5012"])
    #expect(try codes([phase(1, every: "1 d", from: "100 %", to: "50 %")]) == ["T5012"])
    #expect(try codes([phase(2, every: "1 d", from: "100 %", to: "0 %")]) == ["T5012"])
    for days in [[], [0, 1], [1, 1], [3, 2]] {
      #expect(try codes([Course.Phase(timing: .onDays(days), location: place())]) == ["T5012"])
    }
    #expect(
      try codes([phase(2, every: "1 d"), Course.Phase(timing: .onDays([1]), location: place())])
        == ["T5012"])
    #expect(try codes([phase(.max, every: "1 d")]) == ["T5013"])
    #expect(try codes([phase(1000, every: "1 y")]) == ["T5014"])
    #expect(
      try codes([Course.Phase(timing: .onDays([.max]), location: place())]) == ["T5014"])
  }
}
