package import ImageCore

/// The picture on a canvas, its upper left corner at (left, top), which may lie outside.
///
/// - Parameter background: a grey for a grey picture.
package func referencePlaced(
  _ picture: ReferencePicture, on canvas: Size, left: Int, top: Int, background: Colour
) -> ReferencePicture {
  let ground = [background.red, background.green, background.blue].map { Double($0) * 257 }
  return ReferencePicture(width: canvas.width, height: canvas.height, channels: picture.channels) {
    x, y, channel in
    let (sourceX, sourceY) = (x - left, y - top)
    let isInside = sourceX >= 0 && sourceX < picture.width && sourceY >= 0 && sourceY < picture.height
    return isInside ? picture.sample(sourceX, sourceY, channel) : ground[channel]
  }
}

/// The picture in the middle of a canvas, the spare line of an odd difference left and above.
package func referenceExtended(
  _ picture: ReferencePicture, to canvas: Size, background: Colour = .white
) -> ReferencePicture {
  referencePlaced(
    picture, on: canvas, left: canvas.width / 2 - picture.width / 2,
    top: canvas.height / 2 - picture.height / 2, background: background)
}
