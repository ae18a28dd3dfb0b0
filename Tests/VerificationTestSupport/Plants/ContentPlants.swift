internal import DatasetBuilding
internal import DatasetReading
internal import ImageCore
internal import TestSupport
internal import Verification

extension Plant {
  private static let edits = PictureEdits(size: ProductPainter.size)

  /// Puts another picture in the place of one training item of a class.
  private static func one(
    _ name: String, _ check: String, of label: Int,
    _ edit: @escaping @Sendable ([UInt8]) -> [UInt8]
  ) -> Plant {
    Plant(
      name, check,
      .items { dataset in
        let item = dataset.items(of: label, in: .train)[5]
        dataset[item] = edit(dataset[item])
        return [item]
      })
  }

  /// Lays the test items of the class that looks the same turned by 180° in another way.
  private static func turned(_ name: String, _ edit: @escaping @Sendable ([UInt8]) -> [UInt8]) -> Plant {
    Plant(
      name, "orientation",
      .items { dataset in
        for item in dataset.items(of: ProductShape.gate, in: .t10k) { dataset[item] = edit(dataset[item]) }
        return []
      })
  }

  private static let (cushion, plate) = (0, 9)

  /// Defects of single pictures, and of pictures beside those of their class.
  static let content = [
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
    one("room around the product", "cluttered-ground", of: cushion) { picture in
      picture.indices.map { pixel in
        let room: UInt8 = (pixel % 28 + pixel / 28).isMultiple(of: 2) ? 40 : 120
        return pixel == 14 * 28 + 14 ? 0 : max(picture[pixel], room)
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
    one("item that was not stretched", "full-contrast", of: cushion) { edits.scaled($0, by: 0.8) },
    one("ground that is not 0", "full-contrast", of: cushion) { $0.map { max($0, 3) } },
    Plant(
      "nothing stretched", "full-contrast",
      .items { dataset in
        for item in dataset.positions { dataset[item] = edits.scaled(dataset[item], by: 0.93) }
        return []
      }),
    one("dark item", "intensity-outlier", of: cushion) { edits.scaledButForASpot($0, by: 0.4) },
    turned("class mirrored in t10k") { edits.mirrored($0) },
    turned("class transposed in t10k") { edits.transposed($0) },
    one("item mirrored", "orientation", of: ProductShape.boot) { edits.mirrored($0) },
  ]
}
