internal import Configuration
internal import DatasetBuilding
internal import DatasetReading
internal import Embedding
internal import FileSystem
internal import IDX
internal import ImageCore
internal import Reporting
internal import Training
internal import Verification

/// Gathers what a report shows: reads, verifies, asks the model, chooses items, lays them out.
struct ReportComposer {
  struct Settings: Sendable {
    var dataset: String
    var model: String?
    var reference: String?
    /// As `train --suspects` writes it.
    var suspects: String?
    /// Where the photos are; nil to look for them beside the dataset.
    var photos: String?
    var policy = Policy.standard
    var seed: UInt64 = 0
    var threadCount: Int
  }

  private let settings: Settings
  private let report: @Sendable (String) -> Void
  private let dataset: Dataset
  private let reference: Dataset?
  private let verification: Verification
  private let evaluation: ModelEvaluation?
  private let suspects: ReportSuspects?
  private let stages: [PhotoStages]
  private let rejects: RejectTable
  private let means: MeanImages
  private let referenceMeans: MeanImages?
  private let intensities: Report.Intensities

  /// Items of each class in its row, of each class beside the reference's, with predictions, and on the map.
  private static let (classSampleCount, sideBySideCount, drawnCount, mapCount) = (26, 14, 24, 2_000)
  private static let pictureByteCount = 2_600_000

  /// - Parameter report: is told what is being done.
  init(_ settings: Settings, report: @escaping @Sendable (String) -> Void) async throws {
    self.settings = settings
    self.report = report
    report("reading \(settings.dataset)")
    let dataset = try await DatasetReader.read(settings.dataset)
    guard dataset.itemCount > 0, let first = dataset.splits.first,
      dataset.splits.allSatisfy({ $0.size == first.size && $0.channelCount == first.channelCount })
    else {
      throw DatasetReadingError(
        .notADataset,
        "\(dataset.root): there are no images of one size that can be read; 'fmbuild verify \(dataset.root)' says why"
      )
    }
    dataset.reportUnreadArchives()
    self.dataset = dataset
    var reference: Dataset?
    if let folder = settings.reference {
      report("reading \(folder)")
      reference = try await DatasetReader.read(folder)
    }
    self.reference = reference
    var verificationSettings = Verification.Settings(folder: settings.dataset)
    verificationSettings.policy = settings.policy
    verification = try await Verification.run(verificationSettings, dataset: dataset, reference: reference) {
      if case .checking(let id, let number, let count) = $0 {
        report("check \(number + 1) of \(count): \(id)")
      }
    }
    if let model = settings.model {
      report("asking \(model)")
      evaluation = try await ModelEvaluation(model: model, on: dataset, threadCount: settings.threadCount)
    } else {
      evaluation = nil
    }
    suspects = try ReportSuspects(file: settings.suspects, evaluation, of: dataset)
    rejects = (try? RejectTable(reading: dataset.path(DatasetFile.rejects))) ?? .empty
    report("putting photos through the stages")
    stages = try ReportStages.stages(of: dataset, photos: settings.photos)
    means = try await MeanImages(dataset.splits.map(\.samples))
    let counts = try await LevelCounts(dataset.splits).counts
    if let reference {
      referenceMeans = try await MeanImages(reference.splits.map(\.samples))
      intensities = Report.Intensities(
        counts: counts, referenceCounts: try await LevelCounts(reference.splits).counts)
    } else {
      referenceMeans = nil
      intensities = Report.Intensities(counts: counts, referenceCounts: nil)
    }
  }

  /// The report with as many items as fit into so many bytes of pictures.
  ///
  /// - Parameter share: of the usual number of items, 0...1.
  func report(itemShare share: Double) async throws -> Report {
    let part = dataset.splits[0]
    let itemByteCount = part.pixelCount * part.channelCount
    let capacity = max(60, Int(share * Double(Self.pictureByteCount) / Double(itemByteCount)))
    let selection = GallerySelection(dataset, pointedAt: pointedAt, capacity: capacity, seed: settings.seed)
    let pictures = try ReportPictures(
      selection, dataset: dataset, means: means, reference: reference, referenceMeans: referenceMeans,
      referenceSampleCount: Self.sideBySideCount, seed: settings.seed)
    let gallery = Gallery(
      items: try await items(selection.positions), atlas: pictures.atlas,
      classNames: (0..<dataset.classCount).map(dataset.className))
    let sample = selection.sample.compactMap(gallery.number(of:))
    let samplesByLabel = Dictionary(grouping: sample) { gallery.items[$0].label }

    var result = Report(
      name: name, dataset: verification.dataset, checks: verification.results, gallery: gallery,
      classes: dataset.labelsInUse.map { label in
        Report.ClassEntry(
          label: label, name: dataset.className(label),
          counts: verification.dataset.parts.map { ($0.split, $0.classCounts[label]) },
          meanPicture: pictures.means[label],
          samples: Array((samplesByLabel[label] ?? []).prefix(Self.classSampleCount)))
      },
      intensities: intensities,
      command: dataset.description.map { ConvertCommand($0).text } ?? "")
    result.description = dataset.description
    result.provenance = Provenance(of: dataset.archives).sentence
    result.rejects = rejectCounts
    result.corrections = corrections
    result.stages = stages
    result.model = evaluation.map { modelEntry($0, gallery, sample: sample) }
    result.suspects = suspects.map { suspects in
      Report.SuspectEntry(
        origin: suspects.origin, items: suspects.items.compactMap { gallery.number(of: $0.position) })
    }
    result.reference = reference.map { reference in
      Report.ReferenceEntry(
        folder: reference.root,
        pairs: ClassMatching(dataset, reference).pairs.map { pair in
          Report.ReferenceEntry.Pair(
            name: pair.name, referenceName: reference.className(pair.referenceLabel),
            mean: pictures.means[pair.label], referenceMean: pictures.referenceMeans[pair.referenceLabel],
            samples: Array((samplesByLabel[pair.label] ?? []).prefix(Self.sideBySideCount)),
            referenceSamples: pictures.referenceSamples[pair.referenceLabel] ?? [])
        })
    }
    result.map = try await map(sample, gallery)
    return result
  }

  // MARK: - Items

  /// The lists of items that somebody points at, with the share of the page that each may take.
  private var pointedAt: [(items: [ItemPosition], share: Double)] {
    let lists = verification.results.flatMap(\.findings).map { $0.items.map(\.position) }
    let longest = lists.map(\.count).max() ?? 0
    // The findings take turns, so that a long one does not crowd out the others.
    let findings = (0..<longest).flatMap { turn in lists.compactMap { turn < $0.count ? $0[turn] : nil } }
    return [
      (findings, 0.15), (evaluation?.mistakes ?? [], 0.2), (suspects?.items.map(\.position) ?? [], 0.1),
    ]
  }

  private func items(_ positions: [ItemPosition]) async throws -> [Gallery.Item] {
    var found: [ItemPosition: [(check: String, detail: String)]] = [:]
    for result in verification.results {
      for item in result.findings.flatMap(\.items) {
        found[item.position, default: []].append((result.check.id, item.detail))
      }
    }
    let doubts = Dictionary(
      (suspects?.items ?? []).enumerated().map { rank, suspect in
        (suspect.position, Gallery.Suspicion(rank: rank + 1, likely: suspect.likely, score: suspect.score))
      }, uniquingKeysWith: { first, _ in first })
    if evaluation != nil { report("asking the model about \(counted(positions.count, "item"))") }
    let predictions = try await evaluation?.predictions(of: positions)
    return positions.enumerated().map { number, position in
      var item = Gallery.Item(position: position, label: dataset.label(of: position))
      let row = dataset.manifest?.row(at: position)
      item.source = row?.source
      item.sha256 = row?.sha256
      item.formerLabel = row?.formerLabel
      item.crop = row?.crop.map {
        "\($0.width)x\($0.height) from \($0.x), \($0.y) of \($0.frameWidth)x\($0.frameHeight)"
      }
      item.findings = found[position] ?? []
      item.prediction = predictions?[number]
      item.suspicion = doubts[position]
      return item
    }
  }

  private func map(_ sample: [Int], _ gallery: Gallery) async throws -> Report.ItemMap? {
    let shown = Array(sample.prefix(Self.mapCount))
    guard shown.count >= 3 else { return nil }
    report("laying out the map")
    let layout = try await ItemLayout(
      shown.map { levels(of: gallery.items[$0].position) }, isAll: shown.count == dataset.itemCount,
      threadCount: settings.threadCount)
    return Report.ItemMap(items: shown, points: layout.points, method: layout.method)
  }

  /// The folder's own name, also where the user named it `.`.
  private var name: String {
    let path = resolvedPath(dataset.root) ?? dataset.root
    return pathNames(of: path).last ?? path
  }

  private func levels(of position: ItemPosition) -> ArraySlice<UInt8> {
    dataset.parts[position.split]?.levels(of: position.index) ?? []
  }

  private var rejectCounts: [(reason: String, count: Int)] {
    let counts = Dictionary(grouping: rejects.rows) { $0.reason?.rawValue ?? "other" }.mapValues(\.count)
    return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { ($0.key, $0.value) }
  }

  private var corrections: [Report.Correction] {
    let relabelled = (dataset.manifest?.rows ?? []).compactMap { row in
      row.formerLabel.map {
        Report.Correction(
          source: row.source, action: "relabel", newClass: dataset.className(row.label), formerLabel: $0,
          sha256: row.sha256)
      }
    }
    let dropped = rejects.rows.filter { $0.reason == .dropped }.map {
      Report.Correction(source: $0.source, action: "drop", newClass: "", formerLabel: $0.label, sha256: "")
    }
    return relabelled + dropped
  }

  // MARK: - Model and suspects

  private func modelEntry(_ evaluation: ModelEvaluation, _ gallery: Gallery, sample: [Int])
    -> Report.ModelEntry
  {
    let training = evaluation.training
    let isOwn = evaluation.isOfThisDataset
    let baselines: [(name: String, accuracy: Double)] =
      if isOwn, let baselines = training?.baselines {
        [
          ("softmax", baselines.softmax), ("5-NN", baselines.nearestNeighbours),
          ("majority", baselines.majority),
        ]
      } else {
        []
      }
    let test = sample.filter { gallery.items[$0].position.split == .t10k }
    return Report.ModelEntry(
      folder: evaluation.model.path, name: evaluation.model.name,
      parameterCount: evaluation.model.parameterCount,
      scores: evaluation.scores,
      epochs: (isOwn ? training?.epochs ?? [] : []).map {
        Report.Epoch(
          number: $0.number, loss: $0.loss, accuracy: $0.accuracy, validationLoss: $0.validationLoss,
          validationAccuracy: $0.validationAccuracy)
      }, baselines: baselines,
      verdict: isOwn
        ? training.map {
          (Verdict.Kind(rawValue: $0.verdict.kind) ?? .learnable, $0.verdict.headline, $0.verdict.details)
        }
        : nil,
      origin: evaluation.mirrored.map { (training?.dataset ?? "other files", $0) },
      mistakes: evaluation.mistakes.compactMap(gallery.number(of:)),
      drawn: Array(test.prefix(Self.drawnCount)))
  }
}
