public import ImageCore

/// Stretches each picture to full contrast: its darkest byte becomes 0 and its lightest 255.
///
/// With hi the largest and lo the smallest byte and hi > lo: scale = 255.0 / (hi - lo), offset = -lo * scale, and
/// every byte v becomes trunc(v * scale + offset), limited to 0...255, in doubles. The paper does not mention this
/// step, but all 70,000 published images show it, including the 32 ranges for which the largest byte becomes 254.
/// Pillow's `ImageOps.autocontrast` gives the same bytes for grey pictures. All channels of a colour picture share
/// one scale, so that its colours keep their hue.
public struct Stretch: Stage, Hashable {
  public static let description = StageDescription(
    name: "stretch",
    summary: "full contrast for each picture by itself; the published images show it, the paper forgot it")

  public init() {}

  public init(_ arguments: StageArguments) {}

  public var values: [ParameterValue] { [] }

  /// Works on bytes: 16-bit samples are cut to 8 bits first.
  public func apply(to image: Image, in context: StageContext, record: inout StageRecord) -> Image {
    let image = image.cutToBytes
    let levels = image.levels
    record.levels = levels
    if context.measuresContrast { record.contrast = image.contrast }
    guard case .eightBit(let bytes) = image.samples, levels.count > 1 else { return image }
    let (low, high) = (levels.lowerBound, levels.upperBound)
    let scale = 255.0 / Double(high - low)
    let offset = -Double(low) * scale
    var table = [UInt8](repeating: 0, count: 256)
    for value in Int(low)...Int(high) {
      // Within the range, results are in 0...255 but for rounding, which truncation undoes.
      table[value] = UInt8(truncatingIfNeeded: Int(Double(value) * scale + offset))
    }
    let stretched = [UInt8](capacity: bytes.count) { stretched in
      let table = table.span
      for byte in bytes { stretched.append(table[Int(byte)]) }
    }
    return Image(size: image.size, channels: image.channels, samples: .eightBit(stretched))
  }
}
