extension LoaderTable {
  /// The loaders as Markdown for the documentation: the demands of each loader, the formats of loaders that read no IDX
  /// files, and the code and surprises of each loader. Ends in a line break.
  public static var markdown: String {
    var text = """
      ### What they demand

      | `--for` | loader | reads | from | files | images | size | labels | compares | known from |
      |---|---|---|---|---|---|---|---|---|---|

      """
    for loader in all {
      guard case .idxFiles(let demands) = loader.intake else { continue }
      text += row([
        "`\(loader.name)`", "\(loader.title) (\(loader.language.rawValue))", demands.packaging.rawValue,
        demands.place.summary, demands.files.rawValue, demands.counts.summary, size(demands),
        demands.labels.summary, comparisons(demands), loader.evidence.rawValue,
      ])
    }
    text += """

      ### What reads no IDX files

      | `--for` | loader | wants | instead | known from |
      |---|---|---|---|---|

      """
    for loader in all {
      guard case .otherContainer(let other) = loader.intake else { continue }
      let layout = other.layout.map { _ in "`fmbuild layout data --for \(loader.name) --out DIR`; or " } ?? ""
      text += row([
        "`\(loader.name)`", "\(loader.title) (\(loader.language.rawValue))", other.format,
        layout + other.remedy,
        loader.evidence.rawValue,
      ])
    }
    text +=
      "\n### How to open them, and what surprises\n\n`FOLDER` is the folder of the column *from*, or the one that it is below, or that `fmbuild layout` says.\n"
    for loader in all {
      let lines = calls(loader) + loader.traps
      guard !lines.isEmpty else { continue }
      text += "\n**\(loader.name)**\n\n" + lines.map { "* \($0)\n" }.joined()
    }
    return text
  }

  private static func row(_ cells: [String]) -> String { "| \(cells.joined(separator: " | ")) |\n" }

  private static func size(_ demands: FileDemands) -> String {
    demands.size.rawValue + (demands.takesAnyArray ? ", colour too" : "")
  }

  private static func comparisons(_ demands: FileDemands) -> String {
    let checks = [
      demands.headerCheck == .none ? nil : demands.headerCheck.rawValue,
      demands.checksum == .none ? nil : demands.checksum.summary,
    ].compactMap { $0 }
    return checks.isEmpty ? "nothing" : checks.joined(separator: ", ")
  }

  private static func calls(_ loader: Loader) -> [String] {
    guard let demands = loader.demands else { return [] }
    let setting = demands.folderSource.setting(in: loader.language)
    return [demands.opening, demands.gzipOpening].compactMap { $0 }.map { "`\(setting)\($0)`" }
  }
}
