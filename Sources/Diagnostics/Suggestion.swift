/// The candidate nearest to what was written, when it is near enough to be worth proposing.
///
/// Nearness is the number of edits without regard to case: an insertion, a deletion, a replacement
/// or a swap of neighbours. One edit is allowed from two characters on, and one for every three
/// characters beyond that; a single character must match but for its case. Among equally near
/// candidates the one nearest in length wins, then the first.
///
/// Only spellings of names may be proposed that do not change what is given: routes, and drugs two
/// letters apart (`arketamine` and `esketamine`), are never slips of one another.
/// - Parameters:
///   - written: What was written.
///   - candidates: What may have been meant.
///   - most: At most so many edits, also where the length would allow more.
package func suggestion(
  for written: String, among candidates: [String], edits most: Int = .max
) -> String? {
  nearest(to: written, among: candidates, edits: most).first
}

/// Every candidate with as few edits as the nearest one, in the order of `suggestion(for:among:edits:)`.
package func nearest(
  to written: String, among candidates: [String], edits most: Int = .max
) -> [String] {
  // Long inputs are never near misses, and the table of distances is quadratic.
  let length = written.prefix(65).count
  guard length > 0, length <= 64 else { return [] }
  let limit = min(most, length == 1 ? 0 : max(1, length / 3))
  let letters = Array(written.lowercased())
  var near: [(candidate: String, distance: Int, stretch: Int)] = []
  for candidate in candidates where candidate.count <= 64 {
    let distance = editDistance(letters, Array(candidate.lowercased()))
    guard distance <= limit else { continue }
    near.append((candidate, distance, abs(candidate.count - length)))
  }
  let least = near.map(\.distance).min()
  return near.filter { $0.distance == least }.enumerated()
    .sorted { ($0.element.stretch, $0.offset) < ($1.element.stretch, $1.offset) }
    .map(\.element.candidate)
}

/// The restricted Damerau-Levenshtein distance (no part is edited twice).
private func editDistance(_ a: [Character], _ b: [Character]) -> Int {
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
