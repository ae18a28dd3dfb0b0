/// The content of `dataset.json`: the recipe by which a dataset was made, and the resulting figures.
///
/// Nothing in it depends on the time, the machine's name or the number of threads.
public struct DatasetDescription: Codable, Sendable, Hashable {
  /// The version of the format, increased when programs that know only older versions would misread it.
  public static let currentSchema = 2

  public struct Program: Codable, Sendable, Hashable {
    public var name: String
    public var version: String
  }

  public struct ClassEntry: Codable, Sendable, Hashable {
    public var label: Int
    public var name: String
    /// The number of images of the class in each split.
    public var images: [Split: Int]

    package init(label: Int, name: String, images: [Split: Int]) {
      self.label = label
      self.name = name
      self.images = images
    }
  }

  public struct Counts: Codable, Sendable, Hashable {
    public var photos: Int
    /// The number of images in each split; a split that the dataset does not have has no entry.
    public var images: [Split: Int]
    /// The number of photos with a fault that gave no image.
    public var rejected: Int
    /// The number of faultless photos that gave no image: duplicates, low contrast, dropped by a correction, or beyond
    /// the requested numbers.
    public var leftOut: Int
    /// The number of photos that a correction gave another class than their label.
    public var relabelled: Int
    /// The number of photos that a correction left out, which `leftOut` counts too.
    public var dropped: Int

    package init(
      photos: Int, images: [Split: Int], rejected: Int, leftOut: Int, relabelled: Int, dropped: Int
    ) {
      self.photos = photos
      self.images = images
      self.rejected = rejected
      self.leftOut = leftOut
      self.relabelled = relabelled
      self.dropped = dropped
    }
  }

  /// The record of one IDX file.
  public struct File: Codable, Sendable, Hashable {
    /// The path of the file below the dataset's folder.
    public var path: String
    public var split: Split
    public var content: IDXFileName.Content
    public var byteCount: Int
    /// The SHA-256 of the file as it is stored, 64 lower-case hexadecimal digits.
    public var sha256: String
    /// The SHA-256 of the uncompressed file, header and elements, 64 lower-case hexadecimal digits.
    public var payloadSHA256: String

    package init(
      path: String, split: Split, content: IDXFileName.Content, byteCount: Int, sha256: String,
      payloadSHA256: String
    ) {
      self.path = path
      self.split = split
      self.content = content
      self.byteCount = byteCount
      self.sha256 = sha256
      self.payloadSHA256 = payloadSHA256
    }
  }

  public var schema = Self.currentSchema
  public var program: Program
  /// The files that the images were imported from; nil for a dataset that was made of photos.
  public var origin: ImportOrigin?
  public var recipe: Recipe
  /// The type of the images.
  public var image: ExampleType
  public var classes: [ClassEntry]
  public var counts: Counts
  /// The number of images for each way in which their split was decided.
  public var splitsDecidedBy: [SplitOrigin: Int]
  /// What decided about each split, train first; nil in datasets of versions that did not record it.
  public var splitDecisions: [SplitDecision]?
  /// The share that each split got where a rule of fractions decided, first of all images, then of each class whose
  /// share is far from what was asked for; nil in datasets of versions that did not record it, and of other rules.
  public var shares: [SplitShare]?
  public var files: [File] = []

  package init(
    recipe: Recipe, image: ExampleType, classes: [ClassEntry], counts: Counts,
    splitsDecidedBy: [SplitOrigin: Int], splitDecisions: [SplitDecision]? = nil,
    shares: [SplitShare]? = nil
  ) {
    program = .current
    self.recipe = recipe
    self.image = image
    self.classes = classes
    self.counts = counts
    self.splitsDecidedBy = splitsDecidedBy
    self.splitDecisions = splitDecisions
    self.shares = shares
  }

  /// The splits that the dataset has, in the order train, validation, test.
  public var splits: [Split] { Split.allCases.filter { counts.images[$0] != nil } }
}

extension DatasetDescription.Program {
  /// The program that is running.
  package static let current = Self(name: ProgramVersion.name, version: ProgramVersion.current)

}

/// The way in which an image's split was decided.
public enum SplitOrigin: String, Codable, Sendable, CaseIterable, CodingKeyRepresentable {
  /// By the split's rule: fractions or numbers.
  case rule
  /// By the folder into which the user put the photo.
  case folder
  /// By the split column of the table of labels.
  case table
  /// By another photo of the same group, or with an equal image, whose split the user chose or the base has.
  case group
  /// By the file of another program that the image was imported from.
  case source
  /// By an older dataset, in which the image has the same split (`convert --base`).
  case base
}
