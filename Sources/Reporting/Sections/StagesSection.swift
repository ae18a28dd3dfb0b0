internal import DatasetBuilding
internal import ImageCodecs
internal import ImageCore

/// A few photos on their way to items.
struct StagesSection {
  let report: Report

  func section() throws -> PageSection? {
    guard !report.stages.isEmpty else { return nil }
    let strips = try report.stages.map(Self.strip)
    return PageSection(
      id: "stages", title: "From photo to item",
      body: """
        <p>Each stage of the pipeline, with what it is set to. The frame on the first picture is what trim kept.</p>
        \(strips)
        """)
  }

  private static func strip(_ stages: PhotoStages) throws -> Markup {
    let tiles = try stages.tiles.map { tile -> Markup in
      let size = tile.picture.size
      let frame: Markup =
        tile.crop.map { "<rect x=\($0.x) y=\($0.y) width=\($0.width) height=\($0.height) />" } ?? .empty
      return """
        <figure><svg viewBox='0 0 \(size.width) \(size.height)' role=img aria-label='after \(tile.name)'>\
        <image width=\(size.width) height=\(size.height) href='\(Atlas.dataURL(png: try ImageEncoder.png(tile.picture)))' />\(frame)</svg>\
        <figcaption><strong>\(tile.name)</strong><small>\(tile.parameters)</small><small>\(tile.size)</small></figcaption></figure>
        """
    }
    return
      "<h3>\(stages.photo) <small>\(stages.caption)</small></h3>\n<div class=strip tabindex=0>\(tiles)</div>\n"
  }
}
