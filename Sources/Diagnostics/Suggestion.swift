/// The candidate nearest to what was written, when it is near enough to be worth proposing.
///
/// Nearness is the Damerau-Levenshtein distance without case (an insertion, deletion, replacement
/// or swap of neighbours costs one); at most a third of the length may differ.
package func suggestion(for written: String, among candidates: [String]) -> String? {
  let limit = max(1, written.count / 3)
  var best: (candidate: String, distance: Int)?
  for candidate in candidates {
    let distance = editDistance(Array(written.lowercased()), Array(candidate.lowercased()))
    if distance <= limit, distance < best?.distance ?? .max { best = (candidate, distance) }
  }
  return best?.candidate
}

private func editDistance(_ a: [Character], _ b: [Character]) -> Int {
  // Long inputs are never near misses, and the table is quadratic.
  guard a.count <= 64, b.count <= 64 else { return .max }
  var table = Array(repeating: Array(repeating: 0, count: b.count + 1), count: a.count + 1)
  for i in 0...a.count { table[i][0] = i }
  for j in 0...b.count { table[0][j] = j }
  for i in 1..<(a.count + 1) {
    for j in 1..<(b.count + 1) {
      let replace = table[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)
      table[i][j] = min(replace, table[i - 1][j] + 1, table[i][j - 1] + 1)
      if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
        table[i][j] = min(table[i][j], table[i - 2][j - 2] + 1)
      }
    }
  }
  return table[a.count][b.count]
}
