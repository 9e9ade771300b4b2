import Reports
import Testing

@testable import Simulation

@Suite("Scratch")
struct Scratch {
  @Test func show() throws {
    for (schedule, effect, metabolite) in [
      (Example.infusions(), true, "norketamine" as String?), (Example.infusions(sessions: 6), true, nil),
      (Example.escalation(), true, nil),
    ] {
      let drug = try SimulatedDrug(model: Example.bound(effect: effect, metabolite: metabolite), schedule: schedule)
      let report = PreviewReport(
        protocolID: "depression-40-min", protocolTitle: "Ketamine for depression, 40 min",
        patient: Example.patient, schedule: schedule, drugs: [drug], landmarks: Example.landmarks)
      print(try report.text())
      print("=================== 80")
      print(try report.text(TextStyle(width: 80, ascii: true)))
    }
  }
}
