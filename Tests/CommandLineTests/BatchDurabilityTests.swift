import Foundation
import Testing

@Suite("titrate batch leaves whole results or none")
struct BatchDurabilityTests {
  /// The study with so many subjects that a run takes a while.
  private func long(_ scratch: Scratch, subjects: Int = 400) throws {
    let text = Studies.text.replacing("subjects: 61", with: "subjects: \(subjects)")
    try scratch.write(text, to: "study.yaml")
  }

  @Test("Finished results are left alone by --resume, and refused without it")
  func finished() throws {
    let scratch = try Scratch()
    try scratch.write(Studies.text, to: "study.yaml")
    let command = ["batch", "study.yaml", "-o", "out"]
    #expect(try Titration.run(command, in: scratch.path).status == 0)
    let times = try Titration.shell("stat -c '%n %Y %i' out/*", in: scratch.path).output
    let again = try Titration.run(command, in: scratch.path)
    #expect(again.code == "T8043" && again.status == 64)
    #expect(try Titration.run(command + ["--resume"], in: scratch.path).status == 0)
    #expect(try Titration.shell("stat -c '%n %Y %i' out/*", in: scratch.path).output == times)
    let other = try Titration.run(command + ["--resume", "--seed", "9"], in: scratch.path)
    #expect(other.code == "T8044" && other.status == 2)
  }

  @Test("Files of somebody else are not written over, and what is read never")
  func foreignFiles() throws {
    let scratch = try Scratch()
    try scratch.write(Studies.text, to: "study.yaml")
    _ = try Titration.shell("mkdir out && echo mine > out/patients.csv", in: scratch.path)
    let command = ["batch", "study.yaml", "-o", "out"]
    let run = try Titration.run(command, in: scratch.path)
    #expect(run.code == "T8047" && run.status == 64 && run.errors.contains("`--resume`"))
    #expect(run.errors.contains("`out` has a file `patients.csv` already"), "\(run.errors)")
    #expect(
      try Titration.shell("ls out; cat out/patients.csv", in: scratch.path).output
        == "patients.csv\nmine\n")
    #expect(try Titration.run(command + ["--resume"], in: scratch.path).status == 0)
    let merge = try Titration.run(["merge", "out", "-o", "."], in: scratch.path)
    #expect(merge.status == 0, "\(merge.errors)")
    _ = try Titration.shell("rm manifest.json", in: scratch.path)
    let again = try Titration.run(["merge", "out", "-o", "."], in: scratch.path)
    #expect(again.code == "T8047" && !again.errors.contains("--resume"), "\(again.errors)")

    _ = try Titration.shell(
      "mkdir web && echo '{\"name\": \"web\"}' > web/manifest.json", in: scratch.path)
    for extra in [[], ["--resume"]] {
      let web = try Titration.run(["batch", "study.yaml", "-o", "web"] + extra, in: scratch.path)
      #expect(web.code == "T8047" && !web.errors.contains("--resume"), "\(web.errors)")
    }
    let onto = try Titration.run(["merge", "out", "-o", "web"], in: scratch.path)
    #expect(
      onto.code == "T8047" && onto.status == 64
        && onto.errors.contains("`web/manifest.json` is not a manifest of titrate's results"),
      "\(onto.errors)")
    let part = try Titration.run(["merge", "out", "web", "-o", "both"], in: scratch.path)
    #expect(
      part.code == "T8050" && part.errors.contains("web/manifest.json:1:1: error")
        && part.errors.contains("is not a manifest of titrate's results\n"), "\(part.errors)")

    let people = "patient,weight_kg,age_y\na,70,40\nb,80,50\n"
    try scratch.write(people, to: "patients.csv")
    let parts = Studies.text.split(separator: "models:", maxSplits: 1)
    let head = parts[0].split(separator: "patients:")[0]
    try scratch.write(
      head + "patients: { file: patients.csv }\nmodels:" + parts[1], to: "table.yaml")
    for extra in [[], ["--resume"]] {
      let over = try Titration.run(["batch", "table.yaml", "-o", "."] + extra, in: scratch.path)
      #expect(over.code == "T8022" && over.status == 64, "\(over.errors)")
    }
    #expect(
      try Titration.shell("cat patients.csv", in: scratch.path).output == people)
  }

  @Test("An empty path is no folder: a variable that is not set ends nowhere")
  func emptyPath() throws {
    let scratch = try Scratch()
    try scratch.write(Studies.text, to: "study.yaml")
    for arguments in [["batch", "study.yaml", "-o", ""], ["merge", "a", "b", "--output", ""]] {
      let run = try Titration.run(arguments, in: scratch.path)
      #expect(run.status == 64 && run.code == "T8002", "\(run.errors)")
      #expect(run.errors.contains("error[T8002]: the name of the output is empty"))
      #expect(run.errors.contains(/<command line>:1:\d+: .*\n.* ''\n +\| +\^\^\n/))
      #expect(run.errors.contains("a variable of the shell may be unset"), "\(run.errors)")
    }
    let part = try Titration.run(["merge", "", "-o", "x"], in: scratch.path)
    #expect(part.code == "T8050" && part.errors.contains("an empty path names no folder"))
    #expect(scratch.names == ["study.yaml"])
  }

  @Test("Two runs do not write into one folder at the same time: the second says so and ends")
  func simultaneous() throws {
    let scratch = try Scratch()
    try scratch.write(Studies.text, to: "study.yaml")
    let run = try Titration.shell(
      "mkdir out && flock -n out sh -c '$titrate batch study.yaml -o out; echo $?; ls out'",
      in: scratch.path)
    #expect(run.output == "75\n", "\(run.output)")
    #expect(run.errors.contains("error[T8048]: another run is writing into `out`"), "\(run.errors)")
    #expect(try Titration.run(["batch", "study.yaml", "-o", "out"], in: scratch.path).status == 0)
  }

  @Test("What is missing or damaged is made again by --resume")
  func repaired() throws {
    let scratch = try Scratch()
    try scratch.write(Studies.text, to: "study.yaml")
    let command = ["batch", "study.yaml", "-o", "out", "--resume"]
    #expect(try Titration.run(command, in: scratch.path).status == 0)
    let hashes = try Studies.hashes(of: scratch.file("out"))
    for damage in [
      "rm out/s1-curves.csv", "truncate -s 100 out/s2-metrics.csv", "echo x >> out/patients.csv",
      "rm out/manifest.json", "echo '{' > out/manifest.json",
    ] {
      _ = try Titration.shell(damage, in: scratch.path)
      #expect(try Titration.run(command, in: scratch.path).status == 0, "\(damage)")
      #expect(try Studies.hashes(of: scratch.file("out")) == hashes, "\(damage)")
    }
  }

  @Test("Killed at any moment, then resumed: the bytes of an undisturbed run")
  func killed() throws {
    let scratch = try Scratch()
    try long(scratch)
    _ = try Titration.run(["batch", "study.yaml", "-o", "whole"], in: scratch.path)
    let hashes = try Studies.hashes(of: scratch.file("whole"))
    for delay in ["0.02", "0.1", "0.2", "0.4"] {
      let run = try Titration.shell(
        "rm -rf out; timeout -s KILL \(delay) $titrate batch study.yaml -o out; "
          + "find out -name '*.tmp' 2>/dev/null; $titrate batch study.yaml -o out --resume",
        in: scratch.path)
      #expect(run.status == 0 && run.output.isEmpty, "\(delay) \(run.output) \(run.errors)")
      #expect(try Studies.hashes(of: scratch.file("out")) == hashes, "\(delay)")
    }
  }

  @Test(
    "Asked to end, it ends at once with the status of the signal and leaves nothing",
    arguments: [("TERM", 143), ("INT", 130)] as [(String, Int32)])
  func signals(signal: String, status: Int32) throws {
    let scratch = try Scratch()
    try long(scratch, subjects: 5_000_000)
    let run = try Titration.shell(
      "timeout --preserve-status -s \(signal) 1 $titrate batch study.yaml -o out 2>errors; "
        + "code=$?; ls out; exit $code",
      in: scratch.path)
    #expect(run.status == status && run.output.isEmpty, "\(run.status) \(run.output)")
  }

  @Test("A full disk ends it with status 74, and nothing partial is left")
  func fullDisk() throws {
    let scratch = try Scratch()
    try long(scratch, subjects: 1500)
    let run = try Titration.shell(
      "mkdir disk && mount -t tmpfs -o size=300k none disk || exit 99; "
        + "$titrate batch study.yaml -o disk/out; code=$?; find disk/out -type f; umount disk; "
        + "exit $code",
      in: scratch.path)
    // Only a superuser may mount.
    if run.status == 99 { return }
    #expect(run.status == 74 && run.output.isEmpty, "\(run.status) \(run.output) \(run.errors)")
    #expect(run.code == "T8046" || run.code == "T7010")
  }

  @Test("A file system that fills up while it is written to: status 74, nothing left")
  func fileLimit() throws {
    let scratch = try Scratch()
    try long(scratch, subjects: 400)
    let run = try Titration.shell(
      "trap '' XFSZ; ulimit -f 20; $titrate batch study.yaml -o out; code=$?; ls out; exit $code",
      in: scratch.path)
    #expect(run.status == 74 && run.code == "T7010" && run.output.isEmpty, "\(run.errors)")
    #expect(!scratch.names.contains("out"), "a folder that was made and stayed empty is gone")
  }

  @Test("A subject that cannot be computed leaves no folder; one that was there stays")
  func failed() throws {
    let scratch = try Scratch()
    // Half of the subjects have a clearance below zero.
    let study = Studies.text.replacing(
      "distribution: log-normal", with: "distribution: proportional"
    )
    .replacing("CL: { cv: 30 % }", with: "CL: { cv: 5000 % }")
    try scratch.write(study, to: "study.yaml")
    let run = try Titration.run(["batch", "study.yaml", "-o", "out"], in: scratch.path)
    #expect(run.status == 70 && run.code == "T7012", "\(run.errors)")
    #expect(!scratch.names.contains("out"))
    _ = try Titration.shell("mkdir out", in: scratch.path)
    #expect(try Titration.run(["batch", "study.yaml", "-o", "out"], in: scratch.path).status == 70)
    #expect(scratch.names.contains("out"))
  }

  @Test("A folder that cannot be made is status 74")
  func unwritable() throws {
    let scratch = try Scratch()
    try scratch.write(Studies.text, to: "study.yaml")
    let run = try Titration.run(["batch", "study.yaml", "-o", "/proc/out"], in: scratch.path)
    #expect(run.status == 74 && run.code == "T7010", "\(run.errors)")
    let file = try Titration.run(["batch", "study.yaml", "-o", "study.yaml"], in: scratch.path)
    #expect(file.status == 74 && file.code == "T7010")
  }

  @Test("Progress is lines of JSON for whoever asks, and no fault when nobody reads them")
  func progress() throws {
    let scratch = try Scratch()
    try scratch.write(Studies.text, to: "study.yaml")
    let run = try Titration.run(
      ["batch", "study.yaml", "-o", "a", "--json-progress"], in: scratch.path)
    let last = try #require(run.errors.split(separator: "\n").last)
    #expect(last.hasPrefix("{\"subjects\":183,\"of\":183,"))
    let left = try Titration.shell(
      "{ $titrate batch study.yaml -o b --json-progress; echo $? >&3; } 3>status 2>&1 | true; "
        + "cat status",
      in: scratch.path)
    #expect(left.output == "0\n")
  }

  @Test("Two runs into one folder at once end with whole results")
  func twice() throws {
    let scratch = try Scratch()
    try scratch.write(Studies.text, to: "study.yaml")
    let run = try Titration.shell(
      "for i in 1 2 3; do $titrate batch study.yaml -o out --resume & done; wait; "
        + "$titrate merge out -o merged",
      in: scratch.path)
    #expect(run.status == 0, "\(run.errors)")
  }
}
