import Foundation

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// A picture of SVG, or a page that is well-formed XML, as its elements in document order.
final class Picture: NSObject, XMLParserDelegate {
  struct Element: Equatable {
    var name: String
    var attributes: [String: String]
    var text = ""

    /// A number of an attribute.
    func number(_ name: String) -> Double { Double(attributes[name] ?? "") ?? .nan }

    /// The places of a line of many points.
    var points: [(x: Double, y: Double)] {
      (attributes["points"] ?? "").split(separator: " ").map { pair in
        let parts = pair.split(separator: ",").compactMap { Double($0) }
        return parts.count == 2 ? (parts[0], parts[1]) : (.nan, .nan)
      }
    }
  }

  private(set) var elements: [Element] = []
  private var open: [Int] = []

  /// Parses a document; nothing when it is not well-formed.
  init?(_ text: String) {
    super.init()
    let parser = XMLParser(data: Data(text.utf8))
    parser.delegate = self
    guard parser.parse() else { return nil }
  }

  /// The elements whose class holds all words of a name.
  func all(_ name: String, _ words: String = "") -> [Element] {
    elements.filter { element in
      let own = Set((element.attributes["class"] ?? "").split(separator: " "))
      return element.name == name && Set(words.split(separator: " ")).isSubset(of: own)
    }
  }

  /// All texts.
  var texts: [String] { all("text").map(\.text) }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    open.append(elements.count)
    elements.append(Element(name: name, attributes: attributes))
  }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
  ) {
    open.removeLast()
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) {
    if let last = open.last { elements[last].text += string }
  }
}
