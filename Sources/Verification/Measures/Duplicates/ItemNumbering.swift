internal import DatasetBuilding
internal import DatasetReading

/// The items of a dataset counted through from 0, those of train first.
struct ItemNumbering: Sendable {
  let parts: [DatasetPart]
  /// For each part, the number of its first item; at last, the number of items.
  private let starts: [Int]

  init(_ parts: [DatasetPart]) {
    self.parts = parts
    starts = parts.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.count) }
  }

  var count: Int { starts[starts.count - 1] }

  func position(of number: Int) -> ItemPosition {
    let part = self.part(of: number)
    return ItemPosition(parts[part].split, number - starts[part])
  }

  func bytes(of number: Int) -> ArraySlice<UInt8> {
    let part = self.part(of: number)
    return parts[part].bytes(of: number - starts[part])
  }

  func label(of number: Int) -> Int {
    let part = self.part(of: number)
    return Int(parts[part].labels[number - starts[part]])
  }

  /// The number of the first item of a part.
  func start(of part: Int) -> Int { starts[part] }

  private func part(of number: Int) -> Int {
    var part = 0
    while starts[part + 1] <= number { part += 1 }
    return part
  }
}
