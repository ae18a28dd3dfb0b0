/// The rule by which gradients update parameters.
public enum Optimiser: Hashable, Sendable {
  /// Stochastic gradient descent with Nesterov's momentum in the form of Sutskever and others (2013, ICML): v = m v +
  /// g, w = w - rate (g + m v).
  case sgd(momentum: Double = 0.9)
  /// Adam (Kingma and Ba 2014, arXiv 1412.6980) with decoupled weight decay (Loshchilov and Hutter 2017,
  /// arXiv 1711.05101).
  case adam(beta1: Double = 0.9, beta2: Double = 0.999)

  public var name: String {
    switch self {
    case .sgd: "sgd"
    case .adam: "adam"
    }
  }
}
