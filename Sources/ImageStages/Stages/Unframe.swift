public import ImageCore

/// Cuts off bars and borders: letterboxes, passe-partouts and frames of one colour around the photo.
///
/// A bar is a run of whole lines at one side within the fuzz of its outermost pixel, with a straight edge: the next line
/// differs from the bar almost from end to end. The margin around a product has no such edge, unless the product is a
/// rectangle itself; the stage is therefore for photos that have bars.
public struct Unframe: Stage, Hashable {
  public static let description = StageDescription(
    name: "unframe",
    summary: "cut off bars and borders of one colour that end in a straight edge",
    parameters: [
      Parameter(
        "fuzz", "how far a pixel of a bar may be from the bar's colour", .percent(0...100),
        default: .percent(5)),
      Parameter(
        "edge", "how much of the first line behind a bar must differ from it", .percent(50...100),
        default: .percent(90)),
    ])

  public let fuzzPercent: Double
  public let edgePercent: Double

  /// - Parameters:
  ///   - fuzzPercent: 0...100
  ///   - edgePercent: 50...100
  public init(fuzzPercent: Double = 5, edgePercent: Double = 90) {
    precondition((0...100).contains(fuzzPercent) && (50...100).contains(edgePercent), "these are percentages")
    self.fuzzPercent = fuzzPercent
    self.edgePercent = edgePercent
  }

  public init(_ arguments: StageArguments) {
    self.init(fuzzPercent: arguments.percent("fuzz"), edgePercent: arguments.percent("edge"))
  }

  public var values: [ParameterValue] { [.percent(fuzzPercent), .percent(edgePercent)] }

  public func size(after size: Size, in context: StageContext) -> Size? { nil }

  public func apply(to image: Image, in context: StageContext, record: inout StageRecord) -> Image {
    let part =
      switch image.samples {
      case .eightBit(let samples): content(of: samples, image)
      case .sixteenBit(let samples): content(of: samples, image)
      }
    guard part.size != image.size else { return image }
    record.crop = part
    return image.cropped(to: part)
  }

  private func content<Sample: FixedWidthInteger & UnsignedInteger>(of samples: [Sample], _ image: Image)
    -> Rectangle
  {
    FrameLines(
      samples: samples, size: image.size, channels: image.channels.rawValue,
      limit: squaredFuzz(percent: fuzzPercent, of: Sample.self)
    ).content(edgeShare: edgePercent / 100)
  }
}

/// The lines along the frame of a picture.
private struct FrameLines<Sample: FixedWidthInteger & UnsignedInteger> {
  let samples: [Sample]
  let size: Size
  let channels: Int
  /// The largest squared distance of a bar's pixels from its colour, summed over three channels.
  let limit: Int

  /// Returns the picture without its bars: all of it if it has none, or nothing but one colour.
  func content(edgeShare: Double) -> Rectangle {
    let (width, height) = (size.width, size.height)
    let whole = Rectangle(x: 0, y: 0, width: width, height: height)
    let last = (width - 1, height - 1)
    let top = (0..<height).prefix { row in (0..<width).allSatisfy { isNear($0, row, (0, 0)) } }.count
    let left = (0..<width).prefix { column in (0..<height).allSatisfy { isNear(column, $0, (0, 0)) } }.count
    guard top < height, left < width else { return whole }
    let bottom = (0..<height).reversed().prefix { row in (0..<width).allSatisfy { isNear($0, row, last) } }
      .count
    let right = (0..<width).reversed().prefix { column in (0..<height).allSatisfy { isNear(column, $0, last) }
    }
    .count
    let columns = left..<max(left, width - right)
    let rows = top..<max(top, height - bottom)
    guard !columns.isEmpty, !rows.isEmpty else { return whole }
    func share(_ range: Range<Int>, _ differs: (Int) -> Bool) -> Bool {
      Double(range.count(where: differs)) >= edgeShare * Double(range.count)
    }
    let isTop = top > 0 && share(columns) { !isNear($0, top, (0, 0)) }
    let isBottom = bottom > 0 && share(columns) { !isNear($0, height - 1 - bottom, last) }
    let isLeft = left > 0 && share(rows) { !isNear(left, $0, (0, 0)) }
    let isRight = right > 0 && share(rows) { !isNear(width - 1 - right, $0, last) }
    let (x, y) = (isLeft ? left : 0, isTop ? top : 0)
    return Rectangle(
      x: x, y: y, width: width - x - (isRight ? right : 0), height: height - y - (isBottom ? bottom : 0))
  }

  /// Whether a pixel is within the limit of another one.
  private func isNear(_ x: Int, _ y: Int, _ other: (x: Int, y: Int)) -> Bool {
    let (first, second) = ((y * size.width + x) * channels, (other.y * size.width + other.x) * channels)
    var sum = 0
    for channel in 0..<channels {
      let difference = Int(samples[first + channel]) - Int(samples[second + channel])
      sum += difference * difference
    }
    // Grey stands for three equal channels.
    return (channels == 1 ? 3 * sum : sum) <= limit
  }
}
