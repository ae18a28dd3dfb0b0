internal import DatasetReading

/// Items with equal bytes, two or more.
struct EqualSet: Sendable, Hashable {
  struct Member: Sendable, Hashable {
    let position: ItemPosition
    let label: Int
  }

  /// In the order of the dataset, train first.
  let members: [Member]

  /// The members that have a partner among the others, each with its first.
  ///
  /// - Parameter isPartner: takes a member and another.
  func partners(where isPartner: (Member, Member) -> Bool) -> [(member: Member, partner: Member)] {
    members.compactMap { member in
      members.first { $0 != member && isPartner(member, $0) }.map { (member, $0) }
    }
  }
}
