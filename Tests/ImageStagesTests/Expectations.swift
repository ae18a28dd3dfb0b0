import ImageCore
import ImageStages
import Testing
import TestSupport

extension Stage {
  /// Returns the picture after this stage, for tests that do not need the record.
  func picture(of image: Image) -> Image {
    var record = StageRecord()
    return apply(to: image, in: StageContext(), record: &record)
  }
}

/// Expects that a stage gives exactly the same samples as a slow reference.
func expect(
  _ stage: some Stage, isReference reference: (ReferencePicture) -> ReferencePicture, for pictures: [Image],
  sourceLocation: SourceLocation = #_sourceLocation
) {
  for (index, picture) in pictures.enumerated() {
    let difference = reference(ReferencePicture(picture)).difference(of: stage.picture(of: picture))
    #expect(difference == nil, "picture \(index): \(picture.kind)", sourceLocation: sourceLocation)
  }
}

extension Image {
  /// Creates an 8-bit grey picture from rows of bytes.
  init(grey rows: [[UInt8]]) {
    self.init(
      size: Size(width: rows.first?.count ?? 0, height: rows.count), channels: .grey,
      samples: .eightBit(rows.flatMap(\.self)))
  }

  /// Creates a picture of one colour.
  init(plain pixel: [UInt16], size: Size) {
    self.init(
      size: size, channels: pixel.count == 1 ? .grey : .rgb,
      samples: .sixteenBit((0..<size.pixelCount).flatMap { _ in pixel }))
  }

  /// The grey picture as RGB with three equal channels.
  var asEqualChannels: Image {
    guard channels == .grey else { return self }
    let tripled: Samples =
      switch samples {
      case .eightBit(let samples): .eightBit(samples.flatMap { [$0, $0, $0] })
      case .sixteenBit(let samples): .sixteenBit(samples.flatMap { [$0, $0, $0] })
      }
    return Image(size: size, channels: .rgb, samples: tripled)
  }

  /// The picture with 16-bit samples.
  var widened: Image { Image(size: size, channels: channels, samples: .sixteenBit(sixteenBitSamples)) }
}
