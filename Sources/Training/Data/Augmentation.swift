/// Random changes to the training images, drawn anew in every epoch, so that a network learns to ignore such
/// differences.
public struct Augmentation: Hashable, Sendable {
  /// The largest shift in pixels, in each direction; pixels that enter the image have level 0.
  public var shift: Int
  /// Whether images are mirrored left to right, each with a probability of 1/2.
  public var flips: Bool
  /// The probability that a random rectangle of an image is erased (Zhong and others 2017, arXiv 1708.04896).
  public var erasing: Double

  public init(shift: Int = 0, flips: Bool = false, erasing: Double = 0) {
    self.shift = shift
    self.flips = flips
    self.erasing = erasing
  }

  public static let none = Augmentation()

  var isNone: Bool { self == .none }

  /// Returns a random change to one image.
  func draw(_ shape: Shape, _ random: inout SeededRandom) -> Change {
    var change = Change()
    if shift > 0 {
      change.right = random.index(below: 2 * shift + 1) - shift
      change.down = random.index(below: 2 * shift + 1) - shift
    }
    if flips { change.isMirrored = random.index(below: 2) == 1 }
    if erasing > 0, random.unitInterval() < erasing { change.erased = rectangle(shape, &random) }
    return change
  }

  /// Returns a random rectangle of 2% to a third of the image's area, with a ratio of rows to columns of 0.3 to 3.3.
  private func rectangle(_ shape: Shape, _ random: inout SeededRandom) -> Change.Rectangle {
    let area = (0.02 + (1.0 / 3 - 0.02) * random.unitInterval()) * Double(shape.rows * shape.columns)
    let aspect = 0.3 + (3.3 - 0.3) * random.unitInterval()
    let rows = min(shape.rows, max(1, Int((area * aspect).squareRoot())))
    let columns = min(shape.columns, max(1, Int((area / aspect).squareRoot())))
    let top = random.index(below: shape.rows - rows + 1)
    let left = random.index(below: shape.columns - columns + 1)
    return Change.Rectangle(rows: top..<(top + rows), columns: left..<(left + columns))
  }

  /// The change to one image.
  struct Change {
    struct Rectangle {
      let rows: Range<Int>
      let columns: Range<Int>
    }
    var right = 0
    var down = 0
    var isMirrored = false
    var erased: Rectangle?
  }
}
