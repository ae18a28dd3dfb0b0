import ImageCore
import Sorting
import TestSupport
import Testing

struct PhotoFeaturesTests {
  /// Returns a grey picture of black and white stripes, 4 pixels wide.
  private func stripes(vertical: Bool, inverted: Bool = false) -> Image {
    let size = Size(width: 32, height: 32)
    let bytes = (0..<size.pixelCount).map { index -> UInt8 in
      let place = vertical ? index % 32 : index / 32
      return (place / 4 % 2 == 0) != inverted ? 0 : 255
    }
    return Image(size: size, channels: .grey, samples: .eightBit(bytes))
  }

  private let gradients = OrientedGradients(cellCount: 4, directionCount: 8)

  @Test func verticalStripesHaveEdgesInOneDirectionAndHorizontalOnesInTheOtherBetween() {
    let vertical = gradients.values(of: stripes(vertical: true))
    let horizontal = gradients.values(of: stripes(vertical: false))
    #expect(vertical.indices.allSatisfy { vertical[$0] == 0 || $0 % 8 == 0 })
    #expect(horizontal.indices.allSatisfy { horizontal[$0] < 0.01 || $0 % 8 == 4 })
  }

  @Test func edgesHaveLengthOneAndDoNotDependOnTheSignOfAnEdge() {
    let values = gradients.values(of: stripes(vertical: true))
    #expect(abs(values.reduce(0) { $0 + $1 * $1 } - 1) < 1e-5)
    #expect(values == gradients.values(of: stripes(vertical: true, inverted: true)))
  }

  @Test func aPalePictureOfAThingHasItsEdges() {
    let strong = TestPhotos.picture(seed: 4)
    let pale = Image(
      size: strong.size, channels: .rgb,
      samples: .eightBit(strong.eightBitSamples.map { 255 - (255 - $0) / 2 }))
    let (one, other) = (gradients.values(of: strong), gradients.values(of: pale))
    #expect(zip(one, other).allSatisfy { abs($0 - $1) < 0.02 })
  }

  @Test func aPictureWithoutEdgesGivesZeros() {
    let plain = Image(
      size: Size(width: 9, height: 1), channels: .rgb, samples: .eightBit(.init(repeating: 7, count: 27)))
    #expect(gradients.values(of: plain).allSatisfy { $0 == 0 })
  }

  @Test func aPictureAndItsMirrorImageHaveTheSameMirroredEdges() {
    let picture = TestPhotos.picture(seed: 3, size: Size(width: 32, height: 40))
    let mirrored = flipped(picture)
    let (one, other) = (gradients.mirroredValues(of: picture), gradients.mirroredValues(of: mirrored))
    #expect(zip(one, other).allSatisfy { abs($0 - $1) < 0.01 })
    #expect(gradients.values(of: picture) != gradients.values(of: mirrored))
  }

  private func flipped(_ picture: Image) -> Image {
    let samples = picture.eightBitSamples
    let bytes = (0..<picture.size.pixelCount).flatMap { index in
      let start = (index / picture.width * picture.width + picture.width - 1 - index % picture.width) * 3
      return samples[start..<start + 3]
    }
    return Image(size: picture.size, channels: .rgb, samples: .eightBit(bytes))
  }

  @Test func aPhotoIsNearestToItsMirrorImage() {
    let pictures = (1...5 as ClosedRange<UInt64>).flatMap { seed in
      let picture = TestPhotos.picture(seed: seed)
      return [picture, flipped(picture)]
    }
    let points = LikenessSpace(pictures.map { PhotoFeatures(of: $0, image: nil) }).points
    for index in points.indices {
      #expect(nearest(to: index, in: points, LikenessSpace.squaredDistance) == index ^ 1)
    }
  }

  @Test func theProductHasTheSameEdgesWhereverItStandsOnWhite() {
    let pictures = (1...5 as ClosedRange<UInt64>).flatMap { seed in
      let picture = TestPhotos.picture(seed: seed, size: Size(width: 48, height: 48))
      return [(0, 0), (44, 13)].map { left, top in
        var bytes = [UInt8](repeating: 255, count: 96 * 96 * 3)
        for y in 0..<48 {
          let start = ((y + top) * 96 + left) * 3
          bytes.replaceSubrange(start..<start + 144, with: picture.eightBitSamples[y * 144..<(y + 1) * 144])
        }
        return Image(size: Size(width: 96, height: 96), channels: .rgb, samples: .eightBit(bytes))
      }
    }
    let products = pictures.map { PhotoFeatures(of: $0, image: nil).product }
    for index in products.indices {
      let other = nearest(to: index, in: products) {
        zip($0, $1).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
      }
      #expect(other == index ^ 1)
    }
  }

  private func nearest<Point>(to index: Int, in points: [Point], _ distance: (Point, Point) -> Float) -> Int?
  {
    points.indices.filter { $0 != index }.min {
      distance(points[$0], points[index]) < distance(points[$1], points[index])
    }
  }

  @Test func coloursAreThoseOfTheProductNotOfTheWhiteBackground() {
    let red =
      [UInt8](repeating: 0, count: 0) + [255, 0, 0] + [255, 0, 0] + [255, 255, 255] + [255, 255, 255]
    let values = ColourMoments.values(
      of: Image(size: Size(width: 2, height: 2), channels: .rgb, samples: .eightBit(red)))
    let expected: [Float] = [1 / 3, 1, 0.5, 0, 0, 0, 0.5]
    #expect(zip(values, expected).allSatisfy { abs($0 - $1) < 1e-3 }, "\(values)")
  }

  @Test func photosOfTheSameKindAreNearerThanOthers() throws {
    // The same patches in other sizes, beside other patches.
    let pictures = [1, 2, 3].flatMap { seed in
      [Size(width: 60, height: 80), Size(width: 45, height: 60)].map {
        TestPhotos.picture(seed: seed, size: $0)
      }
    }
    let groups = try WardTree(LikenessSpace(pictures.map { PhotoFeatures(of: $0, image: nil) })).groups(3)
    #expect(Set(groups.map { Set($0.map { $0 / 2 }) }) == [[0], [1], [2]])
  }
}
