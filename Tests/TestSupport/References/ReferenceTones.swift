import ImageCore

/// Returns the luma with Rec. 709 weights on the coded values.
package func referenceLuma(_ colour: (red: Double, green: Double, blue: Double)) -> Double {
  0.212656 * colour.red + 0.715158 * colour.green + 0.072186 * colour.blue
}

package func referenceNegated(_ picture: ReferencePicture) -> ReferencePicture {
  picture.mapped { 65535 - $0 }
}

/// Returns the picture as grey at 16 bits.
package func referenceGrey(_ picture: ReferencePicture) -> ReferencePicture {
  ReferencePicture(width: picture.width, height: picture.height, channels: 1) { x, y, _ in
    quantum(referenceLuma(picture.colour(x, y)))
  }
}

/// Returns the picture with samples reduced to bytes, the fraction dropped, and widened again by 257.
package func referenceCutToBytes(_ picture: ReferencePicture) -> ReferencePicture {
  picture.mapped { ($0 / 257).rounded(.down) * 257 }
}

/// Returns the bytes stretched to their full range.
package func referenceStretched(_ bytes: [UInt8]) -> [UInt8] {
  guard let low = bytes.min(), let high = bytes.max(), high > low else { return bytes }
  let scale = 255.0 / Double(high - low)
  let offset = -Double(low) * scale
  return bytes.map { byte in
    let value = (Double(byte) * scale + offset).rounded(.towardZero)
    return UInt8(min(max(value, 0), 255))
  }
}

/// Returns the 784 bytes that the paper's steps after the first make of a picture.
package func referencePaperBytes(of picture: ReferencePicture) -> [UInt8] {
  let frame = 28
  var picture = referenceTrim(picture)
  picture = referenceSubsampled(picture, into: .init(width: frame, height: frame))
  picture = ReferenceSharpening.sharpened(picture)
  picture = referenceExtended(picture, to: .init(width: frame, height: frame))
  picture = referenceGrey(referenceNegated(picture))
  return picture.samples.map { UInt8(($0 / 257).rounded(.down)) }
}
