public import ImageCore
internal import Platform

/// Blurs the picture with a Gaussian, horizontally and then vertically; beyond the border the edge samples continue.
public struct Blur: Stage, Hashable {
  public static let description = StageDescription(
    name: "blur",
    summary: "Gaussian blur; beyond the border the edge continues",
    parameters: [
      Parameter(
        "sigma", "standard deviation of the Gaussian, in pixels", .number(0.1...32), default: .number(1))
    ])

  public let sigmaInPixels: Double

  /// - Parameter sigmaInPixels: 0.1...32
  public init(sigmaInPixels: Double = 1) {
    precondition((0.1...32).contains(sigmaInPixels), "sigma is 0.1 to 32 pixels")
    self.sigmaInPixels = sigmaInPixels
  }

  public init(_ arguments: StageArguments) {
    self.init(sigmaInPixels: arguments.number("sigma"))
  }

  public var values: [ParameterValue] { [.number(sigmaInPixels)] }

  private var radius: Int { Int((3 * sigmaInPixels).rounded(.up)) }

  public var cost: StageCost { StageCost(byteCount: 12, stepCount: 2 * (2 * radius + 1)) }

  /// The weights are the Gaussian at whole pixels up to 3 sigma, rounded up, normalised to a sum of 1. Each pass
  /// stores samples.
  public func apply(to image: Image, in context: StageContext, record: inout StageRecord) -> Image {
    let radius = radius
    var weights = (-radius...radius).map { exp(-Double($0 * $0) / (2 * sigmaInPixels * sigmaInPixels)) }
    let sum = weights.reduce(0, +)
    for index in weights.indices { weights[index] /= sum }

    let channels = image.channels.rawValue
    let across = convolved(
      image.sixteenBitSamples, weights, lineCount: image.height, lineStride: image.rowStride,
      pixelCount: image.width, pixelStride: channels, channels: channels)
    let down = convolved(
      across, weights, lineCount: image.width, lineStride: channels, pixelCount: image.height,
      pixelStride: image.rowStride, channels: channels)
    return Image(size: image.size, channels: image.channels, samples: .sixteenBit(down))
  }

  private func convolved(
    _ samples: [UInt16], _ weights: [Double], lineCount: Int, lineStride: Int, pixelCount: Int,
    pixelStride: Int,
    channels: Int
  ) -> [UInt16] {
    let radius = weights.count / 2
    var result = samples
    for line in 0..<lineCount {
      for channel in 0..<channels {
        let start = line * lineStride + channel
        for pixel in 0..<pixelCount {
          var sum = 0.0
          for (offset, weight) in weights.enumerated() {
            let neighbour = min(max(pixel + offset - radius, 0), pixelCount - 1)
            sum += weight * Double(samples[start + neighbour * pixelStride])
          }
          result[start + pixel * pixelStride] = sample(nearest: sum)
        }
      }
    }
    return result
  }
}
