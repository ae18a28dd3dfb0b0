/// What a sample photo shows: the ten classes of Fashion-MNIST, in its order. The raw value is the label.
public enum Product: Int, CaseIterable, Sendable {
  case tShirt, trouser, pullover, dress, coat, sandal, shirt, sneaker, bag, ankleBoot

  /// The name that Fashion-MNIST gives the class.
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

  /// The class name as a folder can be called everywhere: `T-shirt-top` for `T-shirt/top`.
  public var folderName: String {
    String(className.map { $0 == "/" ? "-" : $0 })
  }
}
