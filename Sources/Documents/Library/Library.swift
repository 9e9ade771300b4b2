public import Diagnostics
internal import Glibc

/// The folder of models, protocols, limits and landmarks that comes with titrate, or one like it.
///
/// An id is the path of a file inside its shelf: `ketamine/kamp-2020` is
/// `drugs/ketamine/kamp-2020.yaml`. A protocol is called by the name of its file alone, because it
/// may hold several drugs: `depression-40-min` is `protocols/ketamine/depression-40-min.yaml`.
/// Looking something up lists folders at most; no other file is opened.
public struct Library: Hashable, Sendable {
  /// A kind of file and the folder in which it is kept.
  public enum Shelf: String, Hashable, Sendable, CaseIterable {
    /// Pharmacokinetic models.
    case models = "drugs"
    /// Dosing protocols.
    case protocols
    /// Sets of limits.
    case limits
    /// Named concentrations.
    case landmarks
    /// Batches of simulations.
    case studies

    /// One of its files, in words.
    public var item: String {
      switch self {
      case .models: "model"
      case .protocols: "protocol"
      case .limits: "set of limits"
      case .landmarks: "set of landmarks"
      case .studies: "study"
      }
    }

    /// The command that lists the shelf.
    public var listing: String {
      self == .models ? "titrate list models" : "titrate list \(rawValue)"
    }
  }

  /// The folder that holds the shelves.
  public let root: String

  /// Opens a library.
  /// - Parameters:
  ///   - root: A folder that holds `drugs`, `protocols`, `limits` or `landmarks`.
  ///   - mention: Where the folder was written.
  /// - Throws: `T7006` when it holds none of them.
  public init(at root: String, mentioned mention: SourceLocation? = nil) throws(Diagnostic) {
    guard Shelf.allCases.contains(where: { FileKind(of: "\(root)/\($0.rawValue)") == .folder })
    else {
      throw Diagnostic(
        .libraryNotFound, at: mention,
        FileKind(of: root) == .folder
          ? "the folder `\(root)` holds no library" : "there is no folder `\(root)`",
        expected: "a folder that holds `drugs`, `protocols`, `limits` or `landmarks`",
        remedy: "name such a folder, or leave `--library` out to use the one installed")
    }
    self.root = root
  }

  /// The path of an id, whether or not a file is there.
  public func path(of id: String, on shelf: Shelf) -> String {
    "\(root)/\(shelf.rawValue)/\(id).yaml"
  }

  /// The file of an id, or nothing when the shelf has none of that name.
  public func file(of id: String, on shelf: Shelf) -> String? {
    guard Self.isID(id) else { return nil }
    let direct = path(of: id, on: shelf)
    if FileKind(of: direct) == .file { return shelf == .models && !id.contains("/") ? nil : direct }
    guard shelf == .protocols, !id.contains("/") else { return nil }
    return paths(on: shelf).first { $0.split(separator: "/").last.map(String.init) == id }
      .map { path(of: $0, on: shelf) }
  }

  /// Every id of a shelf, sorted.
  public func ids(on shelf: Shelf) -> [String] {
    paths(on: shelf).compactMap { self.id(ofPath: $0, on: shelf) }.sorted()
  }

  /// The text of an id.
  /// - Parameters:
  ///   - id: The name of a file on the shelf.
  ///   - shelf: Where it is kept.
  ///   - mention: Where the id was written.
  /// - Returns: The text and where it was read.
  /// - Throws: `T7007` with the nearest id when there is none of that name, or what reading throws.
  public func text(
    of id: String, on shelf: Shelf, mentioned mention: SourceLocation? = nil
  ) throws(Diagnostic) -> LoadedText {
    guard let file = file(of: id, on: shelf) else { throw missing(id, on: shelf, at: mention) }
    return try LoadedText(reading: file)
  }

  /// The id that was probably meant.
  public func nearest(to id: String, on shelf: Shelf) -> String? {
    let ids = ids(on: shelf)
    // Part of one name only is that name, however near another may be, and hyphens are forgotten.
    let part = id.lettersAndDigits
    let holders = ids.filter { part.count > 3 && $0.lettersAndDigits.contains(part) }
    if holders.count == 1 { return holders[0] }
    // A model is often called by its last part, `kamp-2020`.
    return suggestion(for: id, among: ids) ?? ids.first { $0.hasSuffix("/\(id)") }
      ?? holders.first
  }

  /// The id that a text spells with blanks, capitals or hyphens of its own: `Depression 40 min`.
  public func id(spelled text: String, on shelf: Shelf) -> String? {
    ids(on: shelf).first { $0.lettersAndDigits == text.lettersAndDigits }
  }

  /// What to say when an id is not there.
  public func missing(
    _ id: String, on shelf: Shelf, at mention: SourceLocation?
  ) -> Diagnostic {
    let ids = ids(on: shelf)
    let near = nearest(to: id, on: shelf)
    return Diagnostic(
      .notInLibrary, at: mention, "the library has no \(shelf.item) `\(id)`",
      expected: ids.isEmpty ? "a library that holds one" : "one of: \(ids.joined(separator: ", "))",
      remedy: near.map { "did you mean `\($0)`?" }
        ?? "see `\(shelf.listing)`, or give the path of a file that ends in `.yaml`")
  }

  /// The id that a file has by its place in the library; nothing for a file outside of it.
  public func id(ofFile path: String) -> (id: String, shelf: Shelf)? {
    guard let file = FileKind.realPath(path), let root = FileKind.realPath(root) else { return nil }
    for shelf in Shelf.allCases {
      let folder = "\(root)/\(shelf.rawValue)/"
      guard file.hasPrefix(folder), file.hasSuffix(".yaml") else { continue }
      let inside = String(file.dropFirst(folder.count).dropLast(5))
      return id(ofPath: inside, on: shelf).map { ($0, shelf) }
    }
    return nil
  }

  private func id(ofPath path: String, on shelf: Shelf) -> String? {
    switch shelf {
    // `drugs/defaults.yaml` says which model is meant when none is named.
    case .models: path.contains("/") ? path : nil
    case .protocols: path.split(separator: "/").last.map(String.init)
    case .limits, .landmarks, .studies: path
    }
  }

  /// The paths of all files of a shelf, without `.yaml`.
  private func paths(on shelf: Shelf) -> [String] {
    let folder = "\(root)/\(shelf.rawValue)"
    // An id is a path with `.yaml` behind it; a file that is called otherwise has no id.
    return FolderWalk(folder).files.filter { $0.hasSuffix(".yaml") }
      .map { String($0.dropFirst(folder.count + 1).dropLast(5)) }
  }

  private static func isID(_ text: String) -> Bool {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    return parts.allSatisfy { part in
      !part.isEmpty && !part.hasPrefix(".")
        && part.unicodeScalars.allSatisfy {
          $0.properties.isAlphabetic || "0123456789-_.".unicodeScalars.contains($0)
        }
    }
  }
}

extension String {
  /// The letters and digits of a name, without hyphens, blanks and case.
  fileprivate var lettersAndDigits: String {
    String(filter { $0.isLetter || $0.isNumber }).lowercased()
  }
}
