/// The settings that, together with the photos, determine a dataset's bytes: pipeline, labels, classes, corrections,
/// selection, split and files.
///
/// `dataset.json` contains the recipe by which the dataset was made, and `fmbuild convert --recipe dataset.json`
/// applies it.
public struct Recipe: Codable, Sendable, Hashable {
  /// The pipeline: an ordered list of stages.
  public struct Pipeline: Codable, Sendable, Hashable {
    /// One stage with the values of all parameters, as they are written in a pipeline's file.
    public struct Stage: Codable, Sendable, Hashable {
      public var name: String
      public var parameters: [String: String]

      package init(name: String, parameters: [String: String]) {
        self.name = name
        self.parameters = parameters
      }
    }

    public var name: String
    public var summary: String
    /// The name of the file that the pipeline was read from, without folders; nil for a bundled pipeline.
    public var file: String?
    public var stages: [Stage]
    /// The reason for which `--pipeline auto` chose the pipeline; nil if the user named it.
    public var reason: String?

    package init(name: String, summary: String, file: String? = nil, stages: [Stage]) {
      self.name = name
      self.summary = summary
      self.file = file
      self.stages = stages
    }

    /// Whether the pipeline cuts off a white background by the photo's corners, and does not look for the product
    /// otherwise.
    package var trimsWhiteBackground: Bool {
      let names = stages.map(\.name)
      return names.contains("trim") && !names.contains("isolate")
        && !names.count { $0 == "negate" }.isMultiple(of: 2)
    }
  }

  /// The source of the photos' labels.
  public struct Labels: Codable, Sendable, Hashable {
    public enum Origin: String, Codable, Sendable {
      case folders
      case table
      /// The labels came with records of the photos, from a program that is not known.
      case records
    }

    /// The headings of a label table's columns.
    public struct Columns: Codable, Sendable, Hashable {
      public var path = "path"
      public var label = "label"
      /// The heading of the column with the product; photos of one group are never divided between splits.
      public var group = "group"
      /// The heading of the column with the chosen split: `train`, `validation`, `test` or `t10k`, or empty for a photo
      /// without one.
      public var split = "split"

      public init() {}

      /// The options of `convert` that name the columns whose headings differ from the usual ones, with the headings.
      package var options: [(name: String, heading: String)] {
        let usual = Self()
        return [
          ("--path-column", \Self.path), ("--label-column", \.label), ("--group-column", \.group),
          ("--split-column", \.split),
        ].compactMap { name, heading in
          self[keyPath: heading] == usual[keyPath: heading] ? nil : (name, self[keyPath: heading])
        }
      }
    }

    public var origin = Origin.folders
    /// The table of labels; nil if labels come from folders.
    public var file: FileReference?
    /// The columns of the table of labels; nil if labels come from folders.
    public var columns: Columns?
    /// Whether linked folders outside the folder of the photos are listed as well; nil means that they are not.
    public var followsLinks: Bool?
    /// The regular expression that takes a photo's group from the name of its file; nil for none.
    public var groupPattern: String?

    public init() {}
  }

  /// A file that affects the dataset, such as a table of labels. Of a base it has the name of the folder and the SHA-256
  /// of the manifest.
  public struct FileReference: Codable, Sendable, Hashable {
    /// The name of the file, without folders.
    public var name: String
    /// The SHA-256 of the file when it was read, 64 lower-case hexadecimal digits.
    public var sha256: String

    package init(name: String, sha256: String) {
      self.name = name
      self.sha256 = sha256
    }
  }

  /// The classes in the order of their labels.
  public struct Classes: Codable, Sendable, Hashable {
    /// The way in which the classes got their labels.
    public enum Origin: String, Codable, Sendable {
      /// The classes were listed in a file.
      case file
      /// The photos' labels are the class names of Fashion-MNIST, apart from spelling.
      case fashionMNIST = "fashion-mnist"
      /// The photos' labels are numbers.
      case numeric
      /// The photos' labels were sorted.
      case sorted
    }

    public struct Entry: Codable, Sendable, Hashable {
      public var name: String
      /// The labels of the photos that belong to the class.
      public var sources: [String]

      package init(name: String, sources: [String]) {
        self.name = name
        self.sources = sources
      }
    }

    public var origin: Origin
    public var list: [Entry]

    package init(origin: Origin, list: [Entry]) {
      self.origin = origin
      self.list = list
    }

    /// The numbers that are no class of the photos, and exist only because the numbers of Fashion-MNIST or those of the
    /// labels leave gaps; ascending.
    package var gaps: [Int] {
      switch origin {
      case .fashionMNIST, .numeric: list.indices.filter { list[$0].sources.isEmpty }
      case .file, .sorted: []
      }
    }
  }

  /// The conditions under which a photo gives an image.
  public struct Selection: Codable, Sendable, Hashable {
    /// Whether photos of a single colour give a blank image, instead of being rejected.
    public var keepsBlank = false
    /// Whether JPEG files that end early are accepted, with grey pixels for the missing data.
    public var acceptsTruncated = false
    /// Whether only one of several images with equal bytes is kept.
    public var dropsDuplicates = false
    /// The least mean difference of a product from its background, in levels of 0...255; photos below it are left out,
    /// and 0 keeps all.
    public var minimumContrast = 0
    /// The largest number of pixels of a photo; larger photos are rejected.
    public var maximumPixels = 268_000_000

    public init() {}
  }

  /// The division of the images into splits, and their order.
  public struct Splitting: Sendable, Hashable {
    public var rule = SplitRule.standard
    /// The way in which a rule of fractions is applied; other rules ignore it.
    public var method = SplitMethod.balanced
    public var seed: UInt64 = 0
    /// Whether the images of each split are in a random order that the seed determines; otherwise they are sorted by
    /// class.
    public var isShuffled = true

    public init() {}
  }

  public var pipeline: Pipeline
  /// Whether JPEG files are reduced during decoding, which gives images close to those of full decoding, but not equal.
  public var isFast = false
  public var labels = Labels()
  /// The classes; nil if they follow from the photos' labels.
  public var classes: Classes?
  /// The file of corrections to labels; nil if there is none.
  public var corrections: FileReference?
  public var selection = Selection()
  /// The names of the classes whose images are mirrored, left to right; nil for none.
  public var mirroredClasses: [String]?
  public var split = Splitting()
  /// The older dataset whose images keep their splits and indices; nil if there is none.
  public var base: FileReference?
  /// The place of the IDX files in the dataset's folder.
  public var layout = DatasetLayout.flat
  /// Whether the IDX files are also written uncompressed.
  public var addsRaw = false

  package init(pipeline: Pipeline) { self.pipeline = pipeline }
}

extension Recipe.Splitting: Codable {
  private enum Key: String, CodingKey {
    case seed, isShuffled, method
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    rule = try SplitRule(from: decoder)
    // A recipe of fractions without a method is older than the second method.
    let unnamed: SplitMethod = if case .fractions = rule { .independent } else { .balanced }
    method = try container.decodeIfPresent(SplitMethod.self, forKey: .method) ?? unnamed
    seed = try container.decode(UInt64.self, forKey: .seed)
    isShuffled = try container.decode(Bool.self, forKey: .isShuffled)
  }

  public func encode(to encoder: any Encoder) throws {
    try rule.encode(to: encoder)
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(seed, forKey: .seed)
    try container.encode(isShuffled, forKey: .isShuffled)
    if case .fractions = rule { try container.encode(method, forKey: .method) }
  }
}
