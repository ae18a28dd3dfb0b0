package import DatasetFormat
package import ImageCodecs
package import ImageCore

/// The images that a page shows, with all that is known about each.
package struct Gallery: Sendable {
  package struct Example: Sendable {
    package var position: ExamplePosition
    package var label: Int
    /// The photo's path relative to the photos' folder; nil if the manifest does not name it.
    package var source: String?
    /// The SHA-256 of the photo's file in hexadecimal; nil if not known.
    package var sha256: String?
    /// The part of the photo that trim kept, in words.
    package var crop: String?
    /// The photo's original label, if a correction changed it.
    package var formerLabel: String?
    /// The ids of the checks with findings about the image, with the detail of each finding.
    package var findings: [(check: String, detail: String)] = []
    package var prediction: Prediction?
    package var suspicion: Suspicion?
    package var photo: Photo?

    package init(position: ExamplePosition, label: Int) {
      self.position = position
      self.label = label
    }
  }

  /// The photo of an image, as the page shows it.
  package struct Photo: Sendable {
    /// A small JPEG; nil if the page loads the photo from its own file.
    package var picture: [UInt8]?
    /// The part of the photo that was kept, in thousandths of its width and height; nil if it is not known.
    package var crop: Rectangle?
    /// The photo after each stage of the pipeline; empty if that is not shown.
    package var stages: [Stage] = []

    package init() {}

    /// The number of bytes that the page embeds for it, before they are written in base 64.
    package var byteCount: Int { stages.reduce(picture?.count ?? 0) { $0 + $1.picture.count } }
  }

  /// What a stage of the pipeline made of a photo.
  package struct Stage: Sendable {
    /// The longest side of the picture in pixels, that of its place on the page.
    private static let largestSide = 104

    package let name: String
    /// The stage's parameters and the size of what it made, in words.
    package let parameters: String
    package let size: String
    /// A PNG.
    package let picture: [UInt8]

    package init(_ tile: StageTile) throws(EncodingError) {
      (name, parameters, size) = (tile.name, tile.parameters, tile.size)
      picture = try tile.png(side: Self.largestSide)
    }
  }

  /// A model's prediction for an image.
  package struct Prediction: Sendable {
    /// The probabilities by label.
    package let probabilities: [Float]
    package let given: Int
    /// The cross-entropy: minus the natural logarithm of the given label's probability.
    package let loss: Double

    package init(probabilities: [Float], given: Int, loss: Double) {
      self.probabilities = probabilities
      self.given = given
      self.loss = loss
    }

    /// The label with the greatest probability, the first of equal ones.
    package var predicted: Int {
      probabilities.indices.reduce(0) { probabilities[$1] > probabilities[$0] ? $1 : $0 }
    }

    package var isRight: Bool { predicted == given }
  }

  /// The reason to doubt a label.
  package struct Suspicion: Sendable {
    /// The rank by doubt, counted from 1: the most doubtful label is the first.
    package let rank: Int
    package let likely: Int
    /// The score of the given label; the lower, the more doubtful.
    package let score: Double

    package init(rank: Int, likely: Int, score: Double) {
      self.rank = rank
      self.likely = likely
      self.score = score
    }
  }

  package private(set) var examples: [Example]
  package let atlas: Atlas
  package let classNames: [String]
  /// The folder of the photos that the page loads from their own files, relative to the page's; nil if it loads none.
  package private(set) var photoFolder: String?
  private let numbers: [ExamplePosition: Int]

  /// - Parameter atlas: the images' pictures in the order of `examples`; other pictures may follow.
  package init(examples: [Example], atlas: Atlas, classNames: [String]) {
    precondition(examples.count <= atlas.tileCount, "every image has a picture")
    self.examples = examples
    self.atlas = atlas
    self.classNames = classNames
    numbers = Dictionary(
      examples.enumerated().map { ($1.position, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The number of images with a photo.
  package var photoCount: Int { examples.count { $0.photo != nil } }

  /// Returns the number of an image in the gallery; nil if the gallery does not contain it.
  package func number(of position: ExamplePosition) -> Int? { numbers[position] }

  /// Adds photos to the images.
  ///
  /// - Parameter folder: the folder of the photos that the page loads from their own files; nil if it loads none.
  package mutating func show(_ photos: [ExamplePosition: Photo], in folder: String?) {
    for number in examples.indices { examples[number].photo = photos[examples[number].position] }
    photoFolder = folder
  }

  package func className(_ label: Int) -> String {
    classNames.indices.contains(label) ? classNames[label] : "\(label)"
  }

  // MARK: - Markup

  /// Returns the picture of an image as a button that opens the image.
  func tile(_ number: Int) -> Markup {
    let example = examples[number]
    let text = "\(example.position), \(className(example.label))"
    return
      "<button type=button class=t data-image=\(number) style='\(place(number))' title='\(text)'></button>"
  }

  /// Returns a picture of the atlas that is not an image of the dataset, such as a mean image.
  func picture(_ number: Int, label: String) -> Markup {
    "<span class=t role=img aria-label='\(label)' style='\(place(number))'></span>"
  }

  private func place(_ number: Int) -> String {
    let (column, row) = atlas.place(of: number)
    return "--x:\(column);--y:\(row)"
  }
}
