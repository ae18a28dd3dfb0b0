internal import Platform

/// The change of the learning rate during a training.
public enum LearningRateSchedule: Hashable, Sendable {
  case constant
  /// Multiplies the learning rate by `factor` after each of these shares of the training.
  case steps(at: [Double], factor: Double)
  /// Raises the learning rate from a 25th to its full value during the share `rise` of the training, then lowers it to
  /// nearly 0, both along a cosine (Smith and Topin 2017, arXiv 1708.07120).
  case oneCycle(rise: Double = 0.25)

  /// Returns the factor of the learning rate at a point of the training.
  ///
  /// - Parameter progress: the position in the training, 0 at the beginning, 1 at the end.
  public func factor(at progress: Double) -> Double {
    switch self {
    case .constant: return 1
    case .steps(let shares, let factor): return shares.reduce(1) { progress >= $1 ? $0 * factor : $0 }
    case .oneCycle(let rise):
      let (start, end) = (1.0 / 25, 1e-4)
      func between(_ from: Double, _ to: Double, _ share: Double) -> Double {
        to + (from - to) * (1 + cos(Double.pi * min(1, max(0, share)))) / 2
      }
      return progress < rise
        ? between(start, 1, progress / rise) : between(1, end, (progress - rise) / (1 - rise))
    }
  }
}
