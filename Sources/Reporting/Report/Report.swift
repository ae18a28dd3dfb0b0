package import DatasetFormat
package import Publishing
package import Training
package import Verification

/// The contents of a report as values; the page is made from these values alone.
package struct Report: Sendable {
  /// One class of the dataset.
  package struct ClassEntry: Sendable {
    package let label: Int
    package let name: String
    /// The number of images by split, train first.
    package let counts: [(split: Split, count: Int)]
    /// The number of the class's mean image in the atlas; nil for a class without images.
    package let meanPicture: Int?
    /// The numbers of sample images in the gallery.
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

  /// The number of pixels of each level.
  package struct Intensities: Sendable {
    /// The counts of the dataset, 256.
    package let counts: [Int]
    /// The counts of the reference dataset, 256; nil without a reference.
    package let referenceCounts: [Int]?

    package init(counts: [Int], referenceCounts: [Int]?) {
      self.counts = counts
      self.referenceCounts = referenceCounts
    }
  }

  /// The result of one pass over the training images.
  package struct Epoch: Sendable {
    /// The epoch's number, counted from 1.
    package let number: Int
    package let loss: Double
    package let accuracy: Double
    /// The loss on the validation images; nil if the training had none.
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

  /// A model and its results on the test images.
  package struct ModelEntry: Sendable {
    /// The model's folder as the user wrote it.
    package let folder: String
    package let name: String
    package let parameterCount: Int
    package let scores: Scores
    package let epochs: [Epoch]
    /// The accuracy of simpler methods on the same images, by name.
    package let baselines: [(name: String, accuracy: Double)]
    /// The verdict that `train` recorded; nil if the model was trained on another dataset.
    package let verdict: (kind: Verdict.Kind, headline: String, details: [String])?
    /// The dataset that the model was trained on, if it is another one, and the scores on the mirrored test images.
    package let origin: (dataset: String, mirrored: Scores)?
    /// The numbers in the gallery of images that were classified wrongly, the largest loss first.
    package let mistakes: [Int]
    /// The numbers in the gallery of images drawn at random, classified correctly or not.
    package let drawn: [Int]
    /// How true the probabilities for the test images are; nil if that was not measured.
    package let reliability: ReliabilityEntry?

    package init(
      folder: String, name: String, parameterCount: Int, scores: Scores, epochs: [Epoch],
      baselines: [(name: String, accuracy: Double)],
      verdict: (kind: Verdict.Kind, headline: String, details: [String])?,
      origin: (dataset: String, mirrored: Scores)?, mistakes: [Int], drawn: [Int],
      reliability: ReliabilityEntry? = nil
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
      self.reliability = reliability
    }
  }

  /// How true a model's calibrated probabilities for the test images are.
  package struct ReliabilityEntry: Sendable {
    package let reliability: Reliability
    /// How the probabilities were calibrated; nil if they are the network's own.
    package let calibration: Calibration?
    /// The expected calibration error of the network's own probabilities; nil if it was not recorded.
    package let errorBefore: Double?
    /// The right predictions among those that `predict` would not call unsure.
    package let surer: Proportion

    package init(
      _ reliability: Reliability, calibration: Calibration?, errorBefore: Double?, surer: Proportion
    ) {
      self.reliability = reliability
      self.calibration = calibration
      self.errorBefore = errorBefore
      self.surer = surer
    }
  }

  /// The images whose labels are suspected to be wrong.
  package struct SuspectEntry: Sendable {
    /// The source of the suspicions, in words.
    package let origin: String
    /// The numbers of the images in the gallery, the most doubtful first.
    package let examples: [Int]

    package init(origin: String, examples: [Int]) {
      self.origin = origin
      self.examples = examples
    }
  }

  /// Another dataset to compare this one with.
  package struct ReferenceEntry: Sendable {
    package struct Pair: Sendable {
      package let name: String
      package let referenceName: String
      /// The numbers of the mean images in the atlas; nil for a class without images.
      package let mean: Int?
      package let referenceMean: Int?
      /// The numbers of sample images in the gallery.
      package let samples: [Int]
      /// The numbers of the reference's sample images in the atlas.
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

  /// Images placed in two dimensions so that images that look alike are near each other.
  package struct ImageMap: Sendable {
    /// The numbers of the images in the gallery.
    package let examples: [Int]
    /// The position of each image, in the order of `examples`.
    package let points: [(x: Double, y: Double)]
    /// The layout method, in words.
    package let method: String

    package init(examples: [Int], points: [(x: Double, y: Double)], method: String) {
      self.examples = examples
      self.points = points
      self.method = method
    }
  }

  /// A photo that a correction changed when the dataset was made.
  package struct Correction: Sendable, Encodable {
    package let source: String
    /// The action in the corrections table, `relabel` or `drop`.
    package let action: String
    /// The new class; empty if the photo was dropped.
    package let newClass: String
    /// The photo's original label.
    package let formerLabel: String
    /// The SHA-256 of the photo's file in hexadecimal; empty if not known.
    package let sha256: String

    package init(source: String, action: String, newClass: String, formerLabel: String, sha256: String) {
      self.source = source
      self.action = action
      self.newClass = newClass
      self.formerLabel = formerLabel
      self.sha256 = sha256
    }
  }

  /// The name of the dataset, which is its folder's name.
  package var name: String
  package var dataset: DatasetSummary
  /// The recipe and the counts of the conversion; nil if this program did not make the dataset.
  package var description: DatasetDescription?
  /// The published dataset that this one equals, as a sentence.
  package var provenance: String?
  /// The number of photos without an image, by reason.
  package var rejectedPhotos: [(reason: String, count: Int)] = []
  /// The corrections that a new table has to repeat, because it replaces the former table.
  package var corrections: [Correction] = []
  /// The command that converts the photos again with a corrections table.
  package var command: String
  package var checks: [CheckResult]
  package var gallery: Gallery
  package var classes: [ClassEntry]
  package var intensities: Intensities
  package var stages: [PhotoStages] = []
  /// A sentence about photos that the page cannot show; nil if there are none.
  package var photoNotice: String?
  /// What the owner says about the dataset; nil if nothing was read.
  package var about: About?
  /// The dataset beside others; nil if that was not measured.
  package var benchmark: BenchmarkTable?
  package var model: ModelEntry?
  package var suspects: SuspectEntry?
  package var reference: ReferenceEntry?
  package var map: ImageMap?

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

  package var exampleCount: Int { dataset.parts.reduce(0) { $0 + $1.imageCount } }
}
