extension SeededRandom {
  /// The purpose of random numbers. Each purpose has a stream of its own, so that no two use the same numbers.
  package enum Purpose: Hashable, Sendable {
    /// The initial weights.
    case weights
    /// The order of the training images in an epoch, counted from 1.
    case order(epoch: Int)
    /// The numbers that dropout removes in the network of a thread.
    case dropout(thread: Int)
    /// The augmentation of the image at a position of the batch of a step.
    case augmentation(step: UInt64, place: Int)
    /// The folds of a cross-validation.
    case folds
    /// The images of the validation split.
    case validation
    /// The training images on which a trained model is evaluated.
    case trainingSample
    /// The images of a gallery.
    case gallery
    /// The images that a command shows.
    case choice
    /// The inputs and weights for a check of gradients.
    case gradientCheck
    /// The data of tests.
    case test
  }
}

extension SeededRandom.Purpose {
  /// The number of the stream.
  ///
  /// The numbers for weights, validation images and the order of training images never change, so that a seed gives the
  /// same model in every version. Purposes added later, threads beyond the first and epochs from 60,000 on have numbers
  /// above 2^40.
  package var stream: UInt64 {
    switch self {
    case .test: 0
    case .weights: 1
    case .dropout(let thread): thread == 0 ? 2 : Self.block(1) + UInt64(thread)
    case .validation: 3
    case .order(let epoch): epoch < 60_000 ? 1000 + UInt64(epoch) : Self.block(2) + UInt64(epoch)
    case .folds: 0xF01D
    case .augmentation(_, let place): (1 << 20) + UInt64(place)
    case .trainingSample: Self.block(3) + 1
    case .gallery: Self.block(3) + 2
    case .choice: Self.block(3) + 3
    case .gradientCheck: Self.block(3) + 4
    }
  }

  /// The number of the training step for augmentation, 0 for other purposes. The step is necessary because the same
  /// position of the batch has the same stream in every step.
  package var step: UInt64 {
    if case .augmentation(let step, _) = self { step } else { 0 }
  }

  private static func block(_ number: UInt64) -> UInt64 { number << 40 }
}
