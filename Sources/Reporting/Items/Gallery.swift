package import DatasetReading

/// The items that a page shows, and everything that is known of each.
package struct Gallery: Sendable {
  package struct Item: Sendable {
    package var position: ItemPosition
    package var label: Int
    /// The photo, below the photos' folder; nil if no manifest says so.
    package var source: String?
    /// Of the photo's file.
    package var sha256: String?
    /// What trim kept, in words.
    package var crop: String?
    /// The photo's own label, if the item was given another.
    package var formerLabel: String?
    /// The checks that speak of it, with what they say.
    package var findings: [(check: String, detail: String)] = []
    package var prediction: Prediction?
    package var suspicion: Suspicion?

    package init(position: ItemPosition, label: Int) {
      self.position = position
      self.label = label
    }
  }

  /// What a model says of an item.
  package struct Prediction: Sendable {
    /// By label.
    package let probabilities: [Float]
    package let given: Int
    /// Cross-entropy: minus the natural logarithm of the given label's probability.
    package let loss: Double

    package init(probabilities: [Float], given: Int, loss: Double) {
      self.probabilities = probabilities
      self.given = given
      self.loss = loss
    }

    /// The first of those that are equally probable.
    package var predicted: Int {
      probabilities.indices.reduce(0) { probabilities[$1] > probabilities[$0] ? $1 : $0 }
    }

    package var isRight: Bool { predicted == given }
  }

  /// Why a label is doubted.
  package struct Suspicion: Sendable {
    /// Counted from 1: the most doubtful is the first.
    package let rank: Int
    package let likely: Int
    /// The lower, the more doubtful.
    package let score: Double

    package init(rank: Int, likely: Int, score: Double) {
      self.rank = rank
      self.likely = likely
      self.score = score
    }
  }

  package let items: [Item]
  package let atlas: Atlas
  package let classNames: [String]
  private let numbers: [ItemPosition: Int]

  /// - Parameter atlas: the items' pictures in the order of the items; behind them may be others.
  package init(items: [Item], atlas: Atlas, classNames: [String]) {
    precondition(items.count <= atlas.tileCount, "every item has a picture")
    self.items = items
    self.atlas = atlas
    self.classNames = classNames
    numbers = Dictionary(
      items.enumerated().map { ($1.position, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The number of an item in the gallery; nil if it is not shown.
  package func number(of position: ItemPosition) -> Int? { numbers[position] }

  package func className(_ label: Int) -> String {
    classNames.indices.contains(label) ? classNames[label] : "\(label)"
  }

  // MARK: - Markup

  /// An item's picture, which opens it.
  func tile(_ number: Int) -> Markup {
    let item = items[number]
    let text = "\(item.position), \(className(item.label))"
    return
      "<button type=button class=t data-item=\(number) style='\(place(number))' title='\(text)'></button>"
  }

  /// A picture that is no item.
  func picture(_ number: Int, label: String) -> Markup {
    "<span class=t role=img aria-label='\(label)' style='\(place(number))'></span>"
  }

  private func place(_ number: Int) -> String {
    let (column, row) = atlas.place(of: number)
    return "--x:\(column);--y:\(row)"
  }
}
