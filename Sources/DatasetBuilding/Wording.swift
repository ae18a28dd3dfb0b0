/// With a comma between thousands.
package func grouped(_ number: Int) -> String {
  let digits = Array(String(abs(number)))
  let text = digits.indices.reduce(into: "") { text, index in
    if index > 0, (digits.count - index) % 3 == 0 { text += "," }
    text.append(digits[index])
  }
  return number < 0 ? "-" + text : text
}

/// A count with its noun: `1 item`, `2,000 items`.
package func counted(_ number: Int, _ noun: String, plural: String? = nil) -> String {
  "\(grouped(number)) " + (number == 1 ? noun : plural ?? noun + "s")
}
