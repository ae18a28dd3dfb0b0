import ImageCore
import Testing

struct ImageTests {
  @Test func widenedByteTimes257AndCutBackIsTheSameByte() {
    let bytes = (0...255).map { UInt8($0) }
    let image = Image(size: Size(width: 16, height: 16), channels: .grey, samples: .eightBit(bytes))
    let wide = image.sixteenBitSamples
    #expect(wide == bytes.map { UInt16($0) * 257 })
    let again = Image(size: image.size, channels: .grey, samples: .sixteenBit(wide))
    #expect(again.eightBitSamples == bytes)
  }

  @Test func cutToEightBitsDropsTheFractionForEverySample() {
    let all = (0...65535).map { UInt16($0) }
    let image = Image(size: Size(width: 256, height: 256), channels: .grey, samples: .sixteenBit(all))
    #expect(image.eightBitSamples == all.map { UInt8($0 / 257) })
  }
}
