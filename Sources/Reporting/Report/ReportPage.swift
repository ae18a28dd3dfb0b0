internal import DatasetFormat
internal import ImageCore

/// A report as one HTML file that loads nothing else, neither from the network nor from other files.
package struct ReportPage: Sendable {
  /// The HTML of the whole page.
  package let html: String

  /// - Throws: `EncodingError` if a picture cannot be encoded.
  package init(_ report: Report) throws {
    let summary = SummarySection(report: report)
    let sections = try Self.sections(of: report)
    let links = sections.map { section -> Markup in
      "<li><a href='#\(section.id)'>\(section.shortTitle)</a></li>"
    }
    let data = try GalleryData(report.gallery, key: Self.key(of: report), report: report)
      .json()
    let script = "\n\(Self.script)\n"
    let head = PageHead(
      title: "\(summary.title) – dataset report",
      policy: ContentPolicy.text(script: script, loadsPhotos: report.gallery.photoFolder != nil),
      styles: [Self.atlasStyle(report.gallery.atlas)])
    let page: Markup = """
      \(head.markup)
      <body>
      <a class=skip href='#findings'>Skip to the findings</a>
      \(summary.markup)
      <nav aria-label=Contents><ul>\(links)</ul>\(Self.photoButton(report))</nav>
      <main>
      \(sections.map(\.markup))
      </main>
      <div id=marks-bar hidden><a id=marks-count href='#corrections'></a><button type=button id=marks-download>Download corrections.csv</button></div>
      <footer>Made by \(ProgramVersion.name) \(ProgramVersion.current). Everything in this file was read from the dataset's own files.</footer>
      <script type=application/json id=data>\(data)</script>
      <script type=module>\(Markup(trusted: script))</script>
      </body>
      </html>

      """
    html = page.text
  }

  /// A button that shows photos in the place of images; the script shows it.
  private static func photoButton(_ report: Report) -> Markup {
    report.gallery.photoCount == 0
      ? .empty
      : "<button type=button id=show-photos aria-pressed=false title='key P' hidden>Show photos</button>"
  }

  private static func sections(of report: Report) throws -> [PageSection] {
    var sections = [ClassesSection(report: report).section]
    if let stages = try StagesSection(report: report).section() { sections.append(stages) }
    sections.append(FindingsSection(report: report).section)
    if let reference = report.reference {
      sections.append(ReferenceSection(report: report, reference: reference).section)
    }
    if let model = report.model {
      sections.append(TrainingSection(report: report, model: model).section)
      sections.append(PredictionsSection(report: report, model: model).section)
    }
    if let benchmark = report.benchmark {
      sections.append(
        PageSection(
          id: "benchmark", title: "Benchmark: how hard is it beside others?", shortTitle: "Benchmark",
          body: benchmark.markup))
    }
    if let suspects = report.suspects {
      sections.append(SuspectsSection(report: report, suspects: suspects).section)
    }
    if let map = report.map { sections.append(MapSection(report: report, map: map).section) }
    sections.append(GallerySection(report: report).section)
    sections.append(IntensitySection(report: report).section)
    sections.append(OriginSection(report: report).section)
    sections.append(DatasheetSection(report: report).section)
    return sections
  }

  /// The script of the page. Its parts share one scope.
  private static var script: String {
    [
      PackageResources.elements_js, PackageResources.images_js, PackageResources.marks_js,
      PackageResources.dialog_js,
      PackageResources.gallery_js, PackageResources.map_js,
    ].map(text).joined(separator: "\n")
  }

  private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  /// Returns the key that identifies this dataset among the marks that a browser stores.
  private static func key(of report: Report) -> String {
    report.description?.files.map(\.payloadSHA256).joined()
      ?? "\(report.dataset.folder) \(report.exampleCount)"
  }

  /// Returns the style of tiles, which show parts of the atlas enlarged by whole factors.
  private static func atlasStyle(_ atlas: Atlas) -> Markup {
    let side = max(atlas.tile.width, atlas.tile.height)
    let large = max(1, 280 / side)
    return """
      :root{--w:\(atlas.tile.width);--h:\(atlas.tile.height);--columns:\(atlas.columnCount);--small:\(max(1, (56 + side / 2) / side));\
      --large:\(large)}
      .t{background-image:url(\(Markup(trusted: atlas.dataURL)))}
      """
  }
}
