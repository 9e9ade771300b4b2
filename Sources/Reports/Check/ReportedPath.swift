internal import Diagnostics

/// The path of a file as servers want it: relative to the checked-out folder where that is possible.
struct ReportedPath {
  /// The path; nothing for a text that is no file, such as `<phrase>` or standard input.
  let path: String?

  /// - Parameter root: The folder that absolute paths are shortened by.
  init(_ file: String, root: String?) {
    guard file != "-", !(file.hasPrefix("<") && file.hasSuffix(">")) else {
      path = nil
      return
    }
    var rest = file[...]
    if let root {
      let folder = root.hasSuffix("/") ? root : root + "/"
      if rest.hasPrefix(folder) { rest = rest.dropFirst(folder.count) }
    }
    while rest.hasPrefix("./") { rest = rest.dropFirst(2).drop { $0 == "/" } }
    path = String(rest)
  }

  /// The path as a URI reference; absolute paths become `file:` URIs.
  var uri: String? {
    guard let path else { return nil }
    var result = path.hasPrefix("/") ? "file://" : ""
    for byte in path.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "/"):
        result.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        result += "%" + (digits.count == 1 ? "0" : "") + digits
      }
    }
    return result
  }
}
