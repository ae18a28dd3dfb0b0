/// The networks that come with the program, with the recipes that suit them.
public enum ModelCatalogue {
  public struct Entry: Sendable {
    /// As `--model` takes it.
    public let name: String
    /// As sentences name it.
    public let title: String
    public let summary: String
    public let recipe: Recipe
    private let averagesMirrored: Bool
    private let layers: @Sendable (_ classCount: Int) -> [LayerDescription]

    init(
      _ name: String, _ title: String, _ summary: String, _ recipe: Recipe, averagesMirrored: Bool = false,
      _ layers: @escaping @Sendable (_ classCount: Int) -> [LayerDescription]
    ) {
      self.name = name
      self.title = title
      self.summary = summary
      self.recipe = recipe
      self.averagesMirrored = averagesMirrored
      self.layers = layers
    }

    public func model(classCount: Int) -> ModelDescription {
      ModelDescription(
        name: name, summary: summary, layers: layers(classCount), averagesMirrored: averagesMirrored)
    }
  }

  public static let all = [softmax, mlp, lenet5, plainCNN, cnn, resnet]

  public static let softmax = Entry(
    "softmax", "softmax", "one dense step: logistic regression",
    Recipe(
      epochs: 20, batchSize: 100, optimiser: .adam(), learningRate: 0.002, schedule: .oneCycle(),
      weightDecay: 0.01)
  ) { [.dense(units: $0)] }

  static let mlp = Entry(
    "mlp", "the MLP", "784-128-10, as in the Keras tutorial",
    Recipe(epochs: 5, batchSize: 32, optimiser: .adam(), learningRate: 0.001)
  ) { [.dense(units: 128), .rectifier, .dense(units: $0)] }

  static let lenet5 = Entry(
    "lenet5", "LeNet-5", "LeNet-5, the classic of 1998, with rectifiers",
    Recipe(epochs: 10, batchSize: 64, optimiser: .adam(), learningRate: 0.002, schedule: .oneCycle())
  ) { classCount in
    [
      .convolution(channels: 6, side: 5, padding: 2), .rectifier, .maximumPooling(side: 2),
      .convolution(channels: 16, side: 5), .rectifier, .maximumPooling(side: 2), .dense(units: 120),
      .rectifier,
      .dense(units: 84), .rectifier, .dense(units: classCount),
    ]
  }

  /// Nothing but what every library has: what speed is compared with.
  static let plainCNN = Entry(
    "cnn-32-64", "the plain CNN", "two convolutions of 3x3 and a dense layer, as in many a tutorial",
    Recipe(epochs: 5, batchSize: 64, optimiser: .adam(), learningRate: 0.001)
  ) { classCount in
    [
      .convolution(channels: 32, side: 3, padding: 1), .rectifier, .maximumPooling(side: 2),
      .convolution(channels: 64, side: 3, padding: 1), .rectifier, .maximumPooling(side: 2),
      .dense(units: 128), .rectifier, .dense(units: classCount),
    ]
  }

  public static let cnn = Entry(
    "cnn", "the CNN", "five convolutions, under 100,000 parameters; the default",
    Recipe(
      epochs: 15, batchSize: 64, optimiser: .gradientDescent(), learningRate: 0.05, schedule: .oneCycle(),
      weightDecay: 5e-4, labelSmoothing: 0.05, augmentation: Augmentation(shift: 1, flips: true))
  ) { classCount in
    block(32) + block(32) + [.maximumPooling(side: 2)] + block(48) + block(64)
      + [.maximumPooling(side: 2)] + block(64) + [
        .globalAveragePooling, .dropout(rate: 0.1), .dense(units: classCount),
      ]
  }

  static let resnet = Entry(
    "resnet", "the ResNet", "residual, for the best accuracy in half an hour on two cores",
    Recipe(
      epochs: 20, batchSize: 64, optimiser: .gradientDescent(), learningRate: 0.05, schedule: .oneCycle(),
      weightDecay: 5e-4, labelSmoothing: 0.05,
      augmentation: Augmentation(shift: 1, flips: true, erasing: 0.25)
    ),
    averagesMirrored: true
  ) { classCount in
    block(32)
      + [residual(32), .maximumPooling(side: 2)] + block(64) + [residual(64), .maximumPooling(side: 2)]
      + block(128) + [residual(128), .globalAveragePooling, .dense(units: classCount)]
  }

  private static func block(_ channels: Int) -> [LayerDescription] {
    [
      .convolution(channels: channels, side: 3, padding: 1, hasBias: false), .batchNormalisation, .rectifier,
    ]
  }

  private static func residual(_ channels: Int) -> LayerDescription {
    .residual(block(channels) + block(channels))
  }
}
