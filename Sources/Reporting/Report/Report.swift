package import DatasetBuilding
package import DatasetReading
package import Training
package import Verification

/// All that a report shows, as values: the page is made from them alone.
package struct Report: Sendable {
  /// One class of the dataset.
  package struct ClassEntry: Sendable {
    package let label: Int
    package let name: String
    /// By split, train first.
    package let counts: [(split: Split, count: Int)]
    /// The picture in the atlas; nil of a class without items.
    package let meanPicture: Int?
    /// Items of the gallery.
    package let samples: [Int]

    package init(
      label: Int, name: String, counts: [(split: Split, count: Int)], meanPicture: Int?, samples: [Int]
    ) {
      self.label = label
      self.name = name
      self.counts = counts
      self.meanPicture = meanPicture
      self.samples = samples
    }
  }

  /// How many pixels have each level.
  package struct Intensities: Sendable {
    /// 256 counts.
    package let counts: [Int]
    /// Those of the reference.
    package let referenceCounts: [Int]?

    package init(counts: [Int], referenceCounts: [Int]?) {
      self.counts = counts
      self.referenceCounts = referenceCounts
    }
  }

  /// What came of one pass over the training images.
  package struct Epoch: Sendable {
    /// Counted from 1.
    package let number: Int
    package let loss: Double
    package let accuracy: Double
    /// Nil if nothing was set aside to judge by.
    package let validationLoss: Double?
    package let validationAccuracy: Double?

    package init(
      number: Int, loss: Double, accuracy: Double, validationLoss: Double?, validationAccuracy: Double?
    ) {
      self.number = number
      self.loss = loss
      self.accuracy = accuracy
      self.validationLoss = validationLoss
      self.validationAccuracy = validationAccuracy
    }
  }

  /// What a model made of the test items.
  package struct ModelEntry: Sendable {
    /// As the user named it.
    package let folder: String
    package let name: String
    package let parameterCount: Int
    package let scores: Scores
    package let epochs: [Epoch]
    /// What simpler means reach on the same items, by name.
    package let baselines: [(name: String, accuracy: Double)]
    /// What `train` said; nil if the model was trained on other files.
    package let verdict: (kind: Verdict.Kind, headline: String, details: [String])?
    /// The dataset that it was trained on, if that is another, and the scores on the mirror images of the test items.
    package let origin: (dataset: String, mirrored: Scores)?
    /// Items of the gallery that were classified wrongly, the largest loss first.
    package let mistakes: [Int]
    /// Items of the gallery drawn at random, whether right or wrong.
    package let drawn: [Int]

    package init(
      folder: String, name: String, parameterCount: Int, scores: Scores, epochs: [Epoch],
      baselines: [(name: String, accuracy: Double)],
      verdict: (kind: Verdict.Kind, headline: String, details: [String])?,
      origin: (dataset: String, mirrored: Scores)?, mistakes: [Int], drawn: [Int]
    ) {
      self.folder = folder
      self.name = name
      self.parameterCount = parameterCount
      self.scores = scores
      self.epochs = epochs
      self.baselines = baselines
      self.verdict = verdict
      self.origin = origin
      self.mistakes = mistakes
      self.drawn = drawn
    }
  }

  /// Labels to doubt.
  package struct SuspectEntry: Sendable {
    /// Who doubts them, in words.
    package let origin: String
    /// Items of the gallery, the most doubtful first.
    package let items: [Int]

    package init(origin: String, items: [Int]) {
      self.origin = origin
      self.items = items
    }
  }

  /// Another dataset to put beside this one.
  package struct ReferenceEntry: Sendable {
    package struct Pair: Sendable {
      package let name: String
      package let referenceName: String
      /// Pictures in the atlas.
      package let mean: Int?
      package let referenceMean: Int?
      /// Items of the gallery.
      package let samples: [Int]
      /// Pictures in the atlas.
      package let referenceSamples: [Int]

      package init(
        name: String, referenceName: String, mean: Int?, referenceMean: Int?, samples: [Int],
        referenceSamples: [Int]
      ) {
        self.name = name
        self.referenceName = referenceName
        self.mean = mean
        self.referenceMean = referenceMean
        self.samples = samples
        self.referenceSamples = referenceSamples
      }
    }

    package let folder: String
    package let pairs: [Pair]

    package init(folder: String, pairs: [Pair]) {
      self.folder = folder
      self.pairs = pairs
    }
  }

  /// Items laid out in two dimensions so that those that look alike lie together.
  package struct ItemMap: Sendable {
    /// Items of the gallery.
    package let items: [Int]
    /// As many.
    package let points: [(x: Double, y: Double)]
    /// How they were laid out, in words.
    package let method: String

    package init(items: [Int], points: [(x: Double, y: Double)], method: String) {
      self.items = items
      self.points = points
      self.method = method
    }
  }

  /// A photo that was corrected when the dataset was made.
  package struct Correction: Sendable, Encodable {
    package let source: String
    /// `relabel` or `drop`, as tables of corrections say it.
    package let action: String
    /// Empty if the photo was dropped.
    package let newClass: String
    /// The photo's own label.
    package let formerLabel: String
    /// Of the photo's file; empty if not known.
    package let sha256: String

    package init(source: String, action: String, newClass: String, formerLabel: String, sha256: String) {
      self.source = source
      self.action = action
      self.newClass = newClass
      self.formerLabel = formerLabel
      self.sha256 = sha256
    }
  }

  /// What people call the dataset: its folder's name.
  package var name: String
  package var dataset: DatasetSummary
  /// How the dataset was made; nil if this program did not make it.
  package var description: DatasetDescription?
  /// Which published dataset it is, as a sentence.
  package var provenance: String?
  /// How many photos gave no item, by reason.
  package var rejects: [(reason: String, count: Int)] = []
  /// What a new table of corrections has to repeat, because it takes the place of the former one.
  package var corrections: [Correction] = []
  /// How to convert the photos again with a table of corrections.
  package var command: String
  package var checks: [CheckResult]
  package var gallery: Gallery
  package var classes: [ClassEntry]
  package var intensities: Intensities
  package var stages: [PhotoStages] = []
  package var model: ModelEntry?
  package var suspects: SuspectEntry?
  package var reference: ReferenceEntry?
  package var map: ItemMap?

  package init(
    name: String, dataset: DatasetSummary, checks: [CheckResult], gallery: Gallery, classes: [ClassEntry],
    intensities: Intensities, command: String
  ) {
    self.name = name
    self.dataset = dataset
    self.checks = checks
    self.gallery = gallery
    self.classes = classes
    self.intensities = intensities
    self.command = command
  }

  package var itemCount: Int { dataset.parts.reduce(0) { $0 + $1.itemCount } }
}
