package import DatasetFormat

/// The demands of a loader on IDX files.
public struct FileDemands: Sendable, Hashable {
  public let packaging: Packaging
  public let place: LoaderPlace
  public let naming: FileNaming
  public let files: NeededFiles
  public let counts: ImageCounts
  public let size: ImageSizeDemand
  public let labels: LabelDemand
  /// Whether the loader accepts elements of any type and any number of dimensions, such as the four of colour images.
  public let takesAnyArray: Bool
  public let headerCheck: HeaderCheck
  public let checksum: ChecksumDemand
  /// The paths below the loader's root of files that the loader reads instead of the IDX files if all of them exist.
  public let preferredFiles: [String]
  /// The name of the class that a user's class can extend, to read a folder of its own name with class names of its own;
  /// nil if the loader is none.
  public let extensibleClass: String?
  /// The file beside the IDX files from which the loader takes class names, one a line; nil if it reads none.
  public let classFile: String?
  /// The line of code that makes the loader known, such as an import; nil if it needs none.
  public let setup: String?
  /// The code that opens the dataset; `FOLDER` stands for the folder's path.
  public let opening: String
  /// The code that opens a dataset of compressed files; nil if it is the same as `opening`.
  public let gzipOpening: String?

  init(
    _ packaging: Packaging, in place: LoaderPlace, named naming: FileNaming = .mnist,
    files: NeededFiles = .allFour, counts: ImageCounts = .any, size: ImageSizeDemand = .any,
    labels: LabelDemand = .any, takesAnyArray: Bool = false, headerCheck: HeaderCheck = .none,
    checksum: ChecksumDemand = .none, preferredFiles: [String] = [], extensibleClass: String? = nil,
    classFile: String? = nil, setup: String? = nil, opening: String, gzipOpening: String? = nil
  ) {
    self.packaging = packaging
    self.place = place
    self.naming = naming
    self.files = files
    self.counts = counts
    self.size = size
    self.labels = labels
    self.takesAnyArray = takesAnyArray
    self.headerCheck = headerCheck
    self.checksum = checksum
    self.preferredFiles = preferredFiles
    self.extensibleClass = extensibleClass
    self.classFile = classFile
    self.setup = setup
    self.opening = opening
    self.gzipOpening = gzipOpening
  }
}

/// The files that must exist before a loader reads any.
public enum NeededFiles: String, Sendable, CaseIterable {
  case allFour = "all four"
  /// The images and labels of the requested split.
  case oneSplit = "those of a split"
  /// The requested file.
  case oneFile = "each by itself"
}

/// The file names that a loader expects.
public enum FileNaming: Sendable, Hashable {
  /// The name `train-images-idx3-ubyte` and the other three names of MNIST's files.
  case mnist
  /// Names such as `emnist-balanced-train-images-idx3-ubyte`, with `test` instead of `t10k`.
  case emnist
  /// Any name.
  case any
}

extension FileNaming {
  /// The names of datasets between `emnist-` and the split's name.
  static let emnistVariants = ["byclass", "bymerge", "balanced", "letters", "digits", "mnist"]

  /// Whether the loader finds a file with this name, apart from `.gz`.
  func accepts(_ name: IDXFileName) -> Bool {
    switch self {
    case .any: return true
    case .mnist: return name.stem == Self.mnistStem(name.split, name.content)
    case .emnist:
      return Self.emnistVariants.contains {
        name.stem == Self.emnistStem($0, name.split, name.content)
      }
    }
  }

  /// Returns a name that the loader finds, without `.gz`.
  package func example(_ split: Split, _ content: IDXFileName.Content) -> String {
    self == .emnist ? Self.emnistStem("balanced", split, content) : Self.mnistStem(split, content)
  }

  private static func mnistStem(_ split: Split, _ content: IDXFileName.Content) -> String {
    content == .images ? split.imagesName() : split.labelsName
  }

  private static func emnistStem(_ variant: String, _ split: Split, _ content: IDXFileName.Content) -> String
  {
    let end = content == .images ? "images-idx3-ubyte" : "labels-idx1-ubyte"
    return "emnist-\(variant)-\(split == .train ? "train" : "test")-\(end)"
  }
}

/// The packaging of files that a loader reads: uncompressed, gzipped or both.
public enum Packaging: String, Sendable, CaseIterable {
  case raw
  case gzip
  /// Uncompressed or gzipped, the same for all four files.
  case either = "raw or gzip"
  /// Uncompressed or gzipped, for each file by itself.
  case mixed = "raw or gzip, each file by itself"
}

/// The packaging of one file.
package enum IDXFileForm: Hashable, Sendable {
  case raw
  case gzip

  package init(of idxFile: IDXFileSummary) { self = idxFile.gzipMemberCount > 0 ? .gzip : .raw }

  /// The packaging that the file's name announces.
  init(named name: IDXFileName) { self = name.isNamedGzip ? .gzip : .raw }

  /// The end of the file's name: `.gz` or nothing.
  package var suffix: String { self == .gzip ? ".gz" : "" }
}

extension Packaging {
  /// The packaging for files that are made for the loader: uncompressed where it takes both, which needs no option.
  package var preferredForm: IDXFileForm { self == .gzip ? .gzip : .raw }

  /// The sets of accepted packagings, in the order in which the loader's ways to open files are tried.
  var forms: [Set<IDXFileForm>] {
    switch self {
    case .raw: [[.raw]]
    case .gzip: [[.gzip]]
    case .either: [[.raw], [.gzip]]
    case .mixed: [[.raw, .gzip]]
    }
  }
}
