import Foundation

/// Returns the picture blurred by a Gaussian at whole pixels out to 3 sigma, rounded up, normalised to a sum of 1;
/// horizontally, then vertically.
package func referenceBlurred(_ picture: ReferencePicture, sigmaInPixels sigma: Double) -> ReferencePicture {
  let radius = Int((3 * sigma).rounded(.up))
  let gaussian = (-radius...radius).map { exp(-Double($0 * $0) / (2 * sigma * sigma)) }
  let total = gaussian.reduce(0, +)
  func pass(_ picture: ReferencePicture, _ stepX: Int, _ stepY: Int) -> ReferencePicture {
    ReferencePicture(width: picture.width, height: picture.height, channels: picture.channels) {
      x, y, channel in
      var sum = 0.0
      for offset in -radius...radius {
        sum +=
          gaussian[offset + radius] / total
          * picture.clampedSample(x + offset * stepX, y + offset * stepY, channel)
      }
      return quantum(sum)
    }
  }
  return pass(pass(picture, 1, 0), 0, 1)
}
