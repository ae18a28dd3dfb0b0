public import ImageCore

/// A picture to draw on, 8-bit RGB. Drawing outside its edges has no effect.
public struct DrawingCanvas: Sendable {
  public let size: Size
  /// The samples row by row from the top, three bytes per pixel.
  private var bytes: [UInt8]

  /// Creates a canvas of one colour.
  ///
  /// - Precondition: `size` is at least 1x1.
  public init(size: Size, colour: Colour = .white) {
    precondition(size.width > 0 && size.height > 0, "a picture has at least one pixel")
    self.size = size
    bytes = [UInt8](repeating: 0, count: size.pixelCount * 3)
    fill(Rectangle(x: 0, y: 0, width: size.width, height: size.height), colour)
  }

  /// The canvas as an image.
  public var image: Image { Image(size: size, channels: .rgb, samples: .eightBit(bytes)) }

  public mutating func fill(_ rectangle: Rectangle, _ colour: Colour) {
    let columns = max(0, rectangle.x)..<max(0, rectangle.x, min(size.width, rectangle.x + rectangle.width))
    let rows = max(0, rectangle.y)..<max(0, rectangle.y, min(size.height, rectangle.y + rectangle.height))
    for y in rows {
      for x in columns {
        let index = (y * size.width + x) * 3
        bytes[index] = colour.red
        bytes[index + 1] = colour.green
        bytes[index + 2] = colour.blue
      }
    }
  }

  /// Mixes a colour into a pixel.
  ///
  /// - Parameter share: the share of the colour, 0...1.
  mutating func blend(_ colour: Colour, share: Double, x: Int, y: Int) {
    guard (0..<size.width).contains(x), (0..<size.height).contains(y) else { return }
    let index = (y * size.width + x) * 3
    func mixed(_ former: UInt8, _ level: UInt8) -> UInt8 {
      UInt8((Double(former) + (Double(level) - Double(former)) * share).rounded())
    }
    bytes[index] = mixed(bytes[index], colour.red)
    bytes[index + 1] = mixed(bytes[index + 1], colour.green)
    bytes[index + 2] = mixed(bytes[index + 2], colour.blue)
  }

  /// Draws a frame around the outside of a rectangle; the pixels of the rectangle stay visible.
  public mutating func outline(_ rectangle: Rectangle, _ colour: Colour, thickness: Int = 1) {
    let outer = rectangle.grown(by: thickness)
    fill(Rectangle(x: outer.x, y: outer.y, width: outer.width, height: thickness), colour)
    fill(
      Rectangle(x: outer.x, y: rectangle.y + rectangle.height, width: outer.width, height: thickness), colour)
    fill(Rectangle(x: outer.x, y: rectangle.y, width: thickness, height: rectangle.height), colour)
    fill(
      Rectangle(
        x: rectangle.x + rectangle.width, y: rectangle.y, width: thickness, height: rectangle.height), colour)
  }

  /// Draws a picture with its upper left corner at (x, y), each pixel enlarged to `scale` by `scale` pixels.
  ///
  /// - Precondition: `scale` is at least 1.
  public mutating func draw(_ picture: Image, x: Int, y: Int, scale: Int = 1) {
    precondition(scale > 0, "a pixel stays at least a pixel")
    let samples = picture.eightBitSamples
    let (width, channelCount) = (picture.width, picture.channels.rawValue)
    let (green, blue) = channelCount == 3 ? (1, 2) : (0, 0)
    let columns = max(0, x)..<max(0, x, min(size.width, x + width * scale))
    let rows = max(0, y)..<max(0, y, min(size.height, y + picture.height * scale))
    for row in rows {
      let line = (row - y) / scale * width
      var target = (row * size.width + columns.lowerBound) * 3
      // `column` is the picture's column and `step` the position within its enlarged pixel. Counting avoids a division
      // for each of the millions of pixels of a sheet.
      var (column, step) = ((columns.lowerBound - x) / scale, (columns.lowerBound - x) % scale)
      for _ in columns {
        let source = (line + column) * channelCount
        bytes[target] = samples[source]
        bytes[target + 1] = samples[source + green]
        bytes[target + 2] = samples[source + blue]
        target += 3
        step += 1
        if step == scale { (column, step) = (column + 1, 0) }
      }
    }
  }

  /// Draws a picture in the middle of a frame, as large as fits: enlarged by a whole factor, pixel by pixel, or reduced
  /// by averaging.
  ///
  /// - Returns: the rectangle that the picture fills.
  /// - Precondition: the frame is at least 1x1.
  @discardableResult
  public mutating func draw(_ picture: Image, in frame: Rectangle) -> Rectangle {
    let place = Self.place(of: picture.size, in: frame)
    if place.width < picture.width || place.height < picture.height {
      draw(picture.averaged(to: place.size), x: place.x, y: place.y)
    } else {
      draw(picture, x: place.x, y: place.y, scale: place.width / picture.width)
    }
    return place
  }

  /// Returns the rectangle that a picture of a given size fills in `draw(_:in:)`.
  public static func place(of size: Size, in frame: Rectangle) -> Rectangle {
    precondition(frame.width > 0 && frame.height > 0, "a frame has at least one pixel")
    let factor = min(frame.width / size.width, frame.height / size.height)
    var shown = Size(width: size.width * factor, height: size.height * factor)
    if factor == 0 {
      let isLimitedByWidth = size.width * frame.height > size.height * frame.width
      shown =
        isLimitedByWidth
        ? Size(width: frame.width, height: max(1, size.height * frame.width / size.width))
        : Size(width: max(1, size.width * frame.height / size.height), height: frame.height)
    }
    return Rectangle(
      x: frame.x + (frame.width - shown.width) / 2, y: frame.y + (frame.height - shown.height) / 2,
      width: shown.width, height: shown.height)
  }

  /// Draws one line of text with its upper left corner at (x, y); accents on capitals rise above it.
  ///
  /// - Returns: the width of the text, as `PixelFont.width(of:scale:)`.
  /// - Precondition: `scale` is at least 1.
  @discardableResult
  public mutating func write(_ text: String, x: Int, y: Int, _ colour: Colour, scale: Int = 1) -> Int {
    precondition(scale > 0, "a pixel stays at least a pixel")
    var left = x
    for character in text {
      let glyph = PixelFont.glyph(character)
      for row in -PixelFont.accentHeight..<PixelFont.height {
        for column in 0..<glyph.width where glyph.hasInk(x: column, y: row) {
          fill(
            Rectangle(x: left + column * scale, y: y + row * scale, width: scale, height: scale), colour)
        }
      }
      left += (glyph.width + PixelFont.spacing) * scale
    }
    return text.isEmpty ? 0 : left - x - PixelFont.spacing * scale
  }
}

extension Rectangle {
  /// Returns the rectangle grown by `margin` pixels on every side.
  func grown(by margin: Int) -> Rectangle {
    Rectangle(x: x - margin, y: y - margin, width: width + 2 * margin, height: height + 2 * margin)
  }

  /// Returns the part of `place` that shows this part of a picture, where `place` shows the whole picture of `size`; at
  /// least 1x1.
  func placed(from size: Size, at place: Rectangle) -> Rectangle {
    let left = place.x + x * place.width / size.width
    let top = place.y + y * place.height / size.height
    let right = place.x + ((x + width) * place.width + size.width - 1) / size.width
    let bottom = place.y + ((y + height) * place.height + size.height - 1) / size.height
    return Rectangle(x: left, y: top, width: max(1, right - left), height: max(1, bottom - top))
  }
}
