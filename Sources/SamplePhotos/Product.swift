/// The class of product that a sample photo shows: the ten classes of Fashion-MNIST. The raw value is the label,
/// 0...9.
public enum Product: Int, CaseIterable, Sendable {
  case tShirt, trouser, pullover, dress, coat, sandal, shirt, sneaker, bag, ankleBoot

  /// The class's name in Fashion-MNIST.
  public var className: String {
    switch self {
    case .tShirt: "T-shirt/top"
    case .trouser: "Trouser"
    case .pullover: "Pullover"
    case .dress: "Dress"
    case .coat: "Coat"
    case .sandal: "Sandal"
    case .shirt: "Shirt"
    case .sneaker: "Sneaker"
    case .bag: "Bag"
    case .ankleBoot: "Ankle boot"
    }
  }

  /// The class's name in a form that is a valid folder name on every system: `T-shirt-top` for `T-shirt/top`.
  public var folderName: String {
    String(className.map { $0 == "/" ? "-" : $0 })
  }
}
