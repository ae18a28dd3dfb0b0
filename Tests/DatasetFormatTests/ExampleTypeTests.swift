import DatasetFormat
import ImageCore
import Testing

struct ExampleTypeTests {
  @Test(arguments: [
    ([60_000, 28, 28], ExampleType.mnist),
    ([0, 28, 28], .mnist),
    ([4_294_967_295, 28, 28], .mnist),
    ([7, 28, 28, 1], .mnist),
    ([7, 9, 12], ExampleType(size: Size(width: 12, height: 9), channels: .grey)),
    ([7, 9, 12, 3], ExampleType(size: Size(width: 12, height: 9), channels: .rgb)),
    ([7, 28, 0], ExampleType(size: Size(width: 0, height: 28), channels: .grey)),
    ([1, 8192, 2048], ExampleType(size: Size(width: 2048, height: 8192), channels: .grey)),
  ])
  func typeIsThatOfTheDimensions(_ dimensions: [Int], _ type: ExampleType) {
    #expect(ExampleType(idxDimensions: dimensions) == type)
  }

  /// The product of the largest sides that an IDX header can announce overflows an Int with three channels.
  @Test(arguments: [
    [0, 4_294_967_295, 4_294_967_295], [0, 4_294_967_295, 4_294_967_295, 3], [1, 28, 4_294_967_295],
    [1, 4_294_967_295, 28], [1, 28, 8193], [1, 8193, 28], [1, 4097, 4096], [1, 4096, 4097, 3],
  ])
  func hugeSidesAreNoImages(_ dimensions: [Int]) {
    #expect(ExampleType(idxDimensions: dimensions) == nil)
  }

  @Test(arguments: [
    [], [7], [7, 784], [7, 28, 28, 0], [7, 28, 28, 2], [7, 28, 28, 4], [7, 28, 28, 4_294_967_295],
    [7, 28, 28, 3, 1],
  ])
  func otherDimensionsAreNoImages(_ dimensions: [Int]) {
    #expect(ExampleType(idxDimensions: dimensions) == nil)
  }

  @Test func typeSaysWhatAnIDXFileOfItsImagesHas() {
    let colour = ExampleType(size: Size(width: 12, height: 9), channels: .rgb)
    #expect(colour.dimensions == [9, 12, 3] && colour.rank == 4 && colour.byteCount == 324)
    #expect(colour.pixelCount == 108 && colour.channelCount == 3 && "\(colour)" == "12x9 colour")
    let grey = ExampleType.mnist
    #expect(grey.dimensions == [28, 28] && grey.rank == 3 && grey.byteCount == 784)
    #expect(grey.channelCount == 1 && "\(grey)" == "28x28 grey")
    for type in [colour, grey] { #expect(ExampleType(idxDimensions: [5] + type.dimensions) == type) }
  }
}
