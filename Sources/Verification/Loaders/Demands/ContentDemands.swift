internal import DatasetFormat
internal import Wording

/// The numbers of images that a loader accepts.
public enum ImageCounts: Sendable, Hashable {
  case any
  /// Exactly 60,000 training images and 10,000 test images.
  case exactMNIST
  /// Multiples of a number, which is the size of the blocks that the loader reads.
  case multiple(of: Int)
}

extension ImageCounts {
  var summary: String {
    switch self {
    case .any: "any"
    case .exactMNIST: "exactly 60,000 and 10,000"
    case .multiple(let number): "a multiple of \(grouped(number))"
    }
  }

  func accepts(_ count: Int, in split: Split) -> Bool {
    switch self {
    case .any: true
    case .exactMNIST: count == (split == .train ? 60_000 : 10_000)
    case .multiple(let number): count.isMultiple(of: number)
    }
  }
}

/// The sizes of images that a loader accepts.
public enum ImageSizeDemand: String, Sendable, CaseIterable {
  case any
  /// Only 28x28 pixels.
  case mnist = "28x28"
  /// 784 pixels, as 28x28 has, with any width and height.
  case mnistPixelCount = "784 pixels"
  /// Any size, but the loader reports 28x28 for all images.
  case calledMNIST = "any, called 28x28"
}

extension ImageSizeDemand {
  /// Whether the loader returns images of a size unchanged, with their own size.
  func accepts(width: Int, height: Int) -> Bool {
    switch self {
    case .any: true
    case .mnist, .calledMNIST: width == 28 && height == 28
    case .mnistPixelCount: width.multipliedReportingOverflow(by: height) == (28 * 28, false)
    }
  }
}

/// The treatment of labels by a loader.
public enum LabelDemand: Sendable, Hashable {
  /// The loader returns labels as numbers without restrictions.
  case any
  /// The loader returns labels unchanged, with built-in class names.
  case named(BuiltInNames)
  /// The loader returns one-hot rows of ten numbers; labels from 10 on become rows of zeros without a message.
  case zeroRowsFromTen
  /// The loader returns one-hot rows of ten numbers; labels from 10 on end the program.
  case refusedFromTen
  /// The loader returns labels unchanged, and always reports ten classes.
  case tenAnnounced
  /// The loader knows ten classes, with built-in names, and labels from 10 on have no place in it.
  case tenNamed(BuiltInNames)
}

extension LabelDemand {
  var summary: String {
    switch self {
    case .any: "any"
    case .named(let names): "any, with the names of \(names.rawValue)"
    case .zeroRowsFromTen: "0 to 9; others become rows of zeros"
    case .refusedFromTen: "0 to 9; others end the program"
    case .tenAnnounced: "any, of ten classes it says"
    case .tenNamed(let names): "0 to 9, with the names of \(names.rawValue)"
    }
  }

  /// The dataset whose class names the loader gives; nil if it has none built in.
  var builtInNames: BuiltInNames? {
    switch self {
    case .named(let names), .tenNamed(let names): names
    default: nil
    }
  }
}

/// A published dataset whose class names a loader has built in.
public enum BuiltInNames: String, Sendable, CaseIterable {
  case fashionMNIST = "Fashion-MNIST"
  case mnist = "MNIST"
  case kmnist = "KMNIST"
}

extension BuiltInNames {
  /// Whether class names are the built-in ones, or the first of them, apart from spelling.
  func match(_ names: [String]) -> Bool {
    guard let own = KnownDataset.all.first(where: { $0.name == rawValue })?.classNames else { return false }
    return names.count <= own.count && zip(names, own).allSatisfy { Spelling.isSame($0, $1) }
  }
}

/// The checks of IDX headers that a loader makes.
public enum HeaderCheck: String, Sendable, CaseIterable {
  case none
  case magicNumber = "magic number"
  case length = "length"
  case magicNumberAndLength = "magic number, length"
}

/// The cases in which a loader compares checksums with those of a published dataset.
public enum ChecksumDemand: Sendable, Hashable {
  case none
  /// Only after a download; existing files are accepted as they are.
  case whenDownloading
  /// Always; files that differ from this dataset's are replaced by a download.
  case always(dataset: String)
}

extension ChecksumDemand {
  var summary: String {
    switch self {
    case .none: "none"
    case .whenDownloading: "checksum of a download"
    case .always(let dataset): "checksum of \(dataset)"
    }
  }
}
