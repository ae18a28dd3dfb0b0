internal import ImageCore

/// Changes to one picture that make it a defect.
struct PictureEdits {
  let size: Size

  /// - Parameter from: returns the source position of a position of the result, both in pixels from the middle;
  ///   positions outside show the background.
  func moved(_ picture: [UInt8], _ from: (_ x: Double, _ y: Double) -> (x: Double, y: Double)) -> [UInt8] {
    let (middleX, middleY) = (Double(size.width - 1) / 2, Double(size.height - 1) / 2)
    return (0..<size.height).flatMap { y in
      (0..<size.width).map { x in
        let source = from(Double(x) - middleX, Double(y) - middleY)
        let (column, row) = (Int((source.x + middleX).rounded()), Int((source.y + middleY).rounded()))
        guard (0..<size.width).contains(column), (0..<size.height).contains(row) else { return 0 }
        return picture[row * size.width + column]
      }
    }
  }

  func mirrored(_ picture: [UInt8]) -> [UInt8] { moved(picture) { (-$0, $1) } }

  func transposed(_ picture: [UInt8]) -> [UInt8] { moved(picture) { ($1, $0) } }

  /// Returns the picture with all levels multiplied by a factor.
  func scaled(_ picture: [UInt8], by factor: Double) -> [UInt8] {
    picture.map { UInt8(min(255, (Double($0) * factor).rounded())) }
  }

  /// Returns the picture with all levels but that of the brightest pixel multiplied by a factor.
  func scaledButForASpot(_ picture: [UInt8], by factor: Double) -> [UInt8] {
    withSpot(scaled(picture, by: factor))
  }

  /// Returns the picture with level 255 at its brightest pixel.
  func withSpot(_ picture: [UInt8]) -> [UInt8] {
    var result = picture
    if let brightest = picture.max(), let pixel = picture.firstIndex(of: brightest) { result[pixel] = 255 }
    return result
  }
}
