import Reporting
import Testing

@Suite("Markup")
struct MarkupTests {
  @Test("interpolated text cannot become a tag, an attribute or an entity")
  func escapes() {
    let name = "<script>alert('a & \"b\"')</script>"
    let markup: Markup = "<td title='\(name)'>\(name)</td>"
    let escaped = "&lt;script&gt;alert(&#39;a &amp; &quot;b&quot;&#39;)&lt;/script&gt;"
    #expect(markup.text == "<td title='\(escaped)'>\(escaped)</td>")
  }

  @Test("interpolated text cannot turn the letters around it")
  func spellsOut() {
    let markup: Markup = "<td>\("a\u{202E}b\u{2028}\u{1B}[2J\n<")</td>"
    #expect(markup.text == "<td>a\\u{202E}b\\u{2028}\\u{1B}[2J\n&lt;</td>")
  }

  @Test("interpolated markup stays markup")
  func nests() {
    let cells: [Markup] = ["<td>\(1)</td>", "<td>\("a<b")</td>"]
    let row: Markup = "<tr>\(cells)\(Markup.empty)</tr>"
    #expect(row.text == "<tr><td>1</td><td>a&lt;b</td></tr>")
    #expect((cells[0] + cells[1]).text == Markup(cells).text)
  }
}
