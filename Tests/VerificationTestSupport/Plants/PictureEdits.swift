internal import ImageCore

/// What plants do to one picture.
struct PictureEdits {
  let size: Size

  /// - Parameter from: for a place of the result the place that it shows, in pixels from the middle; ground beyond.
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

  /// All levels by a factor.
  func scaled(_ picture: [UInt8], by factor: Double) -> [UInt8] {
    picture.map { UInt8(min(255, (Double($0) * factor).rounded())) }
  }

  /// The same, but for the brightest pixel.
  func scaledButForASpot(_ picture: [UInt8], by factor: Double) -> [UInt8] {
    withSpot(scaled(picture, by: factor))
  }

  /// With a full level at the brightest pixel.
  func withSpot(_ picture: [UInt8]) -> [UInt8] {
    var result = picture
    if let brightest = picture.max(), let pixel = picture.firstIndex(of: brightest) { result[pixel] = 255 }
    return result
  }
}
