internal import Glibc
internal import Titrate

/// The folder of a run's results.
struct ResultFolder {
  let path: String

  /// Takes the path that `--output` names.
  /// - Throws: `T8002` when it is empty.
  init(path: String) throws(DiagnosticError) {
    guard !path.isEmpty else {
      throw DiagnosticError(
        Diagnostic(
          .missingValue, at: CommandLineText.current.place(of: ""),
          "the name of the output is empty", expected: "the path of a folder",
          remedy: "write the path after `--output`; a variable of the shell may be unset"))
    }
    self.path = path
  }

  /// Looks whether results may go there; makes nothing.
  ///
  /// - Parameters:
  ///   - study: What will be run.
  ///   - range: Which of its subjects.
  ///   - resume: Whether finished results are left alone.
  /// - Returns: Whether anything is to be done.
  func isOpen(
    for study: LoadedStudy, _ range: Range<Int>, resume: Bool
  ) throws(DiagnosticError) -> Bool {
    do throws(Diagnostic) {
      switch FileKind(of: path) {
      case .folder:
        return try isUnfinished(study, range, resume: resume)
      case .file:
        throw Diagnostic(
          .cannotWrite, at: CommandLineText.place(ofValue: path, for: "--output"),
          "`\(path)` is a file", expected: "a folder", remedy: "choose another name")
      case nil: return true
      }
    } catch {
      throw DiagnosticError(error)
    }
  }

  /// Makes the folder if it is not there, does something with it that no other run may do at the
  /// same time, and takes it away again where that fails and leaves it empty.
  func filling<T>(_ body: () throws -> T) throws -> T {
    let isNew = mkdir(path, 0o777) == 0
    // Another run may make it at the same moment.
    guard isNew || errno == EEXIST else {
      throw OutputFailure.system(action: "cannot create the folder", path: path, code: errno)
    }
    do {
      let lock = try lock()
      defer { close(lock) }
      return try body()
    } catch {
      // It stays where somebody else has put anything into it.
      if isNew { rmdir(path) }
      throw error
    }
  }

  /// Keeps other runs out until the descriptor is closed, or the process ends in whatever way.
  private func lock() throws -> Int32 {
    let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw OutputFailure.system(action: "cannot open the folder", path: path, code: errno)
    }
    // Some file systems have no locks; there nothing but care keeps two runs apart.
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK else {
      close(descriptor)
      throw Diagnostic(
        .folderInUse, at: CommandLineText.place(ofValue: path, for: "--output"),
        "another run is writing into `\(path)`", expected: "a folder that no other run fills",
        remedy: "wait for it to end, or choose another folder")
    }
    return descriptor
  }

  /// Refuses to write over a file that is read, and, unless a run is resumed, over one of which no
  /// manifest says that a run has left it.
  /// - Parameters:
  ///   - names: The files to be written.
  ///   - inputs: The paths of what is read.
  ///   - resume: Whether `--resume` is given; nothing for a command without it.
  func checkNothingIsLost(
    _ names: [String], reading inputs: [String], resume: Bool?
  ) throws(Diagnostic) {
    let read = inputs.compactMap { FileIdentity(of: $0) }
    let place = CommandLineText.place(ofValue: path, for: "--output")
    let present = names.compactMap { name in
      FileIdentity(of: "\(path)/\(name)").map { (name: name, identity: $0) }
    }
    if let (name, _) = present.first(where: { read.contains($0.identity) }) {
      throw Diagnostic(
        .outputOverInput, at: place, "`\(path)/\(name)` is read, and would be written over",
        expected: "a folder without what the study is made of", remedy: "choose another folder")
    }
    if resume != true, let (name, _) = present.first {
      throw Diagnostic(
        .fileInTheWay, at: place,
        "`\(path)` has a file `\(name)` already, and no \(ShardManifest.fileName) that knows it",
        expected: "a folder without files of that name",
        remedy: "choose another folder"
          + (resume == nil ? "" : ", or add `--resume` to replace what an interrupted run left"))
    }
  }

  /// What is there is of something else.
  var otherStudy: Diagnostic {
    Diagnostic(
      .otherStudy, at: CommandLineText.place(ofValue: path, for: "--output"),
      "`\(path)` holds the results of another study, seed, version or range of subjects",
      expected: "results of this study", remedy: "choose another folder")
  }

  /// Refuses a folder whose manifest belongs to another program.
  func checkManifestIsOurs() throws(Diagnostic) {
    guard ShardManifest.isOfSomethingElse(in: path) else { return }
    throw Diagnostic(
      .fileInTheWay, at: CommandLineText.place(ofValue: path, for: "--output"),
      "`\(path)/\(ShardManifest.fileName)` is not a manifest of titrate's results",
      expected: "a folder without a file of that name", remedy: "choose another folder")
  }

  private func isUnfinished(
    _ study: LoadedStudy, _ range: Range<Int>, resume: Bool
  ) throws(Diagnostic) -> Bool {
    guard FileKind(of: "\(path)/\(ShardManifest.fileName)") == .file else {
      let slices = SliceFolder(study: study, range: range, folder: self)
      if !resume, slices.exists {
        throw Diagnostic(
          .resultsPresent, at: CommandLineText.place(ofValue: path, for: "--output"),
          "`\(slices.path)` holds what a run had finished when its time was over",
          expected: "a folder without it",
          remedy: "add `--resume` to go on from there, or choose another folder")
      }
      try checkNothingIsLost(
        study.fileNames, reading: study.inputs.map(\.path), resume: resume)
      return true
    }
    try checkManifestIsOurs()
    guard resume else {
      throw Diagnostic(
        .resultsPresent, at: CommandLineText.place(ofValue: path, for: "--output"),
        "`\(path)` holds results already", expected: "a folder without \(ShardManifest.fileName)",
        remedy: "choose another folder, or add `--resume` to leave finished results alone")
    }
    guard let manifest = try? ShardManifest(of: path) else {
      try checkNothingIsLost(study.fileNames, reading: study.inputs.map(\.path), resume: true)
      return true
    }
    guard manifest.run == study.identity, manifest.range == range else { throw otherStudy }
    // Whole files of the right size with the right hash: finished.
    return manifest.files.contains { file in
      (try? ShardBytes(file, in: path).verify()) == nil
    }
  }
}
