internal import ImageCodecs
internal import ImageCore

/// The section that shows a few photos after each stage of the pipeline.
struct StagesSection {
  let report: Report

  func section() throws -> PageSection? {
    guard !report.stages.isEmpty else {
      // Without a manifest there is no photo to name.
      guard report.description != nil else { return nil }
      return PageSection(
        id: "stages", title: "Stages from photo to image", shortTitle: "Stages",
        body:
          "<p>The photos were not found, so their stages cannot be shown: <code>--photos FOLDER</code> says where they are.</p>\n"
      )
    }
    let strips = try report.stages.map(Self.strip)
    return PageSection(
      id: "stages", title: "Stages from photo to image", shortTitle: "Stages",
      body: """
        <p>Each stage of the pipeline, with what it is set to. The frame is what was kept; what was not taken for the product is faded.</p>
        \(strips)
        """)
  }

  /// The longest side of an embedded picture in pixels, enough for two device pixels per pixel of a tile.
  private static let largestSide = 224

  private static func strip(_ stages: PhotoStages) throws -> Markup {
    let tiles = try stages.tiles.map { tile -> Markup in
      let size = tile.picture.size
      // The view box has the picture's own size, whatever the size of the embedded PNG, so that the crop's coordinates
      // hold.
      let url = Atlas.dataURL(png: try tile.png(side: largestSide))
      let crop: Markup =
        tile.crop.map { "<rect x=\($0.x) y=\($0.y) width=\($0.width) height=\($0.height) />" } ?? .empty
      return """
        <figure><svg viewBox='0 0 \(size.width) \(size.height)' role=img aria-label='after \(tile.name)'>\
        <image width=\(size.width) height=\(size.height) href='\(url)' />\(crop)</svg>\
        <figcaption><strong>\(tile.name)</strong><small>\(tile.parameters)</small><small>\(tile.size)</small></figcaption></figure>

        """
    }
    return
      "<h3>\(stages.photo) <small>\(stages.caption)</small></h3>\n<div class=strip tabindex=0>\(tiles)</div>\n"
  }
}

extension StageTile {
  /// Returns a PNG of the picture for a page, with what is not the product faded.
  ///
  /// - Parameter side: the longest side in pixels.
  func png(side: Int) throws(EncodingError) -> [UInt8] {
    try ImageEncoder.png(shownPicture.fitted(into: side))
  }
}
