internal import DatasetBuilding

/// Every loader that is known. `--for`, the check `loaders` and the documentation are made from this list.
public enum LoaderTable {
  /// In the order in which they are shown: the most used languages first.
  public static let all: [Loader] = torchvision + keras + otherPython + compiled + statistics

  /// Reads what `--for` takes: names with commas between them, or `all`.
  ///
  /// - Returns: each loader once, in the order in which they were named.
  /// - Throws: `VerificationError` with the code `invalidInput` for a name that is none, naming those there are, the
  ///   closest first.
  public static func loaders(named text: String) throws(VerificationError) -> [Loader] {
    var loaders: [Loader] = []
    for name in text.split(separator: ",", omittingEmptySubsequences: false) {
      let name = String(name).trimmingSpaces.lowercased()
      let named = name == "all" ? all : [try loader(named: name)]
      loaders += named.filter { !loaders.contains($0) }
    }
    return loaders
  }

  private static func loader(named name: String) throws(VerificationError) -> Loader {
    if let loader = all.first(where: { $0.name == name }) { return loader }
    let names = all.map(\.name).enumerated().map { (name: $1, distance: Spelling.distance(name, $1), $0) }
      .sorted { ($0.distance, $0.2) < ($1.distance, $1.2) }.map(\.name)
    throw VerificationError(
      .invalidInput,
      "--for: there is no loader '\(name)'; there are \(names.joined(separator: ", ")), and 'all' for all of them"
    )
  }
}

extension String {
  fileprivate var trimmingSpaces: String {
    String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
  }
}
