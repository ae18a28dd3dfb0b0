package import ImageCore

/// Returns the rectangle that trimming keeps; nil if there is only background.
package func referenceContent(of picture: ReferencePicture, fuzzPercent: Double) -> Rectangle? {
  let fuzz = fuzzPercent * (65536.0 / 100)
  func differs(_ x: Int, _ y: Int, fromX cornerX: Int, _ cornerY: Int) -> Bool {
    let (pixel, corner) = (picture.colour(x, y), picture.colour(cornerX, cornerY))
    let (red, green, blue) = (pixel.red - corner.red, pixel.green - corner.green, pixel.blue - corner.blue)
    return red * red + green * green + blue * blue > 3 * (fuzz * fuzz)
  }
  let (width, height) = (picture.width, picture.height)
  var (left, top, right, bottom) = (width, height, 0, 0)
  for y in 0..<height {
    for x in 0..<width {
      if differs(x, y, fromX: 0, 0) {
        left = min(left, x)
        top = min(top, y)
      }
      if differs(x, y, fromX: width - 1, 0) { right = max(right, x) }
      if differs(x, y, fromX: 0, height - 1) { bottom = max(bottom, y) }
    }
  }
  if right == 0 || bottom == 0 { return nil }
  if right < left || bottom < top {
    let crop = Rectangle(x: left, y: top, width: min(right, width - left), height: min(bottom, height - top))
    return crop.width > 0 && crop.height > 0 ? crop : Rectangle(x: 0, y: 0, width: width, height: height)
  }
  return Rectangle(x: left, y: top, width: right - left + 1, height: bottom - top + 1)
}

/// Returns the trimmed picture; one white pixel if there is only background.
package func referenceTrim(_ picture: ReferencePicture, fuzzPercent: Double = 5) -> ReferencePicture {
  guard let content = referenceContent(of: picture, fuzzPercent: fuzzPercent) else {
    return ReferencePicture(width: 1, height: 1, channels: picture.channels) { _, _, _ in 65535 }
  }
  return picture.part(content)
}
