public import Diagnostics
internal import Glibc

/// The documents below a folder, and what kept some of it from being looked at.
///
/// Every folder is visited once, however many links lead to it; its own path counts before those
/// of links. Hidden files and folders are left out.
public struct FolderWalk: Hashable, Sendable {
  /// Paths that start with the folder's and end in `.yaml` or `.yml`, in any case; sorted.
  public private(set) var files: [String] = []
  /// Paths that start with the folder's and end in `.csv`, in any case; sorted.
  public private(set) var tables: [String] = []
  /// `T7003` or `T7008` for every folder that cannot be listed.
  public private(set) var faults: [Diagnostic] = []

  private var visited: Set<FileIdentity> = []
  private var links: [String] = []

  /// Looks through a folder.
  public init(_ folder: String) {
    visit(folder)
    // A link may lead back to a folder above, or to one that has been seen.
    while let link = links.first {
      links.removeFirst()
      visit(link)
    }
    files.sort()
    tables.sort()
  }

  /// Whether a file's name is that of a YAML document.
  public static func isDocument(_ path: String) -> Bool {
    let name = path.lowercased()
    return name.hasSuffix(".yaml") || name.hasSuffix(".yml")
  }

  private mutating func visit(_ folder: String) {
    if let identity = FileIdentity(of: folder), !visited.insert(identity).inserted { return }
    let entries: [Entry]
    do throws(Diagnostic) {
      entries = try FolderWalk.entries(of: folder)
    } catch {
      faults.append(error)
      return
    }
    for entry in entries {
      let path = folder.hasSuffix("/") ? folder + entry.name : "\(folder)/\(entry.name)"
      // Most file systems tell the kind for free; the others and links are asked.
      let isFolder =
        entry.type == DT_DIR || (entry.type != DT_REG && FileKind(of: path) == .folder)
      if isFolder, entry.type == DT_LNK {
        links.append(path)
      } else if isFolder {
        visit(path)
      } else if entry.type != DT_REG, FileKind.isDevice(path) {
        // A pipe without a writer would be waited for without end.
        continue
      } else if FolderWalk.isDocument(path) {
        files.append(path)
      } else if TableKind.isTable(path) {
        tables.append(path)
      }
    }
  }

  private struct Entry {
    let name: String
    let type: Int
  }

  /// What is in a folder, sorted by name; it is closed before anything in it is opened.
  private static func entries(of folder: String) throws(Diagnostic) -> [Entry] {
    guard let stream = opendir(folder) else { throw LoadedText.fault(errno, folder, nil) }
    defer { closedir(stream) }
    var entries: [Entry] = []
    while true {
      errno = 0
      guard let entry = readdir(stream) else {
        guard errno == 0 else { throw LoadedText.fault(errno, folder, nil) }
        return entries.sorted { $0.name < $1.name }
      }
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      guard !name.hasPrefix(".") else { continue }
      entries.append(Entry(name: name, type: Int(entry.pointee.d_type)))
    }
  }
}
