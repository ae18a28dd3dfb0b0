/// The head of a `.npy` file: a Python dictionary such as `{'descr': '|u1', 'fortran_order': False, 'shape': (3, 2), }`.
struct NPYHeaderText {
  let descr: String
  let isFortranOrder: Bool
  let shape: [Int]

  /// The greatest number of dimensions, which is NumPy's own.
  fileprivate static let largestRank = 32

  static func parse(_ bytes: [UInt8], name: String) throws(ImportError) -> NPYHeaderText {
    var parser = Parser(bytes: bytes)
    guard let header = parser.header() else {
      throw ImportError(
        name,
        "the head of the array is not understood: '\(String(decoding: bytes.prefix(80), as: UTF8.self))'; save one array of "
          + "uint8 with numpy.savez")
    }
    return header
  }

  private struct Parser {
    let bytes: [UInt8]
    var place = 0

    mutating func skipBlanks() {
      while place < bytes.count, bytes[place] == 0x20 || bytes[place] == 0x0A { place += 1 }
    }

    mutating func skip(_ text: String) -> Bool {
      skipBlanks()
      guard bytes[place...].starts(with: text.utf8) else { return false }
      place += text.utf8.count
      return true
    }

    mutating func header() -> NPYHeaderText? {
      var (descr, isFortranOrder, shape): (String?, Bool?, [Int]?) = (nil, nil, nil)
      guard skip("{") else { return nil }
      while !skip("}") {
        guard let key = quoted(), skip(":") else { return nil }
        switch key {
        case "descr" where descr == nil: descr = quoted() ?? list()
        case "fortran_order" where isFortranOrder == nil:
          isFortranOrder = skip("True") ? true : skip("False") ? false : nil
        case "shape" where shape == nil: shape = tuple()
        default: return nil
        }
        guard skip(",") || bytes[place...].first == UInt8(ascii: "}") else { return nil }
      }
      skipBlanks()
      guard place == bytes.count, let descr, let isFortranOrder, let shape else { return nil }
      return NPYHeaderText(descr: descr, isFortranOrder: isFortranOrder, shape: shape)
    }

    private mutating func quoted() -> String? {
      skipBlanks()
      guard place < bytes.count, bytes[place] == UInt8(ascii: "'") || bytes[place] == UInt8(ascii: "\""),
        let end = bytes[(place + 1)...].firstIndex(of: bytes[place])
      else { return nil }
      defer { place = end + 1 }
      return String(decoding: bytes[(place + 1)..<end], as: UTF8.self)
    }

    /// Takes the list of a structured type, which is no type of images, as text.
    private mutating func list() -> String? {
      guard skip("["), let end = bytes[place...].firstIndex(of: UInt8(ascii: "]")) else { return nil }
      defer { place = end + 1 }
      return "[" + String(decoding: bytes[place..<end].prefix(40), as: UTF8.self) + "]"
    }

    private mutating func tuple() -> [Int]? {
      guard skip("(") else { return nil }
      var sides: [Int] = []
      while !skip(")") {
        skipBlanks()
        let digits = bytes[place...].prefix { (0x30...0x39).contains($0) }
        // Python 2 wrote long numbers with an L.
        guard sides.count < NPYHeaderText.largestRank, let side = Int(String(decoding: digits, as: UTF8.self))
        else { return nil }
        place += digits.count
        _ = skip("L")
        sides.append(side)
        guard skip(",") || bytes[place...].first == UInt8(ascii: ")") else { return nil }
      }
      return sides
    }
  }
}
