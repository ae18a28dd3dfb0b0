/// The transparency of a PNG without an alpha channel, from the chunk tRNS.
enum PNGTransparency: Equatable {
  case none
  /// The stored value (grey alone, or R, G, B) of pixels that are clear; the others are opaque.
  case key([UInt16])
  /// The alphas of the palette's first entries; the others are opaque.
  case palette([UInt8])

  /// Nil if the chunk does not fit the picture, and so is ignored, even if it is the first of several.
  ///
  /// - Parameters:
  ///   - data: the chunk's data.
  ///   - header: the picture's header.
  ///   - paletteCount: the number of palette entries; 0 if no palette chunk precedes this one.
  init?(data: Span<UInt8>, header: PNGHeader, paletteCount: Int) {
    switch header.colourType {
    case .grey, .rgb:
      let channels = header.colourType == .grey ? 1 : 3
      guard data.count == 2 * channels else { return nil }
      var key: [UInt16] = []
      for channel in 0..<channels {
        key.append(UInt16(data[2 * channel]) << 8 | UInt16(data[2 * channel + 1]))
      }
      // A key that no sample can have counts as no transparency.
      self = key.allSatisfy { Int($0) < 1 << header.bitDepth } ? .key(key) : .none
    case .palette:
      guard 1...256 ~= data.count, data.count <= paletteCount else { return nil }
      var alphas: [UInt8] = []
      for index in data.indices { alphas.append(data[index]) }
      self = .palette(alphas)
    case .greyAlpha, .rgbAlpha:
      return nil
    }
  }
}
