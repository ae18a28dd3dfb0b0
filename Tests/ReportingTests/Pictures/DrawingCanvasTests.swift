import ImageCore
import Reporting
import Testing

struct DrawingCanvasTests {
  private let red = Colour(red: 200, green: 10, blue: 20)

  private func level(_ canvas: DrawingCanvas, _ x: Int, _ y: Int) -> [UInt8] {
    let start = (y * canvas.size.width + x) * 3
    return Array(canvas.image.eightBitSamples[start..<(start + 3)])
  }

  private func ramp(_ size: Size, _ channels: Image.Channels = .grey) -> Image {
    let count = size.pixelCount * channels.rawValue
    return Image(size: size, channels: channels, samples: .eightBit((0..<count).map { UInt8($0 * 37 % 251) }))
  }

  @Test func newCanvasIsOneColour() {
    let canvas = DrawingCanvas(size: Size(width: 3, height: 2), colour: red)
    #expect(
      canvas.image.eightBitSamples == [200, 10, 20, 200, 10, 20, 200, 10, 20] + [
        200, 10, 20, 200, 10, 20, 200, 10, 20,
      ])
  }

  /// Drawing across, along or outside an edge has no effect outside the canvas.
  @Test func whatLiesBeyondTheEdgesIsCutOff() {
    let size = Size(width: 9, height: 7)
    for x in -30...30 {
      for y in [-40, -12, -3, 0, 2, 6, 7, 40] {
        var canvas = DrawingCanvas(size: size)
        canvas.write("Ag", x: x, y: y, .black, scale: 2)
        canvas.draw(ramp(Size(width: 4, height: 5), .rgb), x: x, y: y, scale: 3)
        canvas.fill(Rectangle(x: x, y: y, width: 5, height: 5), red)
        canvas.outline(Rectangle(x: x, y: y, width: 4, height: 2), red, thickness: 3)
        #expect(canvas.image.size == size)
        if !(-20..<12).contains(x) || !(-19..<10).contains(y) {
          #expect(canvas.image.eightBitSamples.allSatisfy { $0 == 255 }, "\(x), \(y)")
        }
      }
    }
  }

  @Test func picturesGrowPixelByPixel() {
    let picture = ramp(Size(width: 3, height: 2), .rgb)
    var canvas = DrawingCanvas(size: Size(width: 20, height: 20))
    canvas.draw(picture, x: 2, y: 5, scale: 4)
    for y in 0..<8 {
      for x in 0..<12 {
        let start = (y / 4 * 3 + x / 4) * 3
        #expect(level(canvas, 2 + x, 5 + y) == Array(picture.eightBitSamples[start..<(start + 3)]))
      }
    }
    #expect(canvas.image.eightBitSamples.count { $0 == 255 } == (400 - 96) * 3)
  }

  @Test func outlineStandsAroundTheRectangle() {
    var canvas = DrawingCanvas(size: Size(width: 12, height: 12))
    canvas.outline(Rectangle(x: 4, y: 5, width: 3, height: 2), red, thickness: 2)
    let isRed = (0..<144).map { level(canvas, $0 % 12, $0 / 12) == [200, 10, 20] }
    for (index, isRed) in isRed.enumerated() {
      let (x, y) = (index % 12, index / 12)
      let isOuter = (2..<9).contains(x) && (3..<9).contains(y)
      let isInner = (4..<7).contains(x) && (5..<7).contains(y)
      #expect(isRed == (isOuter && !isInner))
    }
  }

  @Test(arguments: [
    (Size(width: 10, height: 20), Rectangle(x: 37, y: 11, width: 50, height: 100)),
    (Size(width: 400, height: 300), Rectangle(x: 7, y: 20, width: 110, height: 82)),
    (Size(width: 300, height: 400), Rectangle(x: 21, y: 6, width: 82, height: 110)),
    (Size(width: 1, height: 9000), Rectangle(x: 61, y: 6, width: 1, height: 110)),
    (Size(width: 110, height: 110), Rectangle(x: 7, y: 6, width: 110, height: 110)),
  ])
  func pictureStandsInTheMiddleOfItsFrameAsLargeAsHasRoom(_ size: Size, _ place: Rectangle) {
    let frame = Rectangle(x: 7, y: 6, width: 110, height: 110)
    #expect(DrawingCanvas.place(of: size, in: frame) == place)
    var canvas = DrawingCanvas(size: Size(width: 130, height: 130))
    let grey = Image(
      size: size, channels: .grey, samples: .eightBit([UInt8](repeating: 9, count: size.pixelCount)))
    #expect(canvas.draw(grey, in: frame) == place)
    #expect(canvas.image.eightBitSamples.count { $0 == 9 } == place.size.pixelCount * 3)
  }

  @Test func reducedPixelIsTheMeanOfWhatItCovers() {
    let picture = Image(
      size: Size(width: 4, height: 2), channels: .grey, samples: .eightBit([0, 100, 1, 1, 20, 80, 3, 4]))
    #expect(picture.averaged(to: Size(width: 2, height: 1)).eightBitSamples == [50, 2])
    // Each target pixel covers a pixel and a half.
    let three = Image(size: Size(width: 3, height: 1), channels: .grey, samples: .eightBit([0, 90, 30]))
    #expect(three.averaged(to: Size(width: 2, height: 1)).eightBitSamples == [30, 50])
    let colour = Image(
      size: Size(width: 2, height: 1), channels: .rgb, samples: .eightBit([0, 10, 20, 100, 30, 200]))
    #expect(colour.averaged(to: Size(width: 1, height: 1)).eightBitSamples == [50, 20, 110])
  }

  @Test(arguments: 1...9, 1...9)
  func reducingKeepsPlainAreasAndTheMean(_ width: Int, _ height: Int) {
    let plain = Image(
      size: Size(width: 9, height: 9), channels: .rgb, samples: .eightBit([UInt8](repeating: 200, count: 243))
    )
    let target = Size(width: width, height: height)
    #expect(plain.averaged(to: target).eightBitSamples.allSatisfy { $0 == 200 })
    func mean(_ image: Image) -> Double {
      let bytes = image.eightBitSamples
      return Double(bytes.reduce(0) { $0 + Int($1) }) / Double(bytes.count)
    }
    let picture = ramp(Size(width: 9, height: 9))
    // Every pixel of the result covers the same area, so only rounding can change the mean.
    #expect(abs(mean(picture.averaged(to: target)) - mean(picture)) <= 0.5)
  }
}
