import ImageCore
import ImageStages
import TestSupport
import Testing

extension Stage {
  /// The picture after this stage, for tests to which the trace does not matter.
  func picture(of image: Image) -> Image {
    var trace = Trace()
    return apply(to: image, trace: &trace)
  }
}

/// A stage gives what a slow reference gives, no sample different.
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
  /// 8-bit grey, from rows of bytes.
  init(grey rows: [[UInt8]]) {
    self.init(
      size: Size(width: rows.first?.count ?? 0, height: rows.count), channels: .grey,
      samples: .eightBit(rows.flatMap(\.self)))
  }

  /// One colour all over.
  init(plain pixel: [UInt16], size: Size) {
    self.init(
      size: size, channels: pixel.count == 1 ? .grey : .rgb,
      samples: .sixteenBit((0..<size.pixelCount).flatMap { _ in pixel }))
  }

  /// A grey picture as RGB with three equal channels.
  var asEqualChannels: Image {
    guard channels == .grey else { return self }
    let tripled: Samples =
      switch samples {
      case .eightBit(let samples): .eightBit(samples.flatMap { [$0, $0, $0] })
      case .sixteenBit(let samples): .sixteenBit(samples.flatMap { [$0, $0, $0] })
      }
    return Image(size: size, channels: .rgb, samples: tripled)
  }

  /// The same picture with 16-bit samples.
  var widened: Image { Image(size: size, channels: channels, samples: .sixteenBit(sixteenBitSamples)) }
}
