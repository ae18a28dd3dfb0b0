internal import Exporting

/// Pieces of code in Python.
enum PythonCode {
  /// The words that are no names of classes.
  static let keywords: Set<String> = [
    "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def",
    "del", "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda",
    "nonlocal", "not", "or", "pass", "raise", "return", "try", "while", "with", "yield",
  ]

  /// Returns a text as Python reads it, in quotation marks, whose escapes are those of JSON.
  static func quoted(_ text: String) -> String { JSONDocument.quoted(text) }

  /// Returns texts as a list.
  static func list(_ texts: [String]) -> String { "[" + texts.map(quoted).joined(separator: ", ") + "]" }
}
