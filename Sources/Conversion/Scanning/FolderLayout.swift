internal import DatasetFormat
internal import Wording

/// What the folders of the photos mean: classes, splits with classes inside, or classes with splits inside.
struct FolderLayout {
  /// The place of the class's name among the names of a photo's path.
  private(set) var classPlace = 0
  /// The place of the split's name among the names of a photo's path; nil if the folders are no splits.
  private(set) var splitPlace: Int?
  /// The split of each folder that is one.
  private(set) var splits: [String: Split] = [:]
  /// Warnings for the user about the meaning that was chosen.
  private(set) var warnings: [String] = []

  /// Decides what the folders mean.
  ///
  /// - Parameters:
  ///   - tree: the folders that hold photos.
  ///   - isClass: whether the user has listed a name as a class or as a label of one.
  /// - Throws: `DatasetError` if the folders may mean several things, so that the labels would be a guess.
  init(_ tree: PhotoTree, root: String, isClass: (String) -> Bool) throws(DatasetError) {
    let question = Question(root: root)
    let names = tree.names
    let splitNames = names.map { isClass($0) ? nil : SplitName($0) }
    let found = splitNames.compactMap { $0 }
    guard !names.isEmpty, !names.contains(where: isClass) || !found.isEmpty else { return }

    if found.count == names.count, Set(found.map(\.rest)).count == 1 {
      try takeSplits(zip(names, found).map { ($0, $1) }, tree, question, isClass: isClass)
      return
    }
    let meanings = Set(SplitName.splits(of: found).values)
    // "test tube" and "dev board" are classes; "shoes_train" and "shoes_test" are not.
    guard meanings.count < 2 || !(meanings.contains(.train) || found.contains(where: \.isPlain)) else {
      throw question.mixture(names)
    }
    for (name, splitName) in zip(names, splitNames) where splitName?.isPlain == true {
      // A class may be called "train": it then holds photos, and no class folders.
      guard let folder = tree.folders[name], folder.ownPhotoCount * 2 > folder.photoCount else {
        throw question.mixture(names)
      }
      warnings.append(
        "\(name)/ is taken for a class, not for a split, because the folders beside it are no splits")
    }
    guard !names.contains(where: isClass) else { return }
    if try takeSplitsBelow(tree, question) { return }
    try checkDepth(tree, question)
  }

  /// The label and split that a photo's folders give.
  struct Place {
    let label: String
    let split: Split?
  }

  /// Returns what the folders of a photo say; nil if it is in no class folder.
  ///
  /// - Parameter names: the names that the photo's path consists of, the file's name last.
  func place(of names: [String]) -> Place? {
    guard names.count > max(classPlace, splitPlace ?? 0) + 1 else { return nil }
    return Place(label: composed(names[classPlace]), split: splitPlace.flatMap { splits[names[$0]] })
  }

  /// Returns the folder into which a photo that is in no class folder should be moved.
  func advice(for names: [String]) -> String {
    guard let splitPlace, names.count > 1 else { return "<class>/" }
    return splitPlace < classPlace
      ? names.dropLast().prefix(classPlace).joined(separator: "/") + "/<class>/"
      : "\(names[0])/train/"
  }

  /// Returns the class that a folder is one of; nil if it is a folder of another kind.
  ///
  /// - Parameter names: the names that the folder's path consists of.
  func label(ofFolder names: [String]) -> String? {
    guard names.count == classPlace + 1 else { return nil }
    if let splitPlace, splitPlace < classPlace, splits[names[splitPlace]] == nil { return nil }
    return composed(names[classPlace])
  }

  /// The folders in which the user put photos into splits; nil if there are none.
  var userSplits: UserSplits? {
    guard let splitPlace else { return nil }
    let names = Dictionary(grouping: splits.keys) { splits[$0] ?? .train }.mapValues { NameOrder.sorted($0) }
    return UserSplits(
      place: splitPlace < classPlace ? .foldersOfClasses : .foldersInClasses, names: names,
      classPlace: classPlace)
  }

  // MARK: - Splits with classes inside

  private mutating func takeSplits(
    _ folders: [(name: String, split: SplitName)], _ tree: PhotoTree, _ question: Question,
    isClass: (String) -> Bool
  ) throws(DatasetError) {
    let meanings = SplitName.splits(of: folders.map(\.split))
    for folder in folders { splits[folder.name] = meanings[folder.split] }
    guard folders.count > 1 else { throw question.loneSplit(folders[0].name) }
    guard Set(splits.values).count == folders.count else { throw question.mixture(folders.map(\.name)) }
    guard splits.values.contains(.train) else { throw question.withoutTrain(folders.map(\.name)) }
    takeValidationForTest()
    splitPlace = 0
    classPlace = 1

    var branches = folders.compactMap { folder in
      tree.folders[folder.name].map { Branch(split: folder.name, tree: $0) }
    }
    // Folders such as seg_train/seg_train/<class> and train/images/<class>.
    while let inner = innerBranches(branches, meanings) {
      branches = inner
      classPlace += 1
    }
    let classes = branches.reduce(into: PhotoTree()) { $0.merge($1.tree) }
    let names = classes.names
    for name in names where !isClass(name) && SplitName(name)?.isPlain == true {
      guard let folder = classes.folders[name], folder.ownPhotoCount * 2 > folder.photoCount,
        names.contains(where: { SplitName($0) == nil })
      else { throw question.splitsTwice(name) }
      warnings.append("\(name)/ below the splits is taken for a class")
    }
    guard !names.contains(where: isClass) else { return }
    let unclear = names.first { name in
      SplitName.isAffix(name) && (names.count == 1 || classes.folders[name]?.ownPhotoCount == 0)
    }
    if let unclear { throw question.withoutClasses(unclear) }
    try checkDepth(classes, question)
  }

  /// A split's name and the folders in which its classes are.
  private struct Branch {
    let split: String
    let tree: PhotoTree
  }

  /// Returns the folders inside the splits if each split has a single one that repeats the split's name or says only
  /// that it holds images; nil otherwise.
  private func innerBranches(_ branches: [Branch], _ meanings: [SplitName: Split]) -> [Branch]? {
    var inner: [Branch] = []
    for branch in branches {
      guard branch.tree.ownPhotoCount == 0, branch.tree.folders.count == 1,
        let (name, folder) = branch.tree.folders.first, !folder.folders.isEmpty, folder.ownPhotoCount == 0
      else { return nil }
      let isRepeated = SplitName(name).map { meanings[$0] == splits[branch.split] } ?? false
      guard isRepeated || SplitName.isAffix(name) else { return nil }
      inner.append(Branch(split: branch.split, tree: folder))
    }
    return inner
  }

  /// Takes validation for test if there is no test, because MNIST's second split is what was not trained on.
  private mutating func takeValidationForTest() {
    guard Set(splits.values) == [.train, .validation] else { return }
    for (name, split) in splits where split == .validation {
      splits[name] = .test
      warnings.append(
        "there is no folder for test, so that \(name)/ is taken for test (files t10k-…); rename it, or add test/"
      )
    }
  }

  // MARK: - Classes with splits inside

  /// Takes the folders inside the classes for splits if train and another split are among them; returns whether it did.
  private mutating func takeSplitsBelow(_ tree: PhotoTree, _ question: Question) throws(DatasetError) -> Bool
  {
    let inner = tree.folders.values.reduce(into: PhotoTree()) { $0.merge($1) }
    let named = inner.names.compactMap { name in SplitName(name).flatMap { $0.isPlain ? (name, $0) : nil } }
    let meanings = SplitName.splits(of: named.map { $0.1 })
    let found = Set(meanings.values)
    guard found.count > 1 else { return false }
    guard found.contains(.train), named.count == inner.folders.count, inner.ownPhotoCount == 0 else {
      throw question.mixtureBelow(tree.names[0], inner.names)
    }
    // In "shop/train/Dress/", "shop" is no class.
    let deepest = inner.folders.values.reduce(into: PhotoTree()) { $0.merge($1) }
    if deepest.folders.count > 1, deepest.ownPhotoCount * 2 < deepest.photoCount, !areFashion(tree.names) {
      throw question.splitsTooDeep(tree.names, inner.names, deepest.names)
    }
    for (name, splitName) in named { splits[name] = meanings[splitName] }
    takeValidationForTest()
    splitPlace = 1
    classPlace = 0
    return true
  }

  // MARK: - Classes

  /// - Throws: `DatasetError` if the classes may be the folders one level deeper.
  private func checkDepth(_ classes: PhotoTree, _ question: Question) throws(DatasetError) {
    let names = classes.names
    guard !areFashion(names) else { return }
    if names.count == 1, let only = classes.folders[names[0]], only.ownPhotoCount == 0, only.folders.count > 1
    {
      throw question.loneFolder(names[0], only.names, isInSplits: splitPlace != nil)
    }
    for name in names {
      // As in "hat/, shoe/, archive/hat/, archive/shoe/".
      guard let folder = classes.folders[name], folder.ownPhotoCount == 0 else { continue }
      let repeated = folder.names.filter { classes.folders[$0] != nil && $0 != name }
      if repeated.count > 1 || !repeated.isEmpty && repeated.count == folder.folders.count {
        throw question.classesTwice(name, repeated)
      }
    }
    let common = classes.namesInCommon
    if !common.isEmpty { throw question.alike(names, common) }
  }

  /// Whether all names are of Fashion-MNIST's classes, which are classes whatever is inside.
  private func areFashion(_ names: [String]) -> Bool {
    names.allSatisfy { FashionMNISTName.label(of: $0) != nil }
  }
}

/// The errors about folders that may mean several things. Each says what to do for each meaning.
private struct Question {
  let root: String

  private func error(_ text: String) -> DatasetError { DatasetError(.invalidInput, "\(root): \(text)") }

  private func list(_ names: [String]) -> String {
    let shownCount = 5
    return names.prefix(shownCount).joined(separator: ", ") + (names.count > shownCount ? ", …" : "")
  }

  private static let ways =
    "if they are classes, list them in a file for --classes; or give every photo its label by --labels FILE.csv"

  func mixture(_ names: [String]) -> DatasetError {
    error(
      "the folders \(names.joined(separator: ", ")) are a mixture of splits and others; keep only train/, validation/ "
        + "and test/ with the class folders inside, one folder for each split, or only class folders; \(Self.ways)"
    )
  }

  func loneSplit(_ name: String) -> DatasetError {
    error(
      "\(name)/ is the only folder with photos, and its name is that of a split; name \(root)/\(name) instead if the "
        + "class folders are in it, or put another split beside it; \(Self.ways)")
  }

  func withoutTrain(_ names: [String]) -> DatasetError {
    error(
      "the folders \(list(names)) are splits, but none of them is train; add train/, or name one of them; "
        + Self.ways)
  }

  func withoutClasses(_ name: String) -> DatasetError {
    error(
      "the folders of the splits hold \(name)/, which is the name of no class; make a folder for each class directly "
        + "inside the splits, or give every photo its label by --labels FILE.csv; if \(name) is a class, list it in a "
        + "file for --classes")
  }

  func splitsTwice(_ name: String) -> DatasetError {
    error(
      "\(name)/ is the name of a split below the folders of splits; keep one level of splits; \(Self.ways)")
  }

  func mixtureBelow(_ example: String, _ names: [String]) -> DatasetError {
    error(
      "the folders inside \(example)/ and its neighbours (\(list(names))) are a mixture of splits and others; put every "
        + "photo into <class>/train/, <class>/validation/ or <class>/test/, or none; \(Self.ways)")
  }

  func splitsTooDeep(_ names: [String], _ splits: [String], _ classes: [String]) -> DatasetError {
    error(
      "the splits \(list(splits)) are inside \(list(names)) and hold the folders \(list(classes)), which may be the "
        + "classes; if so, name \(root)/\(names[0]) instead\(names.count > 1 ? ", one at a time" : ""); \(Self.ways)"
    )
  }

  func loneFolder(_ name: String, _ inner: [String], isInSplits: Bool) -> DatasetError {
    error(
      "all photos are in \(name)/\(isInSplits ? " of each split" : ""); if its folders (\(list(inner))) are the "
        + "classes, "
        + (isInSplits ? "move them up into the folders of the splits" : "name \(root)/\(name) instead")
        + "; if \(name) is one class, list it in a file for --classes")
  }

  func classesTwice(_ name: String, _ repeated: [String]) -> DatasetError {
    error(
      "\(name)/ holds folders with the names of classes beside it (\(list(repeated))); move their photos to those classes, "
        + "or \(name)/ to another place; \(Self.ways)")
  }

  func alike(_ names: [String], _ common: [String]) -> DatasetError {
    error(
      "the folders \(list(names)) hold folders of the same names (\(list(common))), so that either may be the classes; "
        + "if the outer ones are splits, call them train/, validation/ and test/; \(Self.ways)")
  }
}
