import ImageCore
import Sorting
import TestSupport
import Testing

struct ProductProposalTests {
  /// Returns the products of photos, of which those with equal seeds show the same.
  private func products(_ photos: [(path: String, time: Int?, seed: UInt64)]) throws -> [String?] {
    try products(of: photos.map { ($0.path, $0.time, TestPhotos.picture(seed: $0.seed)) })
  }

  private func products(of photos: [(path: String, time: Int?, picture: Image)]) throws -> [String?] {
    let features = photos.map { PhotoFeatures(of: $0.picture, image: nil) }
    return try ProductProposals.names(
      paths: photos.map(\.path), times: photos.map(\.time), features: features, space: LikenessSpace(features)
    )
  }

  /// Returns a picture exposed for less time, but still with a white background.
  private func darkened(_ picture: Image) -> Image {
    let bytes = picture.eightBitSamples.map { $0 == 255 ? 255 : $0 - $0 / 6 }
    return Image(size: picture.size, channels: .rgb, samples: .eightBit(bytes))
  }

  @Test func namesThatDifferByANumberAtTheEndAreOneProduct() throws {
    let names = try products([
      ("a/shoe-1.jpg", nil, 1), ("a/shoe-2.jpg", nil, 2), ("b/shoe-3.jpg", nil, 3), ("a/cap.jpg", nil, 4),
    ])
    #expect(names == ["a/shoe-1", "a/shoe-1", nil, nil])
  }

  @Test func aLongRowOfNumbersIsACamerasNotAProducts() throws {
    #expect(try products((10..<30).map { ("IMG-\($0).jpg", nil, UInt64($0)) }).allSatisfy { $0 == nil })
  }

  @Test func photosThatCanHardlyBeToldApartAreOneProduct() throws {
    #expect(try products([("x.jpg", nil, 1), ("y.jpg", nil, 2), ("z.jpg", nil, 1)]) == ["x", nil, "x"])
  }

  @Test func photosAlikeOfABurstAreOneProductAndLaterOnesAreNot() throws {
    let pictures = (1...6).map { TestPhotos.picture(seed: UInt64($0)) }
    let others = pictures.enumerated().map {
      (path: "\($0.offset).jpg", time: 10 * $0.offset, picture: $0.element)
    }
    func names(secondsLater: Int) throws -> [String?] {
      let again = (path: "again.jpg", time: others[2].time + secondsLater, picture: darkened(pictures[2]))
      return try products(of: (others + [again]).map { ($0.path, $0.time, $0.picture) })
    }
    #expect(try names(secondsLater: 1) == [nil, nil, "2", nil, nil, nil, "2"])
    #expect(try names(secondsLater: 3).allSatisfy { $0 == nil })
  }

  @Test func otherPhotosOfTheSameSecondAreProductsOfTheirOwn() throws {
    #expect(try products((1...6).map { ("\($0)x.jpg", 100, $0) }).allSatisfy { $0 == nil })
  }
}
