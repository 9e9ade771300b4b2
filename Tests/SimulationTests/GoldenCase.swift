import Foundation
import Kinetics
import Quantities
import Simulation
import Testing

/// One case of the 30-digit reference solutions in `Golden/` (matrix exponential in 80-digit
/// arithmetic, written by an independent generator; times in min, amounts in mg, volumes in L).
struct GoldenCase: Decodable, Sendable, CustomTestStringConvertible {
  let name: String
  let model: String
  let kind: Kind
  let params: [String: Double]
  let events: [Event]
  let columns: [String]
  let file: String
  /// What step-by-step double-precision `expm` reaches by the same measure.
  let doubleError: Double

  struct Kind: Decodable, Sendable {
    let ncmt: Int
    let auc: Bool?
    let mm: Bool?
  }

  struct Event: Decodable, Sendable {
    let type: String
    let t: Double
    let amt: Double?
    let dur: Double?
    let rate: Double?
    let cmt: String?
    let n: Int?
    let every: Double?
    let set: [String: Double]?
  }

  enum CodingKeys: String, CodingKey {
    case name, model, kind, params, events, columns, file
    case doubleError = "double_error"
  }

  var testDescription: String { name }

  /// 1e-12, or ten times what plain double arithmetic reaches where that is larger.
  var tolerance: Double { max(1e-12, 10 * doubleError) }

  static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden")

  /// Whether elimination follows Michaelis and Menten; those references are an order-40 Taylor
  /// series in 50-digit arithmetic.
  var saturates: Bool { kind.mm ?? false }

  /// The cases that have a closed form.
  static func linear() -> [GoldenCase] { all().filter { !$0.saturates } }

  static func all() -> [GoldenCase] {
    do {
      let data = try Data(contentsOf: folder.appending(path: "cases.json"))
      return try JSONDecoder().decode([GoldenCase].self, from: data)
    } catch {
      Issue.record("the golden cases cannot be read: \(error)")
      return []
    }
  }

  /// The times and the values of every column but the first.
  func reference() throws -> (times: [Double], rows: [[Double]]) {
    let text = try String(contentsOf: Self.folder.appending(path: file), encoding: .utf8)
    let rows = text.split(separator: "\n").dropFirst().map { line in
      line.split(separator: ",").map { Double($0) ?? .nan }
    }
    return (rows.map { $0[0] }, rows.map { Array($0.dropFirst()) })
  }

  /// The names of the system's states, as the columns of the file call them.
  private(set) var stateNames: [String] = []

  init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    name = try values.decode(String.self, forKey: .name)
    model = try values.decode(String.self, forKey: .model)
    kind = try values.decode(Kind.self, forKey: .kind)
    params = try values.decode([String: Double].self, forKey: .params)
    events = try values.decode([Event].self, forKey: .events)
    columns = try values.decode([String].self, forKey: .columns)
    file = try values.decode(String.self, forKey: .file)
    doubleError = try values.decode(Double.self, forKey: .doubleError)
  }
}
