/// Photos to be sorted, in groups by likeness.
package struct PhotoHeap: Sendable {
  package let photos: [HeapPhoto]
  /// The numbers of the photos in each group, the most typical first; groups that are alike are neighbours.
  package let groups: [[Int]]
  /// The product that each photo seems to show together with others; nil for photos of their own.
  package let products: [String?]

  /// - Parameter groupCount: the number of groups; nil for one that suits the heap.
  /// - Throws: `CancellationError`.
  package init(_ photos: [HeapPhoto], groupCount: Int? = nil) throws {
    self.photos = photos
    let space = LikenessSpace(
      photos.map(\.features),
      isOnOtherBackground: 2 * photos.count(where: \.isOnOtherBackground) > photos.count)
    groups = try WardTree(space).groups(groupCount ?? WardTree.suitableGroupCount(for: photos.count))
    products = try ProductProposals.names(
      paths: photos.map(\.path), times: photos.map(\.time), features: photos.map(\.features), space: space)
  }
}
