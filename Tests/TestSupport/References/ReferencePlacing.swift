package import ImageCore

/// Returns the picture on a canvas, its upper left corner at (left, top), which may be outside.
///
/// - Parameter background: the background; a grey for a grey picture.
package func referencePlaced(
  _ picture: ReferencePicture, on canvas: Size, left: Int, top: Int, background: Colour
) -> ReferencePicture {
  let background = [background.red, background.green, background.blue].map { Double($0) * 257 }
  return ReferencePicture(width: canvas.width, height: canvas.height, channels: picture.channels) {
    x, y, channel in
    let (sourceX, sourceY) = (x - left, y - top)
    let isInside = sourceX >= 0 && sourceX < picture.width && sourceY >= 0 && sourceY < picture.height
    return isInside ? picture.sample(sourceX, sourceY, channel) : background[channel]
  }
}

/// Returns the picture in the middle of a canvas; if the difference is odd, the additional line is at the left and
/// above.
package func referenceExtended(
  _ picture: ReferencePicture, to canvas: Size, background: Colour = .white
) -> ReferencePicture {
  referencePlaced(
    picture, on: canvas, left: canvas.width / 2 - picture.width / 2,
    top: canvas.height / 2 - picture.height / 2, background: background)
}
