internal import Diagnostics

extension SourceLocation {
  /// The place as compilers write it: `ward.csv:4:1`.
  var text: String { "\(file):\(line):\(column)" }
}
