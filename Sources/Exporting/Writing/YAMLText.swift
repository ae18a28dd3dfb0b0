/// Text in YAML files that other programs read.
package enum YAMLText {
  /// Returns a text in quotation marks, because YAML takes `no` and `007` without them for other things, and does not take
  /// all characters that JSON does.
  package static func quoted(_ text: String) -> String {
    JSONDocument.quoted(text).unicodeScalars.reduce(into: "") { result, scalar in
      let isAllowed =
        switch scalar.value {
        case 0x7F...0x9F, 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF: false
        default: true
        }
      if isAllowed {
        result.unicodeScalars.append(scalar)
      } else {
        result += "\\u" + padded(Int(scalar.value), 4, radix: 16)
      }
    }
  }
}
