/// A section of the page, with a heading that the table of contents lists.
struct PageSection {
  /// The anchor of the section.
  let id: String
  let title: String
  /// The title in the table of contents, where there is little space.
  let shortTitle: String
  let body: Markup

  var markup: Markup {
    "<section id='\(id)' aria-labelledby='\(id)-heading'><h2 id='\(id)-heading'>\(title)</h2>\n\(body)</section>\n"
  }
}

/// Returns the text with a capital first letter.
func capitalised(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }

/// Returns the last component of a path.
func folderName(_ path: String) -> String { path.split(separator: "/").last.map { String($0) } ?? path }

extension Markup {
  /// Returns a table; columns of numbers are right-aligned.
  ///
  /// - Parameter caption: the caption; may be empty.
  static func table(
    caption: String = "", columns: [(title: String, isNumber: Bool)], rows: [[Markup]]
  ) -> Markup {
    let heads = columns.map { column -> Markup in
      column.isNumber
        ? "<th scope=col class=number>\(column.title)</th>" : "<th scope=col>\(column.title)</th>"
    }
    let lines = rows.map { row -> Markup in
      let cells = zip(row, columns).enumerated().map { index, cell -> Markup in
        if cell.1.isNumber { return "<td class=number>\(cell.0)</td>" }
        return index == 0 ? "<th scope=row>\(cell.0)</th>" : "<td>\(cell.0)</td>"
      }
      return "<tr>\(cells)</tr>\n"
    }
    let title: Markup = caption.isEmpty ? .empty : "<caption>\(caption)</caption>"
    return
      "<div class=scroll tabindex=0><table>\(title)<thead><tr>\(heads)</tr></thead>\n<tbody>\(lines)</tbody></table></div>\n"
  }

  /// Returns the text, escaped.
  static func plain(_ text: String) -> Markup { "\(text)" }
}
