import ImageCore
import ImageStages
import Testing
import TestSupport

struct GrayscaleTests {
  @Test(arguments: TestPictures.Filling.allCases)
  func bytesAreTheReferences(_ filling: TestPictures.Filling) {
    let pictures = TestPictures.small(filling) + TestPictures.medium(filling)
    expect(Grayscale(), isReference: { referenceCutToBytes(referenceGrey($0)) }, for: pictures)
    for picture in pictures {
      let luma = Grayscale().lumaImage(of: picture)
      #expect(referenceGrey(ReferencePicture(picture)).difference(of: luma) == nil, "\(picture.kind)")
    }
  }

  @Test func givesOneChannelOf8Bits() {
    for picture in TestPictures.small(.noise) {
      let grey = Grayscale().picture(of: picture)
      #expect(grey.channels == .grey)
      #expect(grey == grey.cutToBytes)
    }
  }

  @Test func lumaOfEqualChannelsIsThatVerySampleForAll65536() {
    let size = Size(width: 256, height: 256)
    let all = Image(size: size, channels: .grey, samples: .sixteenBit(Array(0...65535)))
    #expect(Grayscale().lumaImage(of: all.asEqualChannels) == all)
  }

  @Test func fractionIsCutOffNotRounded() {
    let image = Image(
      size: Size(width: 3, height: 1), channels: .grey, samples: .sixteenBit([256, 257, 65534]))
    #expect(Grayscale().picture(of: image).samples == .eightBit([0, 1, 254]))
  }

  @Test func greenWeighsMostAndBlueLeast() {
    let bytes: [UInt8] = [255, 0, 0, 0, 255, 0, 0, 0, 255]
    let image = Image(size: Size(width: 3, height: 1), channels: .rgb, samples: .eightBit(bytes))
    #expect(Grayscale().picture(of: image).samples == .eightBit([54, 182, 18]))
  }
}
