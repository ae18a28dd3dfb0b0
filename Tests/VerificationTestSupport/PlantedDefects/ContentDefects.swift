internal import DatasetFormat
internal import ImageCore
internal import TestSupport

extension PlantedDefect {
  private static let edits = PictureEdits(size: ProductPainter.size)

  /// Returns a defect that replaces one training image of a class.
  private static func one(
    _ name: String, _ check: String, of label: Int,
    _ edit: @escaping @Sendable ([UInt8]) -> [UInt8]
  ) -> PlantedDefect {
    PlantedDefect(
      name, check,
      .examples { dataset in
        let example = dataset.examples(of: label, in: .train)[5]
        dataset[example] = edit(dataset[example])
        return [example]
      })
  }

  /// Returns a defect that changes the orientation of the test images of the class that looks the same turned by 180°.
  private static func turned(_ name: String, _ edit: @escaping @Sendable ([UInt8]) -> [UInt8])
    -> PlantedDefect
  {
    PlantedDefect(
      name, "orientation",
      .examples { dataset in
        for example in dataset.examples(of: ProductShape.gate, in: .test) {
          dataset[example] = edit(dataset[example])
        }
        return []
      })
  }

  /// Returns a defect that changes the levels of all images of some splits.
  private static func relevelled(
    _ name: String, of splits: [Split], _ edit: @escaping @Sendable (UInt8) -> UInt8
  ) -> PlantedDefect {
    PlantedDefect(
      name, "byte-levels",
      .examples { dataset in
        for example in dataset.positions where splits.contains(example.split) {
          dataset[example] = dataset[example].map(edit)
        }
        return []
      })
  }

  private static let (cushion, plate) = (0, 9)

  /// Defects of single images, alone or compared with those of their class.
  static let content = [
    relevelled("masks of 0 and 1", of: Split.ofMNIST) { $0 > 20 ? 1 : 0 },
    relevelled("levels divided by 16 in test", of: [.test]) { $0 / 16 },
    relevelled("negatives of levels divided by 12", of: Split.ofMNIST) { 255 - $0 / 12 },
    one("blank", "blank", of: cushion) { $0.map { _ in 0 } },
    one("blank, but not black", "blank", of: cushion) { $0.map { _ in 90 } },
    one("speck of dust", "nearly-blank", of: cushion) { picture in
      picture.indices.map { (13...15).contains($0 % 28) && (13...15).contains($0 / 28) ? 255 : 0 }
    },
    one("speck of dust in a corner", "nearly-blank", of: cushion) { picture in
      picture.indices.map { $0 % 28 < 3 && $0 / 28 < 3 ? 255 : 0 }
    },
    one("pale product with one bright spot", "low-contrast", of: ProductShape.kite) {
      edits.scaledButForASpot($0, by: 0.67)
    },
    one("negative", "polarity", of: cushion) { $0.map { 255 - $0 } },
    one("room around the product", "cluttered-background", of: cushion) { picture in
      picture.indices.map { pixel in
        let room: UInt8 = (pixel % 28 + pixel / 28).isMultiple(of: 2) ? 40 : 120
        return pixel == 14 * 28 + 14 ? 0 : max(picture[pixel], room)
      }
    },
    one("bars of a letterbox around a small product", "cluttered-background", of: cushion) { picture in
      let small = edits.withSpot(edits.moved(picture) { x, y in (2 * x, 2 * y) })
      return small.indices.map { pixel in
        switch pixel / 28 {
        case 0, 27: max(small[pixel], 64)
        case 1, 26: max(small[pixel], 2)
        default: small[pixel]
        }
      }
    },
    one("grey card under a small product", "cluttered-background", of: cushion) { picture in
      let small = edits.withSpot(edits.moved(picture) { x, y in (2 * x, 2 * y) })
      return small.indices.map { pixel in
        let (x, y) = (pixel % 28, pixel / 28)
        let card: UInt8 = (3...24).contains(x) ? ([3, 24].contains(x) || [0, 27].contains(y) ? 25 : 33) : 0
        return max(small[pixel], card)
      }
    },
    one("product that runs out of the frame", "clipped", of: plate) { picture in
      edits.withSpot(edits.moved(picture) { x, y in (x / 1.35, (y + 13.5) / 1.35 - 13.5) })
    },
    one("product at the bottom of the frame", "off-centre", of: cushion) { picture in
      edits.moved(picture) { x, y in (x, y - 5) }
    },
    one("product that does not fill the frame", "frame-fill", of: cushion) { picture in
      edits.withSpot(edits.moved(picture) { x, y in (x * 28 / 22, y * 28 / 22) })
    },
    one("image that was not stretched", "full-contrast", of: cushion) { edits.scaled($0, by: 0.8) },
    one("background that is not 0", "full-contrast", of: cushion) { $0.map { max($0, 3) } },
    PlantedDefect(
      "nothing stretched", "full-contrast",
      .examples { dataset in
        for example in dataset.positions { dataset[example] = edits.scaled(dataset[example], by: 0.93) }
        return []
      }),
    one("dark image", "intensity-outlier", of: cushion) { edits.scaledButForASpot($0, by: 0.4) },
    turned("class mirrored in test") { edits.mirrored($0) },
    turned("class transposed in test") { edits.transposed($0) },
    one("image mirrored", "orientation", of: ProductShape.boot) { edits.mirrored($0) },
  ]
}
