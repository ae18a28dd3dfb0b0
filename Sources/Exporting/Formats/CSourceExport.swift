internal import DatasetFormat
internal import ImageCore
internal import Wording

/// Test images as arrays of C, for programs on microcontrollers.
package struct CSourceExport: ExportFormat {
  package static let description = ExportDescription(
    "c", "test images as arrays of C", for: "microcontrollers: TinyML, Arduino",
    files: ["NAME.h", "NAME.c"], options: [.count, .images, .mcu], language: .c,
    readers: ["gcc (C99 and C++11)", "avr-gcc", "arm-none-eabi-gcc"],
    notes: [
      "It holds test images only: a device tests a model that was trained elsewhere.",
      "`NAME_CHECKSUM` is FNV-1a over all images, then all labels: a few lines on the device prove that the data arrived.",
      "`NAME_INT8(level)` is what a model takes that was quantised to int8 with scale 1/255 and zero point -128.",
      "On AVR the arrays stay in flash; read them through `NAME_READ(&NAME_images[i][j])`. avr-gcc refuses arrays of more than "
        + "32,767 bytes, 41 images of 28x28; `--mcu avr` stops before.",
    ])

  enum Microcontroller: String, CaseIterable {
    case avr

    /// The greatest size of an array in bytes.
    var largestArray: Int { 32_767 }
  }

  private let count: Int
  /// The indices of the images; nil for a choice of `count`.
  private let chosen: [Int]?
  private let microcontroller: Microcontroller?

  private static let largestCount = 100_000

  package init(_ options: ExportOptions) throws(ExportError) {
    guard !(options.has(.count) && options.has(.images)) else {
      throw ExportError(.usage, "--count and --images exclude each other; keep one")
    }
    microcontroller = try options.choice(.mcu)
    count = try Self.number(options.text(.count) ?? "10", of: .count, in: 1...Self.largestCount)
    if let text = options.text(.images) {
      var numbers: [Int] = []
      for field in text.split(separator: ",", omittingEmptySubsequences: false) {
        numbers.append(try Self.number(String(field), of: .images, in: 0...1_000_000_000))
      }
      guard numbers.count <= Self.largestCount else {
        throw ExportError(
          .usage, "--images takes at most \(Self.largestCount) indices; you gave \(numbers.count)")
      }
      chosen = numbers
    } else {
      chosen = nil
    }
  }

  private static func number(
    _ text: String, of option: ExportOption, in range: ClosedRange<Int>
  ) throws(ExportError) -> Int {
    guard let number = Int(text), range.contains(number) else {
      throw ExportError(
        .usage, "\(option.flag) takes \(range.lowerBound) to \(range.upperBound); you gave '\(text)'")
    }
    return number
  }

  package func check(_ dataset: ExportedDataset) throws(ExportError) {
    let test = try Self.test(of: dataset)
    if let missing = chosen?.first(where: { $0 >= test.count }) {
      throw ExportError(
        .unsuitableDataset,
        "c: there is no test image \(missing); test has \(counted(test.count, "image")), 0 to \(test.count - 1)"
      )
    }
    guard let largest = microcontroller?.largestArray else { return }
    let byteCount = indices(of: test).count * test.type.byteCount
    guard byteCount > largest else { return }
    throw ExportError(
      .unsuitableDataset,
      "c: the images have \(grouped(byteCount)) bytes, and avr-gcc takes arrays of at most \(grouped(largest)); take "
        + (largest < test.type.byteCount
          ? "smaller images" : "--count \(largest / test.type.byteCount) or fewer"))
  }

  private static func test(of dataset: ExportedDataset) throws(ExportError) -> SplitData {
    guard let test = dataset.parts.first(where: { $0.split == .test }) else {
      throw ExportError(.unsuitableDataset, "c: the dataset has no test images; convert with a test split")
    }
    return test
  }

  /// Returns the indices of the images to write, in ascending order unless they were chosen: of each class in turn the
  /// next one, until there are enough.
  private func indices(of test: SplitData) -> [Int] {
    if let chosen { return chosen }
    let byLabel = Dictionary(grouping: 0..<test.count) { test.labels[$0] }
    let rounds = byLabel.values.map(\.count).max() ?? 0
    let labels = byLabel.keys.sorted()
    let inTurn = (0..<rounds).lazy.flatMap { round in
      labels.compactMap { label in
        let images = byLabel[label] ?? []
        return round < images.count ? images[round] : nil
      }
    }
    return inTurn.prefix(count).sorted()
  }

  package func notices(on dataset: ExportedDataset) -> [String] {
    guard let test = dataset.parts.first(where: { $0.split == .test }) else { return [] }
    let count = indices(of: test).count
    return ["\(counted(count, "image")), \(grouped(count * (test.type.byteCount + 1))) bytes of flash"]
  }

  package func write(_ dataset: ExportedDataset, to folder: ExportFolder) async throws {
    let test = try Self.test(of: dataset)
    let examples = indices(of: test).map { (label: test.labels[$0], pixels: Array(test.bytes(of: $0))) }
    try folder.write(header(dataset, examples), to: dataset.name + ".h")
    try folder.write(source(dataset, examples), to: dataset.name + ".c")
    folder.advance(by: dataset.imageCount)
  }

  private typealias Example = (label: UInt8, pixels: [UInt8])

  private func header(_ dataset: ExportedDataset, _ examples: [Example]) -> String {
    let (name, upper, size) = (dataset.name, dataset.name.uppercased(), dataset.type.size)
    // FNV-1a with 32 bits.
    let hash = (examples.flatMap(\.pixels) + examples.map(\.label)).reduce(UInt32(0x811C_9DC5)) {
      ($0 ^ UInt32($1)) &* 0x0100_0193
    }
    return """
      /* \(examples.count) test images of \(size), row by row, 0 to 255. Made by fmbuild; do not edit. */
      #ifndef \(upper)_H
      #define \(upper)_H

      #include <stdint.h>

      #if defined(__AVR__)
      #include <avr/pgmspace.h>
      #define \(upper)_STORAGE PROGMEM
      #define \(upper)_READ(address) pgm_read_byte(address)
      #else
      #define \(upper)_STORAGE
      #define \(upper)_READ(address) (*(address))
      #endif

      #define \(upper)_COUNT \(examples.count)
      #define \(upper)_HEIGHT \(size.height)
      #define \(upper)_WIDTH \(size.width)
      #define \(upper)_CHANNELS \(dataset.type.channelCount)
      #define \(upper)_CLASS_COUNT \(dataset.classNames.count)
      /* FNV-1a, 32 bits, over all images and then all labels. */
      #define \(upper)_CHECKSUM 0x\(padded(Int(hash), 8, radix: 16))u
      /* What a model takes that was quantised to int8 with scale 1/255 and zero point -128. */
      #define \(upper)_INT8(level) ((int8_t)((int)(level) - 128))

      #ifdef __cplusplus
      extern "C" {
      #endif
      extern const uint8_t \(name)_images[\(upper)_COUNT][\(dataset.type.byteCount)] \(upper)_STORAGE;
      extern const uint8_t \(name)_labels[\(upper)_COUNT] \(upper)_STORAGE;
      extern const char *const \(name)_classes[\(upper)_CLASS_COUNT];
      #ifdef __cplusplus
      }
      #endif

      #endif

      """
  }

  private func source(_ dataset: ExportedDataset, _ examples: [Example]) -> String {
    let (name, upper) = (dataset.name, dataset.name.uppercased())
    let rowLength = dataset.type.size.width * dataset.type.channelCount
    func row(_ pixels: ArraySlice<UInt8>) -> String {
      let numbers = pixels.map { level in
        let digits = "\(level)"
        return String(repeating: " ", count: 3 - digits.count) + digits
      }
      return "    " + numbers.joined(separator: ", ") + ",\n"
    }
    var text = "#include \"\(name).h\"\n\n"
    text += "const uint8_t \(name)_images[\(upper)_COUNT][\(dataset.type.byteCount)] \(upper)_STORAGE = {\n"
    for (index, example) in examples.enumerated() {
      text += "  { /* \(index): \(example.label) */\n"
      for range in (0..<example.pixels.count).pieces(of: rowLength) { text += row(example.pixels[range]) }
      text += "  },\n"
    }
    let labels = examples.map { "\($0.label)" }.joined(separator: ", ")
    text += "};\n\nconst uint8_t \(name)_labels[\(upper)_COUNT] \(upper)_STORAGE = {\(labels)};\n\n"
    text += "const char *const \(name)_classes[\(upper)_CLASS_COUNT] = {\n"
    for className in dataset.classNames { text += "  \(Self.literal(className)),\n" }
    return text + "};\n"
  }

  /// Returns a text as a literal of C. Octal escapes have three digits at most, where hexadecimal ones would swallow what
  /// follows, and a question mark could begin a trigraph.
  private static func literal(_ text: String) -> String {
    let escaped = text.utf8.map { byte in
      let isPlain = (32..<127).contains(byte) && !"\"\\?".utf8.contains(byte)
      return isPlain ? String(UnicodeScalar(byte)) : "\\" + padded(Int(byte), 3, radix: 8)
    }
    return "\"" + escaped.joined() + "\""
  }

  package func snippet(_ place: ExportPlace) -> [String] {
    let (name, upper) = (place.name, place.name.uppercased())
    return [
      "#include \"\(name).h\"",
      "int8_t first(int i) { return \(upper)_INT8(\(upper)_READ(&\(name)_images[i][0])); }",
      "const char *name(int i) { return \(name)_classes[\(upper)_READ(&\(name)_labels[i])]; }",
    ]
  }
}
