package import ImageCore

/// Returns the size whose longest edge equals that of the frame.
package func referenceFittedSize(_ size: Size, into frame: Size) -> Size {
  if size == frame { return size }
  let factor = min(Double(frame.width) / Double(size.width), Double(frame.height) / Double(size.height))
  func fitted(_ length: Int) -> Int { max(1, Int((factor * Double(length) + 0.5).rounded(.down))) }
  return Size(width: fitted(size.width), height: fitted(size.height))
}

/// Returns the picture resized to the frame by subsampling.
package func referenceSubsampled(_ picture: ReferencePicture, into frame: Size) -> ReferencePicture {
  let size = referenceFittedSize(Size(width: picture.width, height: picture.height), into: frame)
  if size.width == picture.width && size.height == picture.height { return picture }
  func source(_ target: Int, _ sourceCount: Int, _ count: Int) -> Int {
    Int((((Double(target) + (0.5 - 1e-12)) * Double(sourceCount)) / Double(count)).rounded(.towardZero))
  }
  return ReferencePicture(width: size.width, height: size.height, channels: picture.channels) {
    x, y, channel in
    picture.sample(source(x, picture.width, size.width), source(y, picture.height, size.height), channel)
  }
}
