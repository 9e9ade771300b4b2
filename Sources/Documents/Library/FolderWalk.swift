internal import Glibc

/// Finds documents below a folder.
public enum FolderWalk {
  private static let deepest = 16

  /// The YAML files below a folder, sorted by path; hidden files and folders are left out, and so
  /// are folders that cannot be opened.
  /// - Parameter folder: A folder's path.
  /// - Returns: Paths that start with the folder's.
  public static func files(in folder: String) -> [String] {
    var found: [String] = []
    visit(folder, depth: 0, into: &found)
    return found.sorted()
  }

  private static func visit(_ folder: String, depth: Int, into found: inout [String]) {
    // A link may lead back to a folder above.
    guard depth < deepest, let stream = opendir(folder) else { return }
    defer { closedir(stream) }
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      guard !name.hasPrefix(".") else { continue }
      let path = "\(folder)/\(name)"
      // Most file systems tell the kind for free; the others and links are asked.
      let type = Int(entry.pointee.d_type)
      let isFolder =
        type == Int(DT_DIR) || (type != Int(DT_REG) && FileKind(of: path) == .folder)
      if isFolder {
        visit(path, depth: depth + 1, into: &found)
      } else if name.hasSuffix(".yaml") {
        found.append(path)
      }
    }
  }
}
