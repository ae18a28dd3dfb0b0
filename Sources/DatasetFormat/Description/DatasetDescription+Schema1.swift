internal import ImageCore

/// The content of a `dataset.json` of schema 1.
private struct Schema1: Decodable {
  struct Pipeline: Decodable {
    var name: String
    var summary: String
    var stages: [Recipe.Pipeline.Stage]
    var isFast: Bool
  }

  struct Labels: Decodable {
    var origin: Recipe.Labels.Origin
    var file: String?
    var sha256: String?
    var columns: Recipe.Labels.Columns?
  }

  struct Corrections: Decodable {
    var file: String
    var sha256: String
    var relabelled: Int
    var dropped: Int
  }

  struct Selection: Decodable {
    var keepsBlank: Bool
    var acceptsTruncated: Bool
    var dropsDuplicates: Bool
    var minimumContrast: Int
    var maximumPixels: Int?
  }

  struct Splitting: Decodable {
    var rule: String
    var testFraction: Double?
    var train: Int?
    var t10k: Int?
    var seed: UInt64
    var isShuffled: Bool
  }

  struct ClassEntry: Decodable {
    var label: Int
    var name: String
    var sources: [String]
    var train: Int
    var t10k: Int
  }

  struct Counts: Decodable {
    var photos: Int
    var train: Int
    var t10k: Int
    var rejects: Int
    var leftOut: Int
  }

  struct Archive: Decodable {
    var path: String
    var split: String
    var content: IDXFileName.Content
    var byteCount: Int
    var sha256: String
    var payloadSHA256: String
  }

  var program: DatasetDescription.Program
  var pipeline: Pipeline
  var labels: Labels?
  var corrections: Corrections?
  var selection: Selection
  var split: Splitting
  var item: ExampleType
  var classOrigin: Recipe.Classes.Origin
  var classes: [ClassEntry]
  var counts: Counts
  var layout: DatasetLayout
  var archives: [Archive]

  var recipe: Recipe? {
    var recipe = Recipe(
      pipeline: Recipe.Pipeline(name: pipeline.name, summary: pipeline.summary, stages: pipeline.stages))
    recipe.isFast = pipeline.isFast
    if let labels {
      recipe.labels.origin = labels.origin
      if let file = labels.file, let sha256 = labels.sha256 {
        recipe.labels.file = Recipe.FileReference(name: file, sha256: sha256)
      }
      recipe.labels.columns = labels.columns
    }
    recipe.corrections = corrections.map { Recipe.FileReference(name: $0.file, sha256: $0.sha256) }
    recipe.classes = Recipe.Classes(
      origin: classOrigin, list: classes.map { Recipe.Classes.Entry(name: $0.name, sources: $0.sources) })
    recipe.selection.keepsBlank = selection.keepsBlank
    recipe.selection.acceptsTruncated = selection.acceptsTruncated
    recipe.selection.dropsDuplicates = selection.dropsDuplicates
    recipe.selection.minimumContrast = selection.minimumContrast
    if let limit = selection.maximumPixels { recipe.selection.maximumPixels = limit }
    guard let rule else { return nil }
    recipe.split.rule = rule
    if case .fractions = rule { recipe.split.method = .independent }
    recipe.split.seed = split.seed
    recipe.split.isShuffled = split.isShuffled
    recipe.layout = layout
    // Schema 1 does not record the request for uncompressed files; it shows in the list of files.
    recipe.addsRaw = Set(archives.map { $0.path.hasSuffix(".gz") }).count == 2
    return recipe
  }

  private var rule: SplitRule? {
    let counts = [Split.train: split.train ?? 0, .test: split.t10k ?? 0]
    switch split.rule {
    case "fraction":
      guard let fraction = split.testFraction, (0..<1).contains(fraction) else { return nil }
      return .fractions(validation: 0, test: fraction)
    case "per-class": return SplitRule.isPossible(counts) ? .perClass(counts) : nil
    case "total": return SplitRule.isPossible(counts) ? .total(counts) : nil
    default: return nil
    }
  }
}

extension DatasetDescription {
  /// Reads the text of a `dataset.json` of any schema up to the current one.
  ///
  /// - Throws: `DatasetError` if the text is not a valid `dataset.json`, or a newer version wrote it.
  package init(parsing text: String, file: String) throws(DatasetError) {
    struct Header: Decodable {
      let schema: Int
      let program: Program
    }
    let header: Header = try JSONText.decode(text, file: file)
    guard (1...Self.currentSchema).contains(header.schema) else {
      throw DatasetError(
        .unreadable,
        "\(file): its schema is \(header.schema), and this version knows schemas up to \(Self.currentSchema); "
          + "use \(header.program.name) \(header.program.version), which wrote it")
    }
    if header.schema == 1 {
      self = try Self(JSONText.decode(text, file: file) as Schema1, file: file)
    } else {
      self = try JSONText.decode(text, file: file)
    }
    guard classes.map(\.label) == Array(classes.indices) else {
      throw DatasetError(.unreadable, "\(file): the labels of 'classes' do not count up from 0")
    }
    try checkRanges(file: file)
    guard image.bitsPerSample == 8 else {
      throw DatasetError(
        .unreadable, "\(file): images of \(image.bitsPerSample) bits per sample are not known to this version"
      )
    }
  }

  private init(_ old: Schema1, file: String) throws(DatasetError) {
    guard let recipe = old.recipe else {
      throw DatasetError(
        .unreadable, "\(file): 'split' is no rule that this version knows, or its numbers are out of range")
    }
    var files: [File] = []
    for archive in old.archives {
      guard let split = Split(recorded: archive.split) else {
        throw DatasetError(.unreadable, "\(file): '\(archive.split)' is no split; there are train and t10k")
      }
      files.append(
        File(
          path: archive.path, split: split, content: archive.content, byteCount: archive.byteCount,
          sha256: archive.sha256, payloadSHA256: archive.payloadSHA256))
    }
    self.init(
      recipe: recipe, image: old.item,
      classes: old.classes.map {
        ClassEntry(label: $0.label, name: $0.name, images: [.train: $0.train, .test: $0.t10k])
      },
      counts: Counts(
        photos: old.counts.photos, images: [.train: old.counts.train, .test: old.counts.t10k],
        rejected: old.counts.rejects, leftOut: old.counts.leftOut,
        relabelled: old.corrections?.relabelled ?? 0,
        dropped: old.corrections?.dropped ?? 0),
      splitsDecidedBy: [:])
    schema = 1
    program = old.program
    self.files = files
  }
}
