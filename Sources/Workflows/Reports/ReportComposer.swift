internal import Configuration
internal import DatasetFormat
internal import Embedding
internal import FileSystem
internal import IDX
internal import ImageCore
package import Publishing
package import Reporting
internal import Training
package import Verification
internal import Wording

/// The composer of a report: it reads and verifies the dataset, asks the model, and chooses and lays out images.
package struct ReportComposer {
  package struct Settings: Sendable {
    package var dataset: String
    package var model: String?
    package var reference: String?
    /// The path of a file of doubtful labels that `train --suspects` wrote; nil for none.
    package var suspects: String?
    /// The folder of the photos; nil to search for it beside the dataset.
    package var photos: String?
    /// The folder of the photos relative to the page's, if the page is to load them from there; nil to embed small ones.
    package var photoLink: String?
    package var policy = Policy.standard
    /// What the owner says about the dataset; nil for nothing.
    package var about: About?
    /// The path of a document that `benchmark --json` printed; nil for none.
    package var benchmark: String?
    package var seed: UInt64 = 0
    package var threadCount: Int

    package init(dataset: String, threadCount: Int) {
      self.dataset = dataset
      self.threadCount = threadCount
    }
  }

  /// The messages about splits that could not be read.
  package var notices: [String] { dataset.unreadSplitMessages }

  private let settings: Settings
  private let report: @Sendable (String) -> Void
  private let dataset: Dataset
  private let reference: Dataset?
  private let verification: Verification
  private let evaluation: ModelEvaluation?
  private let suspects: ReportSuspects?
  private let benchmark: BenchmarkDocument?
  private let stages: [PhotoStages]
  private let rejectedPhotos: RejectedPhotoTable
  private let means: ClassMeans
  private let referenceMeans: ClassMeans?
  private let intensities: Report.Intensities

  /// The numbers of images: of each class in its row, of each class beside the reference's, with predictions, and on
  /// the map.
  private static let (classSampleCount, sideBySideCount) = (26, 14)
  static let (drawnCount, mapCount, leastMapCount) = (24, 2_000, 3)
  private static let pictureByteCount = 2_600_000

  /// - Parameter report: called with each step, in words.
  package init(_ settings: Settings, report: @escaping @Sendable (String) -> Void) async throws {
    self.settings = settings
    self.report = report
    report("reading \(settings.dataset)")
    let dataset = try await DatasetReader.read(settings.dataset)
    try dataset.checkForImagesOfOneType()
    self.dataset = dataset
    benchmark = try settings.benchmark.map { try BenchmarkDocument(reading: $0, about: dataset) }
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
    rejectedPhotos = (try? RejectedPhotoTable(reading: dataset.path(DatasetFile.rejectedPhotos))) ?? .empty
    report("putting photos through the stages")
    stages = try ReportStages.stages(of: dataset, photos: settings.photos)
    means = try await ClassMeans(dataset.splits.map(\.samples))
    let counts = try await LevelCounts(dataset.splits).counts
    if let reference {
      referenceMeans = try await ClassMeans(reference.splits.map(\.samples))
      intensities = Report.Intensities(
        counts: counts, referenceCounts: try await LevelCounts(reference.splits).counts)
    } else {
      referenceMeans = nil
      intensities = Report.Intensities(counts: counts, referenceCounts: nil)
    }
  }

  /// Returns the report.
  ///
  /// - Parameter share: the number of images as a share of the usual number, 0...1.
  package func report(imageShare share: Double) async throws -> Report {
    let part = dataset.splits[0]
    let exampleByteCount = part.type.byteCount
    let capacity = max(60, Int(share * Double(Self.pictureByteCount) / Double(exampleByteCount)))
    let selection = GallerySelection(dataset, pointedAt: pointedAt, capacity: capacity, seed: settings.seed)
    let pictures = try ReportPictures(
      selection, dataset: dataset, means: means, reference: reference, referenceMeans: referenceMeans,
      referenceSampleCount: Self.sideBySideCount, seed: settings.seed)
    let gallery = Gallery(
      examples: try await examples(selection.positions), atlas: pictures.atlas,
      classNames: (0..<dataset.classCount).map(dataset.className))
    let sample = selection.sample.compactMap(gallery.number(of:))
    let samplesByLabel = Dictionary(grouping: sample) { gallery.examples[$0].label }

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
      command: dataset.description.flatMap {
        $0.recipe.pipeline.isImport ? nil : ConvertCommand($0.recipe, corrections: "corrections.csv").text
      }
        ?? "")
    result.description = dataset.description
    result.provenance = Provenance(of: dataset.idxFiles).sentence
    result.rejectedPhotos = rejectCounts
    result.corrections = FormerCorrections.of(dataset, rejectedPhotos)
    result.stages = stages
    result.about = settings.about
    result.benchmark = benchmark?.table
    result.model = try evaluation.map { try modelEntry($0, gallery, sample: sample) }
    result.suspects = suspects.map { suspects in
      Report.SuspectEntry(
        origin: suspects.origin, examples: suspects.examples.compactMap { gallery.number(of: $0.position) })
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

  /// Returns a report with photos: first those of images that the checks, the model and the doubts point at, then those of
  /// the sample.
  ///
  /// - Returns: nil unless the user named the folder of the photos.
  /// - Throws: `DatasetError` if not one photo can be shown.
  package func withPhotos(_ bare: Report) async throws -> Report? {
    guard let folder = settings.photos else { return nil }
    var seen: Set<ExamplePosition> = []
    let positions =
      (byTurns(pointedAt.map(\.examples)) + GallerySelection.drawn(dataset, seed: settings.seed)).filter {
        bare.gallery.number(of: $0) != nil && seen.insert($0).inserted
      }
    let photos = try await ReportPhotos(
      of: positions, in: dataset, folder: folder, isLinked: settings.photoLink != nil
    ) { report("reading photos: \(grouped($0))") }
    var result = bare
    result.gallery.show(photos.photos, in: settings.photoLink)
    result.photoNotice = photos.notice
    return result
  }

  // MARK: - Images

  /// The lists of images to show in preference, with the share of the page that each list may take.
  private var pointedAt: [(examples: [ExamplePosition], share: Double)] {
    // The findings take turns, so that a long one does not displace the others.
    let findings = byTurns(
      verification.results.flatMap(\.findings).map { $0.examples.map(\.position) })
    return [
      (findings, 0.15), (evaluation?.mistakes ?? [], 0.2), (suspects?.examples.map(\.position) ?? [], 0.1),
    ]
  }

  private func examples(_ positions: [ExamplePosition]) async throws -> [Gallery.Example] {
    var found: [ExamplePosition: [(check: String, detail: String)]] = [:]
    for result in verification.results {
      for example in result.findings.flatMap(\.examples) {
        found[example.position, default: []].append((result.check.id, example.detail))
      }
    }
    let doubts = Dictionary(
      (suspects?.examples ?? []).enumerated().map { rank, suspect in
        (suspect.position, Gallery.Suspicion(rank: rank + 1, likely: suspect.likely, score: suspect.score))
      }, uniquingKeysWith: { first, _ in first })
    if evaluation != nil { report("asking the model about \(counted(positions.count, "image"))") }
    let predictions = try await evaluation?.predictions(of: positions)
    return positions.enumerated().map { number, position in
      var example = Gallery.Example(position: position, label: dataset.label(of: position))
      let row = dataset.manifest?.row(at: position)
      example.source = row?.source
      example.sha256 = row?.sha256
      example.formerLabel = row?.formerLabel
      example.crop = row?.crop.map {
        "\($0.rectangle.size) from \($0.rectangle.x), \($0.rectangle.y) of \($0.frame)"
      }
      example.findings = found[position] ?? []
      example.prediction = predictions?[number]
      example.suspicion = doubts[position]
      return example
    }
  }

  private func map(_ sample: [Int], _ gallery: Gallery) async throws -> Report.ImageMap? {
    let shown = Array(sample.prefix(Self.mapCount))
    guard shown.count >= Self.leastMapCount else { return nil }
    report("laying out the map")
    let layout = try await MapLayout(
      shown.map { levels(of: gallery.examples[$0].position) }, isAll: shown.count == dataset.imageCount,
      threadCount: settings.threadCount)
    return Report.ImageMap(examples: shown, points: layout.points, method: layout.method)
  }

  private var name: String { folderName(of: dataset.root) }

  private func levels(of position: ExamplePosition) -> ArraySlice<UInt8> {
    dataset.data[position.split]?.levels(of: position.index) ?? []
  }

  private var rejectCounts: [(reason: String, count: Int)] {
    let counts = Dictionary(grouping: rejectedPhotos.rows) { $0.reason?.rawValue ?? "other" }.mapValues(
      \.count)
    return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { ($0.key, $0.value) }
  }

  // MARK: - Model and suspects

  private func modelEntry(_ evaluation: ModelEvaluation, _ gallery: Gallery, sample: [Int]) throws
    -> Report.ModelEntry
  {
    let training = evaluation.training
    let isOwn = evaluation.isOfThisDataset
    let test = sample.filter { gallery.examples[$0].position.split == .test }
    return Report.ModelEntry(
      folder: evaluation.model.path, name: evaluation.model.name,
      parameterCount: evaluation.model.parameterCount,
      scores: evaluation.scores,
      epochs: isOwn ? training?.epochsOfReport ?? [] : [],
      baselines: isOwn ? training?.namedBaselines ?? [] : [],
      verdict: isOwn
        ? training.map {
          (Verdict.Kind(rawValue: $0.verdict.kind) ?? .learnable, $0.verdict.headline, $0.verdict.details)
        }
        : nil,
      origin: evaluation.mirrored.map { (training?.dataset ?? "other files", $0) },
      mistakes: evaluation.mistakes.compactMap(gallery.number(of:)),
      drawn: Array(test.prefix(Self.drawnCount)), reliability: try evaluation.reliability())
  }
}
