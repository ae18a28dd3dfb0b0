internal import DatasetFormat

/// The beginning of every page that is one HTML file and loads nothing else, up to its body.
package struct PageHead {
  let title: Markup
  /// The content security policy.
  let policy: String
  /// The styles of the page's own, after those of all pages.
  var styles: [Markup] = []

  package init(title: Markup, policy: String, styles: [Markup] = []) {
    self.title = title
    self.policy = policy
    self.styles = styles
  }

  /// The script that all pages begin with: how elements and tables are made.
  package static var sharedScript: String { String(decoding: PackageResources.elements_js, as: UTF8.self) }

  package var markup: Markup {
    let shared = [String(decoding: PackageResources.report_css, as: UTF8.self), ChartStyle.css]
    let style = (shared + styles.map(\.text)).joined(separator: "\n")
    return """
      <!doctype html>
      <html lang=en>
      <head>
      <meta charset=utf-8>
      <meta http-equiv=Content-Security-Policy content="\(Markup(trusted: policy))">
      <meta name=viewport content='width=device-width, initial-scale=1'>
      <meta name=generator content='\(ProgramVersion.name) \(ProgramVersion.current)'>
      <title>\(title)</title>
      <link rel=icon href='data:,'>
      <style>
      \(Markup(trusted: style))
      </style>
      </head>
      """
  }
}
