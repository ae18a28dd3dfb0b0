/// A part of the page with a heading that the contents name.
struct PageSection {
  /// The anchor.
  let id: String
  let title: String
  /// As the contents call it, where there is little room.
  let shortTitle: String
  let body: Markup

  var markup: Markup {
    "<section id='\(id)' aria-labelledby='\(id)-heading'><h2 id='\(id)-heading'>\(title)</h2>\n\(body)</section>\n"
  }
}

/// With a capital letter at the beginning, as sentences of their own have.
func capitalised(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }

/// The last name of a path, which is what people call a folder.
func folderName(_ path: String) -> String { path.split(separator: "/").last.map { String($0) } ?? path }

extension Markup {
  /// A table; columns of numbers stand to the right.
  ///
  /// - Parameter caption: what it shows; may be empty.
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

  /// Text alone, escaped.
  static func plain(_ text: String) -> Markup { "\(text)" }
}
