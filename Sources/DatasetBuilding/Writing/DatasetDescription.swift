internal import FileSystem
internal import ImageCore
internal import ImageStages

/// `dataset.json`: how a dataset was made, so that it can be made again, and what came of it.
///
/// Holds nothing that depends on the time, the machine's name or the number of threads.
public struct DatasetDescription: Codable, Sendable, Hashable {
  /// Goes up when a reader of an older version would misunderstand.
  public static let currentSchema = 1

  public struct Program: Codable, Sendable, Hashable {
    public var name: String
    public var version: String
  }

  public struct StageEntry: Codable, Sendable, Hashable {
    public var name: String
    /// Every parameter with the value in force, as a pipeline's file writes it.
    public var parameters: [String: String]
  }

  public struct PipelineEntry: Codable, Sendable, Hashable {
    public var name: String
    public var summary: String
    public var stages: [StageEntry]
    /// Whether JPEGs were reduced while they were decoded: close to the full decode, not equal to it.
    public var isFast: Bool
  }

  /// Where labels came from.
  public struct LabelsEntry: Codable, Sendable, Hashable {
    /// The headings of a table's columns.
    public struct Columns: Codable, Sendable, Hashable {
      public var path: String
      public var label: String
      public var group: String
      public var split: String
    }

    /// `folders` or `table`.
    public var origin: String
    /// Of a table: its file's name, without folders.
    public var file: String?
    /// Of a table: that of its file.
    public var sha256: String?
    /// Of a table.
    public var columns: Columns?
  }

  /// The file by which the user corrected labels, and what it did.
  public struct CorrectionsEntry: Codable, Sendable, Hashable {
    /// The file's name, without folders.
    public var file: String
    /// Of the file as it stands.
    public var sha256: String
    /// Photos that got another class than their label says.
    public var relabelled: Int
    /// Photos that were left out.
    public var dropped: Int
  }

  public struct Selection: Codable, Sendable, Hashable {
    public var keepsBlank: Bool
    public var acceptsTruncated: Bool
    public var dropsDuplicates: Bool
    /// 0 if products of low contrast were kept.
    public var minimumContrast: Int
    /// Photos with more pixels were rejected; nil in datasets of early versions, which did not record it.
    public var maximumPixels: Int?
  }

  public struct SplitEntry: Codable, Sendable, Hashable {
    /// `fraction`, `per-class` or `total`; where the user placed photos, that came first.
    public var rule: String
    public var testFraction: Double?
    public var train: Int?
    public var t10k: Int?
    public var seed: UInt64
    public var isShuffled: Bool
  }

  public struct ItemEntry: Codable, Sendable, Hashable {
    public var width: Int
    public var height: Int
    /// 1 for grey, 3 for colour.
    public var channels: Int

    package init(width: Int, height: Int, channels: Int) {
      self.width = width
      self.height = height
      self.channels = channels
    }
  }

  public struct ClassEntry: Codable, Sendable, Hashable {
    public var label: Int
    public var name: String
    public var sources: [String]
    public var train: Int
    public var t10k: Int
  }

  public struct Counts: Codable, Sendable, Hashable {
    public var photos: Int
    public var items: Int
    public var train: Int
    public var t10k: Int
    /// Photos that something is wrong with.
    public var rejects: Int
    /// Photos that nothing is wrong with: duplicates, low contrast, dropped by a correction, beyond the sizes asked
    /// for.
    public var leftOut: Int
  }

  public struct Archive: Codable, Sendable, Hashable {
    /// Below the dataset's folder.
    public var path: String
    public var split: Split
    /// `images` or `labels`.
    public var content: String
    public var byteCount: Int
    /// Of the file as it stands.
    public var sha256: String
    /// Of the uncompressed file, header and payload.
    public var payloadSHA256: String
  }

  public var schema = Self.currentSchema
  public var program: Program
  public var pipeline: PipelineEntry
  /// Nil in datasets of early versions, which did not record it.
  public var labels: LabelsEntry?
  /// Nil if nothing was to be corrected.
  public var corrections: CorrectionsEntry?
  public var selection: Selection
  public var split: SplitEntry
  public var item: ItemEntry
  /// How the classes got their numbers: `file`, `fashion-mnist`, `numeric` or `sorted`.
  public var classOrigin: String
  public var classes: [ClassEntry]
  public var counts: Counts
  public var layout: String
  public var archives: [Archive] = []
}

extension DatasetDescription.PipelineEntry {
  init(_ pipeline: Pipeline, isFast: Bool) {
    func entry(_ name: String, _ parameters: [(name: String, value: ParameterValue)])
      -> DatasetDescription.StageEntry
    {
      DatasetDescription.StageEntry(
        name: name,
        parameters: Dictionary(uniqueKeysWithValues: parameters.map { ($0.name, $0.value.description) }))
    }
    let png = zip(PNG.description.parameters, pipeline.png.values).map { (name: $0.name, value: $1) }
    name = pipeline.name
    summary = pipeline.summary
    stages = [entry(PNG.description.name, png)] + pipeline.stages.map { entry($0.name, $0.parameters) }
    self.isFast = isFast
  }
}

extension DatasetDescription.LabelsEntry {
  init(_ labels: PhotoCollection.Labels) {
    switch labels {
    case .folders: origin = "folders"
    case .file(let table):
      origin = "table"
      file = pathNames(of: table.file).last
      sha256 = "\(table.sha256)"
      columns = Columns(table.columns)
    }
  }
}

extension DatasetDescription.CorrectionsEntry {
  init(_ corrections: Corrections, _ collection: PhotoCollection) {
    file = corrections.name
    sha256 = "\(corrections.sha256)"
    relabelled = collection.photos.count { $0.formerLabel != nil }
    dropped = collection.rejects.count { $0.reason == .dropped }
  }
}

extension DatasetDescription.LabelsEntry.Columns {
  package init(_ columns: LabelFile.Columns) {
    self.init(path: columns.path, label: columns.label, group: columns.group, split: columns.split)
  }
}

extension DatasetDescription.SplitEntry {
  init(_ settings: DatasetPlan.Settings) {
    seed = settings.seed
    isShuffled = settings.isShuffled
    switch settings.rule {
    case .fraction(let fraction):
      rule = "fraction"
      testFraction = fraction
    case .perClass(let train, let t10k):
      rule = "per-class"
      (self.train, self.t10k) = (train, t10k)
    case .total(let train, let t10k):
      rule = "total"
      (self.train, self.t10k) = (train, t10k)
    }
  }
}
