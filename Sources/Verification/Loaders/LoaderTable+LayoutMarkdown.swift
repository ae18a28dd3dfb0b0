internal import DatasetFormat

extension LoaderTable {
  /// What `fmbuild layout` writes for each loader, as a table of Markdown for the documentation. Ends in a line break.
  public static var layoutMarkdown: String {
    var text = """
      | `--for` | written below DIR | the loader finds it by | takes |
      |---|---|---|---|

      """
    for loader in all {
      guard let demands = loader.demands else { continue }
      let cells = [
        "`\(loader.name)`", places(of: loader).map { "`\($0)`" }.joined(separator: ", "), way(to: loader),
        taken(by: demands),
      ]
      text += "| " + cells.joined(separator: " | ") + " |\n"
    }
    return text
  }

  /// Returns what `fmbuild layout` writes for a loader, and how the loader finds it, in a line; nil if it writes nothing.
  package static func layoutLine(for loader: Loader) -> String? {
    guard loader.demands != nil else { return nil }
    let line = "\(places(of: loader).joined(separator: ", ")) below DIR; by \(way(to: loader))"
    return line.replacing("`", with: "")
  }

  /// Returns the paths below a layout's folder, folders with a slash at the end.
  private static func places(of loader: Loader) -> [String] {
    switch loader.intake {
    case .idxFiles(let demands):
      let end = "\(demands.naming.pattern)\(demands.packaging.preferredForm.suffix)"
      let files = [end] + (demands.classFile.map { [$0] } ?? [])
      switch demands.place {
      case .anyFolder: return files
      case .below(_, let folder, _): return files.map { "\(folder)/\($0)" }
      case .fixed(_, let folders):
        return Set([folders.trainFolder, folders.testFolder]).sorted(by: >).map { "\($0)/\(end)" }
      }
    case .otherContainer(let other):
      guard let layout = other.layout else { return [] }
      let paths: [String] =
        switch layout.form {
        case .tensorFlowDatasets(let names), .huggingFace(let names): names.map { $0 + "/" }
        case .openML: ["openml/"]
        case .addressDigests(_, let folder, let suffix): ["\(folder)/*\(suffix)"]
        case .rTorchvision: ["mnist/processed/*.rds"]
        case .medMNIST: ["NAME.npz"]
        }
      return paths.map { layout.folder.isEmpty ? $0 : "\(layout.folder)/\($0)" }
    }
  }

  private static func way(to loader: Loader) -> String {
    if case .idxFiles(let demands) = loader.intake, case .fixed(let title, _) = demands.place {
      return "a copy in \(title)"
    }
    let folder = loader.layoutFolder.isEmpty ? "DIR" : "DIR/\(loader.layoutFolder)"
    return switch loader.folderSource {
    case .argument: "its root, `\(folder)`"
    case .environment(let name): "`\(name)=\(folder)`"
    case .workingFolder: "`cd \(folder)`"
    }
  }

  private static func taken(by demands: FileDemands) -> String {
    var demanded: [String] = []
    if demands.size != .any { demanded.append(demands.size.rawValue) }
    if !demands.takesAnyArray { demanded.append("grey") }
    if demands.counts != .any { demanded.append(demands.counts.summary) }
    switch demands.labels {
    case .refusedFromTen, .tenNamed: demanded.append("ten classes")
    default: break
    }
    if case .always(let name) = demands.checksum { demanded.append("the files of \(name) alone") }
    return demanded.isEmpty ? "any" : demanded.joined(separator: ", ")
  }
}

extension FileNaming {
  /// The pattern of the names of IDX files, without `.gz`.
  fileprivate var pattern: String {
    self == .emnist ? "emnist-balanced-*-ubyte" : "*-ubyte"
  }
}
