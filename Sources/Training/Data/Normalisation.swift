/// The conversion of bytes into the inputs of a network: (byte / 255 - mean) / standard deviation.
public struct Normalisation: Hashable, Sendable, Codable {
  /// The mean of byte / 255.
  public let mean: Double
  /// The standard deviation of byte / 255.
  public let deviation: Double

  public init(mean: Double, deviation: Double) {
    self.mean = mean
    self.deviation = deviation
  }

  /// Creates the normalisation that gives the values of these images mean 0 and standard deviation 1.
  ///
  /// If all pixels have one level, the deviation is 1.
  public init(of images: LabelledImages) {
    var counts = [Int](repeating: 0, count: 256)
    for byte in images.images { counts[Int(byte)] += 1 }
    let total = Double(max(1, images.images.count))
    var (sum, squareSum) = (0.0, 0.0)
    for (level, count) in counts.enumerated() {
      let value = Double(level) / 255
      sum += value * Double(count)
      squareSum += value * value * Double(count)
    }
    mean = sum / total
    let variance = squareSum / total - mean * mean
    deviation = variance > 1e-12 ? variance.squareRoot() : 1
  }

  /// The normalised value of each byte, 256 numbers.
  var table: [Float] { (0..<256).map { Float((Double($0) / 255 - mean) / deviation) } }
}
