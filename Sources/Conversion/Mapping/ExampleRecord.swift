public import Checksums
public import ImageCore
public import ImageStages

/// The record of an image's conversion: its photo and everything else but its pixels.
///
/// There are as many as images, so that numbers are kept in as few bytes as they need.
public struct ExampleRecord: Sendable, Hashable {
  public internal(set) var photo: Photo
  /// The SHA-256 of the photo's file.
  public let sha256: SHA256Digest
  /// The smallest and the largest byte before the contrast was stretched, or of the image if the pipeline does not
  /// stretch.
  public let levels: ClosedRange<UInt8>
  /// The decoder's warnings about the file, in words.
  public internal(set) var warnings: [String]
  private let width, height: Int32
  /// Without width 0, which stands for none.
  private let thumbnailWidth, thumbnailHeight, cropX, cropY, cropWidth, cropHeight: Int32
  private let background: PhotoBackground?
  private let isolationMethod: ProductIsolation.Method?
  private let productShare: Float64
  /// -1 for none.
  private let productPieceCount: Int32

  /// - Parameter stages: the measurements of the stages, of which background, thumbnail, crop and isolation are kept.
  /// - Precondition: all sizes fit into 32 bits, as those of all photos do that are decoded.
  public init(
    photo: Photo, sha256: SHA256Digest, photoSize: Size, stages: StageRecord, levels: ClosedRange<UInt8>,
    warnings: [String] = []
  ) {
    self.photo = photo
    self.sha256 = sha256
    self.levels = levels
    self.warnings = warnings
    (width, height) = (Int32(photoSize.width), Int32(photoSize.height))
    thumbnailWidth = Int32(stages.thumbnail?.width ?? 0)
    thumbnailHeight = Int32(stages.thumbnail?.height ?? 0)
    (cropX, cropY) = (Int32(stages.crop?.x ?? 0), Int32(stages.crop?.y ?? 0))
    (cropWidth, cropHeight) = (Int32(stages.crop?.width ?? 0), Int32(stages.crop?.height ?? 0))
    background = stages.background
    isolationMethod = stages.isolation?.method
    productShare = stages.isolation?.share ?? 0
    productPieceCount = Int32(stages.isolation?.pieceCount ?? -1)
  }

  /// The photo's size in pixels after its orientation is applied.
  public var photoSize: Size { Size(width: Int(width), height: Int(height)) }

  /// The measurements of the stages that the manifest has.
  public var stages: StageRecord {
    var stages = StageRecord()
    stages.background = background
    if thumbnailWidth > 0 {
      stages.thumbnail = Size(width: Int(thumbnailWidth), height: Int(thumbnailHeight))
    }
    if cropWidth > 0 {
      stages.crop = Rectangle(
        x: Int(cropX), y: Int(cropY), width: Int(cropWidth), height: Int(cropHeight))
    }
    if let isolationMethod {
      stages.isolation = ProductIsolation.Summary(
        method: isolationMethod, share: productShare,
        pieceCount: productPieceCount < 0 ? nil : Int(productPieceCount))
    }
    return stages
  }
}
