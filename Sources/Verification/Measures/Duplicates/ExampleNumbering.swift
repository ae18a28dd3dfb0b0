internal import DatasetFormat

/// A set of two or more images with equal bytes.
struct EqualSet: Sendable, Hashable {
  struct Member: Sendable, Hashable {
    let position: ExamplePosition
    let label: Int
  }

  /// The members in the order of the dataset: train, validation, test.
  let members: [Member]

  /// Returns the members that have a partner in the set, each with its first partner.
  ///
  /// - Parameter isPartner: returns whether the second member is a partner of the first; only their labels and splits may
  ///   decide about it.
  func partners(where isPartner: (Member, Member) -> Bool) -> [(member: Member, partner: Member)] {
    // A partner is one of the first two of its label and split: the first, or the second if the first is the member
    // itself. A set may have a million members.
    var counts: [Kind: Int] = [:]
    let candidates = members.filter { member in
      counts[Kind(member), default: 0] += 1
      return counts[Kind(member), default: 0] <= 2
    }
    return members.compactMap { member in
      candidates.first { $0 != member && isPartner(member, $0) }.map { (member, $0) }
    }
  }

  /// The properties of a member that decide about its partners.
  private struct Kind: Hashable {
    let split: Split
    let label: Int

    init(_ member: Member) {
      split = member.position.split
      label = member.label
    }
  }
}

/// A numbering of all images of a dataset from 0, in the order of the splits.
struct ExampleNumbering: Sendable {
  let parts: [SplitData]
  /// The number of the first image of each split, and at the end the number of images.
  private let starts: [Int]

  init(_ parts: [SplitData]) {
    self.parts = parts
    starts = parts.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.count) }
  }

  var count: Int { starts[starts.count - 1] }

  func position(of number: Int) -> ExamplePosition {
    let part = self.part(of: number)
    return ExamplePosition(parts[part].split, number - starts[part])
  }

  func bytes(of number: Int) -> ArraySlice<UInt8> {
    let part = self.part(of: number)
    return parts[part].bytes(of: number - starts[part])
  }

  func label(of number: Int) -> Int {
    let part = self.part(of: number)
    return Int(parts[part].labels[number - starts[part]])
  }

  /// Returns the number of the first image of a split; for the index after the last split, the number of images.
  func start(of part: Int) -> Int { starts[part] }

  private func part(of number: Int) -> Int {
    var part = 0
    while starts[part + 1] <= number { part += 1 }
    return part
  }
}
