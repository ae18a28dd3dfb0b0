#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// How the learning rate changes over a training.
public enum LearningRateSchedule: Hashable, Sendable {
  case constant
  /// Times `factor` after each of these shares of the training.
  case steps(at: [Double], factor: Double)
  /// From a 25th up to the whole in the first `rise` of the training, then down to next to nothing, along cosines (Smith
  /// and Topin 2017, arXiv 1708.07120).
  case oneCycle(rise: Double = 0.25)

  /// - Parameter progress: 0 at the beginning, 1 at the end.
  /// - Returns: what to multiply the learning rate by.
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
