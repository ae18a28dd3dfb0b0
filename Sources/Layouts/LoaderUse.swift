internal import DatasetFormat
internal import Exporting
internal import FileSystem
internal import Verification
internal import Wording

/// How a loader opens a dataset that was laid out for it.
package struct LoaderUse: Sendable, Encodable {
  /// The loader's name, as for `--for`.
  package let loader: String
  package let title: String
  /// The lines for a shell that come first, such as a variable of the environment; mostly empty.
  package let shell: [String]
  /// The lines of code.
  package let code: [String]
  /// What happens to the dataset that the loader does not tell; mostly empty.
  package let notes: [String]

  /// - Parameters:
  ///   - base: the folder below the layout's in which the loader's files are.
  ///   - target: the layout's folder, as the user named it.
  init(
    _ loader: Loader, below base: String, in target: String, className: String?, _ dataset: ExportedDataset,
    of source: Dataset
  ) {
    self.loader = loader.name
    title = loader.title
    let place = joined(target, base)
    shell = loader.shell(in: place)
    if loader.isMedMNIST {
      code = Self.medMNISTCode(className ?? Self.className(of: dataset.name), dataset, in: place)
    } else if let className, let parent = loader.demands?.extensibleClass {
      code = [
        "from torchvision.datasets import \(parent)", "class \(className)(\(parent)):",
        "    classes = \(PythonCode.list(dataset.classNames))",
        "train = \(className)(\(PythonCode.quoted(place)), train=True)",
      ]
    } else {
      code = loader.code(namingFolder: false).map {
        $0.replacing("\"FOLDER\"", with: PythonCode.quoted(place)).replacing("FOLDER", with: place)
          .replacing(Split.train.imagesName(), with: Split.train.imagesName(rank: dataset.type.rank))
      }
    }
    let hasNamesOfItsOwn = className != nil && loader.takesClass
    notes = [hasNamesOfItsOwn ? nil : loader.warning(about: source)].compactMap { $0 }
  }

  /// Returns a name for a class: `my_shop` is `MyShop`.
  private static func className(of name: String) -> String {
    name.split(separator: "_").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
  }

  private static func medMNISTCode(
    _ className: String, _ dataset: ExportedDataset, in place: String
  ) -> [String] {
    let names = dataset.classNames.enumerated().map { "\"\($0)\": \(PythonCode.quoted($1))" }
    let counts = dataset.parts.map {
      "\"\($0.split == .validation ? "val" : $0.split.rawValue)\": \($0.count)"
    }
    let name = PythonCode.quoted(dataset.name)
    return [
      "import medmnist",
      "medmnist.INFO[\(name)] = {\"python_class\": \"\(className)\", \"task\": \"multi-class\", "
        + "\"n_channels\": \(dataset.type.channelCount), \"label\": {\(names.joined(separator: ", "))}, "
        + "\"n_samples\": {\(counts.joined(separator: ", "))}, \"description\": \"\", \"license\": \"\"}",
      "class \(className)(medmnist.dataset.MedMNIST2D): flag = \(name)",
      "train = \(className)(split=\"train\", root=\(PythonCode.quoted(place)), download=False)",
    ]
  }
}

extension Loader {
  /// Returns the lines for a shell that tell the loader where a layout is.
  ///
  /// - Parameter place: the path of the folder with the loader's files.
  fileprivate func shell(in place: String) -> [String] {
    if case .idxFiles(let demands) = intake, case .fixed(_, let folders) = demands.place {
      let top = pathNames(of: folders.trainFolder).first ?? ""
      let source = shellQuoted(joined(place, top))
      return folders.base.isEmpty
        ? ["cp -r \(source) .  # in the folder of the loader's code"]
        : ["mkdir -p \(folders.base) && cp -r \(source) \(folders.base)/"]
    }
    let path = joined(place, layoutFolder)
    switch folderSource {
    case .argument: return []
    // A path that holds in every folder, because variables live longer than a change of folder.
    case .environment(let name): return ["export \(name)=\(shellQuoted(resolvedPath(path) ?? path))"]
    case .workingFolder: return ["cd \(shellQuoted(path))"]
    }
  }
}
