internal import FileSystem
internal import IDX
internal import Wording

/// The IDX files of a folder under names that loaders do not look for, such as `train_images_idx3_ubyte`,
/// `Russian_train_images_idx3_ubyte` or `testset.bin`.
struct UnusualIDXFiles {
  private struct File {
    let name: String
    let content: IDXFileName.Content
    /// The split that the name tells; nil if it tells none, or several.
    let split: Split?
    /// The content in words, such as `60,000 images of 28x28`.
    let text: String
  }

  private let files: [File]

  var isEmpty: Bool { files.isEmpty }

  /// Looks at the files of a folder: at their names, and at the first bytes of those that may be IDX files.
  ///
  /// - Parameters:
  ///   - folder: the path of the folder.
  ///   - names: the names of its entries, without those that are MNIST's.
  init(in folder: String, names: [String]) {
    files = names.filter(Self.isCandidate).prefix(Self.maximumCount).compactMap {
      Self.file($0, at: folder + "/" + $0)
    }
  }

  /// The largest number of files of a folder that are opened.
  private static let maximumCount = 2000

  /// The endings of files that stand beside photos and datasets in great number, and are no IDX files.
  private static let otherEndings: Set = [
    "jpg", "jpeg", "png", "webp", "heic", "heif", "avif", "gif", "bmp", "tif", "tiff", "csv", "tsv", "txt",
    "json",
    "yaml", "yml", "md", "html", "py", "ipynb", "pdf", "zip", "mov", "mp4",
  ]

  private static func isCandidate(_ name: String) -> Bool {
    guard !name.hasPrefix(".") else { return false }
    guard let dot = name.lastIndex(of: ".") else { return true }
    return !otherEndings.contains(name[name.index(after: dot)...].lowercased())
  }

  private static func file(_ name: String, at path: String) -> File? {
    // A file that cannot be read as IDX is none of these, unless its name says so; the checks then say what is wrong.
    guard let header = try? IDXHeader(contentsOf: path), header.elementType == .uint8,
      [1, 3, 4].contains(header.dimensions.count)
    else {
      guard FileIdentity(path)?.isFolder == false, let known = IDXFileName(name.replacing("_", with: "-"))
      else { return nil }
      return File(name: name, content: known.content, split: known.split, text: "not readable")
    }
    let count = header.dimensions[0]
    let isLabels = header.dimensions.count == 1
    let text =
      isLabels
      ? counted(count, "label")
      : "\(counted(count, "image")) of \(header.dimensions[2])x\(header.dimensions[1])"
    return File(name: name, content: isLabels ? .labels : .images, split: split(named: name), text: text)
  }

  /// Returns the split whose name is part of a file's name; nil if there is none, or several.
  private static func split(named name: String) -> Split? {
    let name = name.lowercased()
    let words = name.split { !$0.isLetter && !$0.isNumber }
    let found = Split.allCases.filter { split in
      switch split {
      case .train: name.contains("train")
      case .validation: name.contains("valid") || words.contains("val") || words.contains("dev")
      case .test: name.contains("test") || name.contains("t10k")
      }
    }
    return found.count == 1 ? found[0] : nil
  }

  /// Returns the files with the names that say what they are, for the splits' files that `names` do not have yet; nil
  /// if it is not clear what they are.
  func named(beside names: [IDXFileName]) -> [(file: String, name: IDXFileName)]? {
    struct Slot: Hashable {
      let split: Split
      let content: IDXFileName.Content
    }
    var stems: [Slot: String] = [:]
    var result: [(file: String, name: IDXFileName)] = []
    for file in files {
      guard let split = file.split else { return nil }
      guard !names.contains(where: { $0.split == split && $0.content == file.content }) else { continue }
      let name = IDXFileName(unusual: file.name, split: split, content: file.content)
      // A file may stand there compressed and uncompressed.
      guard stems[Slot(split: split, content: file.content), default: name.stem] == name.stem else {
        return nil
      }
      stems[Slot(split: split, content: file.content)] = name.stem
      result.append((file.name, name))
    }
    return result
  }

  private static let listedCount = 20

  /// A sentence about files of which it is not clear what they are, with what they hold and what to call them.
  func question(folder: String) -> String {
    let list =
      files.prefix(Self.listedCount).map { "\(printable($0.name)) (\($0.text))" }.joined(separator: ", ")
      + (files.count > Self.listedCount ? ", …" : "")
    let wanted = Split.ofMNIST.flatMap { [$0.imagesName(), $0.labelsName] }.joined(separator: ", ")
    return
      "\(folder): \(counted(files.count, "IDX file")), but the names do not tell which is which: \(list); "
      + "call them \(wanted), with .gz if they are compressed, one dataset in a folder"
  }
}
