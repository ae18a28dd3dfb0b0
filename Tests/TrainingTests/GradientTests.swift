import Testing
import Training

/// Tests of every layer's gradients against finite differences of the loss.
struct GradientTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let input: Shape
    let layers: [LayerDescription]
    var testDescription: String { name }
  }

  static let cases = [
    Case(name: "dense", input: Shape(features: 7), layers: [.dense(units: 3)]),
    Case(
      name: "dense twice with a ReLU", input: Shape(features: 6),
      layers: [
        .dense(units: 9), .relu, .dense(units: 3),
      ]),
    Case(
      name: "convolution with a bias", input: Shape(rows: 6, columns: 5, channels: 2),
      layers: [
        .convolution(channels: 4, kernelSize: 3, padding: 1), .dense(units: 3),
      ]),
    Case(
      name: "convolution without padding", input: Shape(rows: 7, columns: 8, channels: 3),
      layers: [
        .convolution(channels: 5, kernelSize: 5, hasBias: false), .dense(units: 3),
      ]),
    Case(
      name: "convolution with a stride", input: Shape(rows: 8, columns: 8, channels: 3),
      layers: [
        .convolution(channels: 4, kernelSize: 3, stride: 2, padding: 1), .dense(units: 3),
      ]),
    Case(
      name: "two convolutions", input: Shape(rows: 6, columns: 6, channels: 1),
      layers: [
        .convolution(channels: 16, kernelSize: 3, padding: 1), .relu,
        .convolution(channels: 16, kernelSize: 3, padding: 1),
        .dense(units: 3),
      ]),
    Case(
      name: "batch normalisation", input: Shape(rows: 4, columns: 3, channels: 5),
      layers: [
        .batchNormalisation, .dense(units: 3),
      ]),
    Case(
      name: "batch normalisation with a ReLU", input: Shape(rows: 4, columns: 4, channels: 2),
      layers: [
        .convolution(channels: 8, kernelSize: 3, padding: 1, hasBias: false), .batchNormalisation, .relu,
        .dense(units: 3),
      ]),
    Case(
      name: "maximum pooling with rows left over", input: Shape(rows: 7, columns: 6, channels: 3),
      layers: [
        .convolution(channels: 4, kernelSize: 3, padding: 1), .maximumPooling(size: 2), .dense(units: 3),
      ]),
    Case(
      name: "average pooling", input: Shape(rows: 6, columns: 7, channels: 3),
      layers: [
        .convolution(channels: 4, kernelSize: 3, padding: 1), .averagePooling(size: 2), .dense(units: 3),
      ]),
    Case(
      name: "global average pooling", input: Shape(rows: 5, columns: 4, channels: 2),
      layers: [
        .convolution(channels: 6, kernelSize: 3, padding: 1), .globalAveragePooling, .dense(units: 3),
      ]),
    Case(
      name: "residual steps", input: Shape(rows: 4, columns: 4, channels: 3),
      layers: [
        .residual([
          .convolution(channels: 3, kernelSize: 3, padding: 1), .relu,
          .convolution(channels: 3, kernelSize: 3, padding: 1),
        ]),
        .dense(units: 3),
      ]),
    Case(
      name: "residual steps with a shortcut", input: Shape(rows: 6, columns: 6, channels: 2),
      layers: [
        .convolution(channels: 4, kernelSize: 3, padding: 1),
        .residual([
          .convolution(channels: 6, kernelSize: 3, stride: 2, padding: 1), .batchNormalisation, .relu,
        ]),
        .globalAveragePooling, .dense(units: 3),
      ]),
  ]

  @Test(arguments: cases)
  func gradientsAreTheSlopesOfTheLoss(_ example: Case) throws {
    let check = try GradientCheck(
      ModelDescription(name: "test", summary: "", layers: example.layers), input: example.input,
      classCount: 3,
      batchSize: 4, smoothing: 0.1, seed: 5)
    let slopes = try check.compare(count: 60)
    var edgeCount = 0
    for slope in slopes {
      let tolerance = 5e-4 + 0.01 * abs(slope.expected.upperBound)
      let allowed = (slope.expected.lowerBound - tolerance)...(slope.expected.upperBound + tolerance)
      #expect(
        allowed.contains(slope.found),
        "\(slope.parameter)[\(slope.index)]: \(slope.found), by differences \(slope.expected)")
      // Points where the loss is not differentiable must be exceptions.
      edgeCount += slope.expected.upperBound - slope.expected.lowerBound > tolerance ? 1 : 0
    }
    #expect(3 * edgeCount < slopes.count)
  }

  @Test func aWrongGradientWouldBeNoticed() throws {
    let check = try GradientCheck(
      ModelDescription(name: "test", summary: "", layers: [.dense(units: 3)]), input: Shape(features: 5),
      classCount: 3, batchSize: 4, smoothing: 0, seed: 1)
    let slopes = try check.compare(count: 18)
    #expect(slopes.contains { $0.expected.lowerBound > 0.02 || $0.expected.upperBound < -0.02 })
  }

  /// Convolutions of 16 channels and more, with and without a stride, and nothing that rounding could switch.
  private static let wideLayers: [LayerDescription] = [
    .convolution(channels: 16, kernelSize: 3, padding: 1),
    .convolution(channels: 32, kernelSize: 3, stride: 2, padding: 1),
    .convolution(channels: 16, kernelSize: 1), .dense(units: 3),
  ]

  @Test(.enabled(if: Precision.bfloat16.isAvailable))
  func gradientsOfBFloat16AreThoseOfFloat32WithinItsRounding() throws {
    func gradients(_ precision: Precision) throws -> [Float] {
      try GradientCheck(
        ModelDescription(name: "wide", summary: "", layers: Self.wideLayers),
        input: Shape(rows: 12, columns: 12, channels: 16), classCount: 3, batchSize: 8, smoothing: 0.1,
        precision: precision, seed: 3
      ).gradients()
    }
    let (exact, rounded) = (try gradients(.float32), try gradients(.bfloat16))
    let size = exact.reduce(0) { $0 + $1 * $1 }
    let difference = zip(exact, rounded).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    #expect(difference > 0)
    // Each factor is rounded by up to 1/512 of itself.
    #expect((difference / size).squareRoot() < 0.02)
  }
}
