package import DatasetFormat
internal import IDX

/// A comparison of a dataset's files with a loader's demands.
///
/// The comparison uses only names, headers, checksums and labels, so that damaged datasets have a result too.
struct FileAssessor {
  typealias Obstacle = LoaderAssessment.Obstacle

  let loader: Loader
  let demands: FileDemands
  let dataset: Dataset
  /// The files that the loader would open; where it would find none, the closest file.
  let idxFiles: [FileSlot: IDXFileSummary]
  /// The packagings, of those that the loader takes, that fit most files.
  let forms: Set<IDXFileForm>
  let root: LoaderRoot

  init(_ loader: Loader, _ demands: FileDemands, _ dataset: Dataset) {
    func choice(_ forms: Set<IDXFileForm>) -> [FileSlot: IDXFileSummary] {
      var choice: [FileSlot: IDXFileSummary] = [:]
      for slot in FileSlot.all {
        let candidates = dataset.idxFiles.filter {
          $0.name.split == slot.split && $0.name.content == slot.content
        }
        choice[slot] =
          candidates.first { demands.naming.accepts($0.name) && Self.isPacked($0, as: forms) }
          ?? candidates.first { Self.isPacked($0, as: forms) } ?? candidates.first
      }
      return choice
    }
    func fitCount(_ forms: Set<IDXFileForm>) -> Int {
      choice(forms).values.count { demands.naming.accepts($0.name) && Self.isPacked($0, as: forms) }
    }
    self.loader = loader
    self.demands = demands
    self.dataset = dataset
    let tried = demands.packaging.forms
    // If several packagings fit equally many files, the first one is chosen: uncompressed files need no option of the
    // loader.
    forms = tried.dropFirst().reduce(tried[0]) { fitCount($1) > fitCount($0) ? $1 : $0 }
    idxFiles = choice(forms)
    root = LoaderRoot(demands.place, dataset)
  }

  /// The obstacles in the order in which a user would meet them.
  var obstacles: [Obstacle] {
    if let foreignNames { return [foreignNames] }
    return missing + damage + kinds + names + [packaging, place].compactMap { $0 } + counts + sizes + labels
      + [classFile, checksum, preference].compactMap { $0 }
  }

  /// The obstacles that remain wherever the files are put, however they are packed and called.
  var obstaclesInContent: [Obstacle] { kinds + counts + sizes + labels + [checksum].compactMap { $0 } }

  /// The code that opens the dataset in its folder.
  var opening: String {
    let images = idxFiles[FileSlot(split: .train, content: .images)]
    let isCompressed = images.map { IDXFileForm(of: $0) == .gzip } ?? false
    var text = demands.folderSource.setting(in: loader.language)
    text += isCompressed ? demands.gzipOpening ?? demands.opening : demands.opening
    if let images { text = text.replacing(Split.train.imagesName(), with: images.name.stem) }
    return text.replacing("FOLDER", with: root.path ?? dataset.root)
  }

  static func isPacked(_ idxFile: IDXFileSummary, as forms: Set<IDXFileForm>) -> Bool {
    forms.contains(IDXFileForm(of: idxFile))
  }

  /// The files that exist, in the order of `FileSlot.all`.
  var present: [(slot: FileSlot, idxFile: IDXFileSummary)] {
    FileSlot.all.compactMap { slot in idxFiles[slot].map { (slot, $0) } }
  }
}

/// One of the four files of an MNIST dataset, whether it exists or not.
package struct FileSlot: Hashable, Sendable {
  package let split: Split
  package let content: IDXFileName.Content

  package static let all = Split.ofMNIST.flatMap { split in
    IDXFileName.Content.allCases.map { FileSlot(split: split, content: $0) }
  }

  /// MNIST's name for the file, without `.gz`.
  var stem: String { content == .images ? split.imagesName() : split.labelsName }
}
