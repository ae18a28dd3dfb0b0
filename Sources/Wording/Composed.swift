internal import Foundation

/// Returns the text with each accent joined to its letter (Unicode's normal form C), so that names have the same bytes
/// whether macOS, which separates accents, or another system wrote them.
package func composed(_ text: String) -> String {
  // Text without accents, which is nearly all, is returned without a conversion.
  text.utf8.allSatisfy { $0 < 0x80 } ? text : text.precomposedStringWithCanonicalMapping
}
