import ImageCore
import SamplePhotos
import Testing

struct ProductPhotographerTests {
  @Test func productsAreFashionMNISTsClassesInItsOrder() {
    let names = [
      "T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag",
      "Ankle boot",
    ]
    #expect(Product.allCases.map(\.className) == names)
    #expect(Product.allCases.map(\.rawValue) == Array(0..<10))
  }

  @Test func folderNamesHoldNoSeparator() {
    for product in Product.allCases {
      #expect(product.folderName.allSatisfy { $0.isLetter || $0 == "-" || $0 == " " })
    }
    #expect(Product.tShirt.folderName == "T-shirt-top")
  }

  @Test(arguments: Product.allCases)
  func sameSeedAndNumberGiveTheSameBytes(product: Product) {
    let size = Size(width: 48, height: 64)
    let first = ProductPhotographer(size: size, seed: 7).photo(of: product, number: 3)
    _ = ProductPhotographer(size: size, seed: 7).photo(of: product, number: 2)
    let second = ProductPhotographer(size: size, seed: 7).photo(of: product, number: 3)
    #expect(first == second)
  }

  @Test(arguments: Product.allCases)
  func anotherNumberOrSeedGivesAnotherPhoto(product: Product) {
    let size = Size(width: 48, height: 64)
    let photos = (0..<4).map { ProductPhotographer(size: size, seed: 7).photo(of: product, number: $0) }
    let other = ProductPhotographer(size: size, seed: 8).photo(of: product, number: 0)
    #expect(Set(photos + [other]).count == 5)
  }

  @Test(arguments: Product.allCases)
  func backgroundReachesTheBorderAndTheProductFillsASensibleShare(product: Product) {
    let size = Size(width: 60, height: 80)
    let photographer = ProductPhotographer(size: size, seed: 11)
    for number in 0..<8 {
      let image = photographer.photo(of: product, number: number)
      let samples = image.eightBitSamples
      #expect(image.channels == .rgb)
      #expect(samples.count == 60 * 80 * 3)
      #expect(isBorderPlain(samples, size))
      let box = bounds(samples, size)
      #expect(max(Double(box.width) / 60, Double(box.height) / 80) > 0.75)
      #expect(share(samples) > 0.04)
      #expect(share(samples) < 0.8)
    }
  }

  @Test(arguments: [(16, 16), (16, 100), (100, 16), (17, 31), (1000, 1000)])
  func everySizeFromSixteenPixelsOnWorks(width: Int, height: Int) {
    let size = Size(width: width, height: height)
    // The largest size is slow without optimisation, so one product is enough.
    for product in width * height > 10_000 ? [Product.sneaker] : Product.allCases {
      let image = ProductPhotographer(size: size, seed: 1).photo(of: product, number: 0)
      #expect(image.size == size)
      #expect(isBorderPlain(image.eightBitSamples, size))
      #expect(image.eightBitSamples.contains { $0 < 240 })
    }
  }

  @Test func productsOfDifferentClassesHaveDifferentShapes() {
    // Trousers are higher than wide, shoes wider than high, so swapped classes would be detected.
    let size = Size(width: 64, height: 64)
    let photographer = ProductPhotographer(size: size, seed: 5)
    for number in 0..<5 {
      let trouser = bounds(photographer.photo(of: .trouser, number: number).eightBitSamples, size)
      let sneaker = bounds(photographer.photo(of: .sneaker, number: number).eightBitSamples, size)
      #expect(trouser.height >= trouser.width * 9 / 10)
      #expect(sneaker.width > sneaker.height)
    }
  }

  /// Photos must not depend on the machine. Changes to the appearance of products also change these hashes.
  @Test func photosAreTheSameBytesOnEveryMachine() {
    let photographer = ProductPhotographer(size: Size(width: 30, height: 40), seed: 1)
    let hashes = Product.allCases.map { fnv1a(photographer.photo(of: $0, number: 0).eightBitSamples) }
    #expect(
      hashes == [
        0xE29A_A839_90AF_DA2B, 0xB6BE_DD81_1008_FECB, 0x27B5_8D96_7DBC_0FA4,
        0x84BA_466F_195D_6F4D, 0x6439_1209_7985_C0A4, 0x507F_EB62_4A2E_1A60,
        0x25B4_F8E7_8F7F_5721, 0x7185_3A41_F83C_4522, 0x67B6_EFB9_E516_EE63,
        0x6D06_7254_720E_00FF,
      ])
  }

  /// Returns the 64-bit Fowler-Noll-Vo hash, variant 1a.
  private func fnv1a(_ bytes: [UInt8]) -> UInt64 {
    bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }

  // MARK: Analysis of pictures

  private func isBorderPlain(_ samples: [UInt8], _ size: Size) -> Bool {
    (0..<size.pixelCount).allSatisfy { index in
      let (row, column) = (index / size.width, index % size.width)
      guard row == 0 || column == 0 || row == size.height - 1 || column == size.width - 1 else { return true }
      return samples[3 * index] == 253 && samples[3 * index + 1] == 253 && samples[3 * index + 2] == 253
    }
  }

  /// Returns the share of the pixels that trimming with a fuzz of 5% does not count as background.
  private func share(_ samples: [UInt8]) -> Double {
    let shown = stride(from: 0, to: samples.count, by: 3).count { differs(samples, $0) }
    return Double(shown) / Double(samples.count / 3)
  }

  private func bounds(_ samples: [UInt8], _ size: Size) -> (width: Int, height: Int) {
    let shown = (0..<size.pixelCount).filter { differs(samples, 3 * $0) }
    let (columns, rows) = (shown.map { $0 % size.width }, shown.map { $0 / size.width })
    guard let left = columns.min(), let right = columns.max(), let top = rows.min(), let bottom = rows.max()
    else {
      return (0, 0)
    }
    return (right - left + 1, bottom - top + 1)
  }

  private func differs(_ samples: [UInt8], _ index: Int) -> Bool {
    (0..<3).reduce(0) { sum, channel in
      let difference = 253 - Int(samples[index + channel])
      return sum + difference * difference
    } >= 488
  }
}
