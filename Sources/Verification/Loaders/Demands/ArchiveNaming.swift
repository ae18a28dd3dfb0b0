internal import DatasetBuilding
internal import DatasetReading

/// What a loader expects archives to be called.
public enum ArchiveNaming: Sendable, Hashable {
  /// `train-images-idx3-ubyte` and the other three.
  case mnist
  /// `emnist-balanced-train-images-idx3-ubyte` and so on, with `test` for t10k.
  case emnist
  /// Whatever name it is given.
  case any
}

extension ArchiveNaming {
  /// What may stand between `emnist-` and the split.
  static let emnistVariants = ["byclass", "bymerge", "balanced", "letters", "digits", "mnist"]

  /// Whether the loader finds what is called so, `.gz` aside.
  func accepts(_ name: ArchiveName) -> Bool {
    switch self {
    case .any: return true
    case .mnist: return name.stem == Self.mnistStem(name.split, name.content)
    case .emnist:
      return Self.emnistVariants.contains {
        name.stem == Self.emnistStem($0, name.split, name.content)
      }
    }
  }

  /// A name that the loader finds, without `.gz`.
  func example(_ split: Split, _ content: ArchiveName.Content) -> String {
    self == .emnist ? Self.emnistStem("balanced", split, content) : Self.mnistStem(split, content)
  }

  private static func mnistStem(_ split: Split, _ content: ArchiveName.Content) -> String {
    content == .images ? split.imagesName() : split.labelsName
  }

  private static func emnistStem(_ variant: String, _ split: Split, _ content: ArchiveName.Content) -> String
  {
    let end = content == .images ? "images-idx3-ubyte" : "labels-idx1-ubyte"
    return "emnist-\(variant)-\(split == .train ? "train" : "test")-\(end)"
  }
}
