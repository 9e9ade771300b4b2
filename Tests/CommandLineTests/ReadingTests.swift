import Testing

@Suite("Files that cannot be read")
struct ReadingTests {
  @Test("A missing file")
  func missing() throws {
    let run = try Titration.run(["preview", "no.yaml", "--weight", "82kg"])
    #expect(run.code == "T7001")
    #expect(run.errors.contains("no.yaml:1:1:"))
    #expect(run.status == 74)
  }

  @Test("A folder in the place of a file")
  func folder() throws {
    let scratch = try Scratch()
    try scratch.write("", to: "plan.yaml/inside")
    let run = try Titration.run(["preview", "plan.yaml", "--weight", "82kg"], in: scratch.path)
    #expect(run.code == "T7002")
    #expect(run.status == 74)
  }

  @Test("A file that nobody may read")
  func unreadable() throws {
    // The memory of a process cannot be read at address zero, not even by the superuser.
    let run = try Titration.run(["check", "/proc/self/mem"])
    #expect(run.code == "T7003")
    #expect(run.status == 74)
  }

  @Test("A file that is too large")
  func tooLarge() throws {
    let scratch = try Scratch()
    try scratch.write(bytes: Array(repeating: 0x23, count: 1 << 20 + 1), to: "big.yaml")
    let run = try Titration.run(["check", "big.yaml"], in: scratch.path)
    #expect(run.code == "T7004")
    #expect(run.status == 2)
    let endless = try Titration.run(["check", "/dev/zero"])
    #expect(endless.code == "T7004")
  }

  @Test("Bytes that are not UTF-8, with their place")
  func notUTF8() throws {
    let scratch = try Scratch()
    try scratch.write(
      bytes: Array("titrate: model/1\nid: \u{E9}".utf8) + [0xFC, 0x0A], to: "a.yaml")
    let run = try Titration.run(["check", "a.yaml"], in: scratch.path)
    #expect(run.code == "T7005")
    #expect(run.errors.contains("a.yaml:2:6:"))
    #expect(run.errors.contains("iconv"))
    #expect(run.status == 2)
  }

  @Test("A folder that is no library")
  func noLibrary() throws {
    let scratch = try Scratch()
    let run = try Titration.run(["list", "models", "--library", scratch.path])
    #expect(run.code == "T7006")
    #expect(run.status == 74)
  }

  @Test("A table without times, or with times that do not run upwards")
  func badTimes() throws {
    let scratch = try Scratch()
    let plan = ["simulate", "depression-40-min", "--weight", "82kg", "--at", "times.csv"]
    try scratch.write("time,dv\n0,1\n", to: "times.csv")
    #expect(try Titration.run(plan, in: scratch.path).code == "T2061")
    try scratch.write("dv,time_h\n1,2\n1,1\n", to: "times.csv")
    let order = try Titration.run(plan, in: scratch.path)
    #expect(order.code == "T2062")
    #expect(order.errors.contains("times.csv:3:3:"))
    #expect(order.status == 2)
    try scratch.write("time_h\n1.5x\n", to: "times.csv")
    #expect(try Titration.run(plan, in: scratch.path).errors.contains("times.csv:2:"))
  }

  @Test("A pipe of the shell is read like a file")
  func pipe() throws {
    let file = "\(Titration.package)/models/landmarks/ketamine.yaml"
    let run = try Titration.shell("$titrate check <(cat '\(file)')")
    #expect(run.status == 0)
  }
}
