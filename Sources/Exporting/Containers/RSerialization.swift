internal import IDX

/// Values as R's `saveRDS` writes them: XDR, version 2, before it is compressed.
struct RSerialization {
  /// A value of R.
  indirect enum Value {
    /// A vector of texts.
    case texts([String])
    /// A vector of whole numbers with dimensions, the first running fastest; the stream has four bytes a number, the most
    /// significant first.
    case integers(PieceStream, dimensions: [Int])
    /// A list; without names if they are nil.
    case list([Value], names: [String]?)
  }

  private(set) var stream = PieceStream(Array("X\n".utf8) + [2, 0x03_05_00, 0x02_03_00].flatMap(Self.number))
  /// The symbols that have been written, which are referred to by their places.
  private var symbols: [String] = []

  init(_ value: Value) { append(value) }

  private enum Flags {
    static let hasAttributes = 0x200
    static let pairList = 0x402
    static let symbol = 1
    static let integers = 13
    static let texts = 16
    static let list = 19
    static let end = 254
    static let reference = 255
    static let asciiText = 0x0004_0009
    static let utf8Text = 0x0000_8009
  }

  private mutating func append(_ value: Value) {
    switch value {
    case .texts(let texts): append(Flags.texts, texts.count, texts.flatMap(Self.text))
    case .integers(let numbers, let dimensions):
      append(Flags.integers | Flags.hasAttributes, dimensions.reduce(1, *))
      stream.append(numbers)
      appendSymbol("dim")
      append(Flags.integers, dimensions.count, dimensions.flatMap(Self.number))
      stream.append(Self.number(Flags.end))
    case .list(let values, let names):
      append(Flags.list | (names == nil ? 0 : Flags.hasAttributes), values.count)
      for value in values { append(value) }
      guard let names else { return }
      appendSymbol("names")
      append(.texts(names))
      stream.append(Self.number(Flags.end))
    }
  }

  private mutating func append(_ flags: Int, _ count: Int, _ content: [UInt8] = []) {
    stream.append(Self.number(flags) + Self.number(count) + content)
  }

  /// Appends the head of an attribute: its name as a symbol, spelt out only the first time.
  private mutating func appendSymbol(_ name: String) {
    stream.append(Self.number(Flags.pairList))
    if let place = symbols.firstIndex(of: name) {
      stream.append(Self.number((place + 1) << 8 | Flags.reference))
    } else {
      symbols.append(name)
      stream.append(Self.number(Flags.symbol) + Self.text(name))
    }
  }

  private static func text(_ text: String) -> [UInt8] {
    let bytes = Array(text.utf8)
    let flags = bytes.allSatisfy { $0 < 0x80 } ? Flags.asciiText : Flags.utf8Text
    return number(flags) + number(bytes.count) + bytes
  }

  private static func number(_ value: Int) -> [UInt8] { Int32(value).bigEndianBytes }
}
