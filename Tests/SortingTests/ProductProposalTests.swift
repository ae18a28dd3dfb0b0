import ImageCore
import Sorting
import TestSupport
import Testing

struct ProductProposalTests {
  /// Returns the products of photos, of which those with equal seeds show the same.
  private func products(_ photos: [(path: String, time: Int?, seed: UInt64)]) throws -> [String?] {
    let features = photos.map { PhotoFeatures(of: TestPhotos.picture(seed: $0.seed), image: nil) }
    return try ProductProposals.names(
      paths: photos.map(\.path), times: photos.map(\.time), features: features, space: LikenessSpace(features)
    )
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
}
