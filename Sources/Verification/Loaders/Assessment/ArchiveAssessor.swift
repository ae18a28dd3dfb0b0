internal import DatasetBuilding
internal import DatasetReading
internal import IDX

/// Holds the archives of a dataset against what a loader demands of them.
///
/// Looks at names, headers and labels only, so that it has an answer for damaged datasets too.
struct ArchiveAssessor {
  typealias Obstacle = LoaderAssessment.Obstacle

  let loader: Loader
  let demands: ArchiveDemands
  let dataset: Dataset
  /// What the loader would open, or, where it would find nothing, what comes closest.
  let archives: [ArchiveSlot: Archive]
  /// In which of the forms that the loader takes most archives stand there.
  let forms: Set<ArchiveForm>
  let root: LoaderRoot

  init(_ loader: Loader, _ demands: ArchiveDemands, _ dataset: Dataset) {
    func choice(_ forms: Set<ArchiveForm>) -> [ArchiveSlot: Archive] {
      var choice: [ArchiveSlot: Archive] = [:]
      for slot in ArchiveSlot.all {
        let candidates = dataset.archives.filter {
          $0.name.split == slot.split && $0.name.content == slot.content
        }
        choice[slot] =
          candidates.first { demands.naming.accepts($0.name) && Self.isPacked($0, as: forms) }
          ?? candidates.first { Self.isPacked($0, as: forms) } ?? candidates.first
      }
      return choice
    }
    func fitCount(_ forms: Set<ArchiveForm>) -> Int {
      choice(forms).values.count { demands.naming.accepts($0.name) && Self.isPacked($0, as: forms) }
    }
    self.loader = loader
    self.demands = demands
    self.dataset = dataset
    let tried = demands.packaging.forms
    // The first of the best: raw archives need no option where a loader takes both.
    forms = tried.dropFirst().reduce(tried[0]) { fitCount($1) > fitCount($0) ? $1 : $0 }
    archives = choice(forms)
    root = LoaderRoot(demands.place, dataset)
  }

  /// In the order in which a user would meet them.
  var obstacles: [Obstacle] {
    if let foreignNames { return [foreignNames] }
    return missing + damage + kinds + names + [packaging, place].compactMap { $0 } + counts + sizes + labels
      + others
  }

  /// Code that opens the dataset where it stands.
  var opening: String {
    let images = archives[ArchiveSlot(split: .train, content: .images)]
    let isCompressed = images.map { ArchiveForm(of: $0) == .gzip } ?? false
    var text = isCompressed ? demands.gzipOpening ?? demands.opening : demands.opening
    if let images { text = text.replacing(Split.train.imagesName(), with: images.name.stem) }
    return text.replacing("FOLDER", with: root.path ?? dataset.root)
  }

  static func isPacked(_ archive: Archive, as forms: Set<ArchiveForm>) -> Bool {
    forms.contains(ArchiveForm(of: archive))
  }

  /// The archives that are there, in the order of slots.
  var present: [(slot: ArchiveSlot, archive: Archive)] {
    ArchiveSlot.all.compactMap { slot in archives[slot].map { (slot, $0) } }
  }
}
