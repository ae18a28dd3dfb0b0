import Foundation
import ImageCore
import ImageStages
import Testing
import TestSupport

struct DecodeTests {
  // MARK: All steps together

  @Test(arguments: Orientation.allCases)
  func everyKindIsTheReferences(_ orientation: Orientation) {
    var generator = SeededGenerator(seed: UInt64(orientation.rawValue))
    for size in [
      Size(width: 1, height: 1), Size(width: 7, height: 1), Size(width: 5, height: 9),
      Size(width: 16, height: 12),
    ] {
      for kind in [DecodedImage.Kind.grey, .greyAlpha, .rgb, .rgbAlpha, .cmyk] {
        for isWide in [false, true] {
          for isLinear in kind == .cmyk ? [false] : [false, true] {
            let count = size.pixelCount * kind.samplesPerPixel
            let samples: Image.Samples =
              isWide
              ? .sixteenBit((0..<count).map { _ in .random(in: 0...65535, using: &generator) })
              : .eightBit((0..<count).map { _ in .random(in: 0...255, using: &generator) })
            let decoded = DecodedImage(
              size: size, kind: kind, samples: samples, orientation: orientation, isLinear: isLinear)
            #expect(
              Decode().image(from: decoded) == referencePNGStage(decoded),
              "\(size) \(kind) \(isWide ? 16 : 8) bits\(isLinear ? " linear" : "")")
          }
        }
      }
    }
  }

  // MARK: Upright

  /// The picture is stored as 1 2 3 above 4 5 6.
  @Test(arguments: [
    (Orientation.upright, 3, [1, 2, 3, 4, 5, 6]), (.mirrored, 3, [3, 2, 1, 6, 5, 4]),
    (.turnedHalf, 3, [6, 5, 4, 3, 2, 1]), (.flipped, 3, [4, 5, 6, 1, 2, 3]),
    (.transposed, 2, [1, 4, 2, 5, 3, 6]), (.needsQuarterClockwise, 2, [4, 1, 5, 2, 6, 3]),
    (.transversed, 2, [6, 3, 5, 2, 4, 1]), (.needsQuarterCounterclockwise, 2, [3, 6, 2, 5, 1, 4]),
  ])
  func pictureIsTurnedUpright(_ orientation: Orientation, _ width: Int, _ expected: [UInt8]) {
    let decoded = DecodedImage(
      size: Size(width: 3, height: 2), kind: .grey, samples: .eightBit([1, 2, 3, 4, 5, 6]),
      orientation: orientation)
    let upright = Decode().image(from: decoded)
    #expect(upright.size == Size(width: width, height: 6 / width))
    #expect(upright.samples == .eightBit(expected.flatMap { [$0, $0, $0] }))
  }

  @Test func exifValuesAre1To8() {
    #expect(Orientation.allCases.map(\.rawValue) == Array(1...8))
    #expect(Orientation(rawValue: 6) == .needsQuarterClockwise)
    #expect(Orientation(rawValue: 8) == .needsQuarterCounterclockwise)
  }

  // MARK: Linear light

  @Test(arguments: [(0, 0), (8, 49), (16, 70), (128, 187), (255, 255)])
  func linearByteIsCodedAsSRGB(_ linear: UInt8, _ coded: UInt8) {
    let decoded = DecodedImage(
      size: Size(width: 1, height: 1), kind: .rgb, samples: .eightBit([linear, linear, linear]),
      isLinear: true)
    #expect(Decode().image(from: decoded).samples == .eightBit([coded, coded, coded]))
  }

  @Test func everyLinearSampleIsTheReferences() {
    let decoded = DecodedImage(
      size: Size(width: 256, height: 256), kind: .grey, samples: .sixteenBit(Array(0...65535)), isLinear: true
    )
    #expect(Decode().image(from: decoded) == referencePNGStage(decoded))
  }

  /// The coded 16-bit samples of these values are one above the power function's, which is visible only in mixtures
  /// with the background.
  @Test(arguments: [5807, 14042, 22782, 46469, 56372])
  func fiveLinearSamplesAreOneAboveThePower(_ linear: UInt16) {
    let unit = 1.0 / 65535
    let power = quantum(65535 * (1.055 * pow(unit * Double(linear), 1 / 2.4) - 0.055))
    let alphas = Array(UInt16.min...UInt16.max)
    func mixed(_ colour: Double) -> [UInt8] {
      alphas.flatMap { alpha in
        let share = 1 - unit * (65535 - Double(alpha))
        let byte = UInt8(quantum(share * colour + 65535 * (1 - share)) / 257)
        return [byte, byte, byte]
      }
    }
    let decoded = DecodedImage(
      size: Size(width: alphas.count, height: 1), kind: .greyAlpha,
      samples: .sixteenBit(alphas.flatMap { [linear, $0] }), isLinear: true)
    let bytes = Decode().image(from: decoded).eightBitSamples
    #expect(bytes == mixed(power + 1))
    #expect(bytes != mixed(power))
  }

  @Test func alphaIsNotRecoded() {
    let decoded = DecodedImage(
      size: Size(width: 1, height: 1), kind: .greyAlpha, samples: .eightBit([0, 128]), isLinear: true)
    #expect(Decode().image(from: decoded).samples == .eightBit([127, 127, 127]))
  }

  // MARK: CMYK

  @Test(arguments: [
    ([255, 255, 255, 255], [255, 255, 255]), ([0, 255, 255, 255], [0, 255, 255]),
    ([255, 0, 255, 255], [255, 0, 255]), ([255, 255, 0, 255], [255, 255, 0]),
    ([255, 255, 255, 0], [0, 0, 0]),
    ([255, 255, 255, 128], [128, 128, 128]), ([128, 255, 255, 128], [64, 128, 128]),
  ])
  func storedInkIsInverted(_ ink: [UInt8], _ colour: [UInt8]) {
    let decoded = DecodedImage(size: Size(width: 1, height: 1), kind: .cmyk, samples: .eightBit(ink))
    #expect(Decode().image(from: decoded).samples == .eightBit(colour))
  }

  // MARK: Alpha

  @Test(arguments: [Colour.white, .black, Colour(red: 10, green: 200, blue: 133)])
  func alphaIsMixedWithTheBackgroundAsCoded(_ background: Colour) {
    let unit = 1.0 / 65535
    let backdrop = [background.red, background.green, background.blue].map { Double($0) * 257 }
    var generator = SeededGenerator(seed: 9)
    var (samples, expected): ([UInt16], [UInt8]) = ([], [])
    for _ in 0..<2000 {
      let pixel = (0..<4).map { _ in UInt16.random(in: 0...65535, using: &generator) }
      samples += pixel
      let share = 1 - unit * (65535 - Double(pixel[3]))
      for channel in 0..<3 {
        let mixed = quantum(share * Double(pixel[channel]) + backdrop[channel] * (1 - share))
        expected.append(UInt8((mixed / 257).rounded(.down)))
      }
    }
    let decoded = DecodedImage(
      size: Size(width: 2000, height: 1), kind: .rgbAlpha, samples: .sixteenBit(samples))
    #expect(Decode(background: background).image(from: decoded).samples == .eightBit(expected))
  }

  @Test func clearPixelsShowTheBackgroundAndOpaqueOnesThemselves() {
    let decode = Decode(background: Colour(red: 1, green: 2, blue: 3))
    for byte in UInt8(0)...255 {
      let decoded = DecodedImage(
        size: Size(width: 2, height: 1), kind: .rgbAlpha,
        samples: .eightBit([byte, 255 - byte, byte, 0, byte, 255 - byte, byte, 255]))
      #expect(decode.image(from: decoded).samples == .eightBit([1, 2, 3, byte, 255 - byte, byte]))
    }
  }

  @Test func pictureWithoutAlphaDoesNotSeeTheBackground() {
    let decoded = DecodedImage(
      size: Size(width: 2, height: 1), kind: .rgb, samples: .eightBit([1, 2, 3, 253, 254, 255]))
    #expect(Decode(background: .black).image(from: decoded) == Decode().image(from: decoded))
  }
}
