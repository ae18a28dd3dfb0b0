/// Returns a number with a comma between thousands.
package func grouped(_ number: Int) -> String {
  let digits = Array(String(number.magnitude))
  let text = digits.indices.reduce(into: "") { text, index in
    if index > 0, (digits.count - index) % 3 == 0 { text += "," }
    text.append(digits[index])
  }
  return number < 0 ? "-" + text : text
}

/// Returns a count with its noun: `1 item`, `2,000 items`.
package func counted(_ number: Int, _ noun: String, plural: String? = nil) -> String {
  "\(grouped(number)) " + (number == 1 ? noun : plural ?? noun + "s")
}

/// Returns a number with a fixed number of decimals; numbers that have 18 digits or more with these decimals and those
/// that are not finite as Swift writes them.
package func decimal(_ value: Double, _ digitCount: Int) -> String {
  let scale = (0..<digitCount).reduce(1.0) { scale, _ in scale * 10 }
  guard value.isFinite, abs(value) < 1e15, scale <= 1e18, abs(value) * scale < 1e18 else { return "\(value)" }
  let scaled = Int((abs(value) * scale).rounded())
  let sign = value < 0 && scaled > 0 ? "-" : ""
  guard digitCount > 0 else { return "\(sign)\(scaled)" }
  let fraction = String(scaled % Int(scale))
  return "\(sign)\(scaled / Int(scale))." + String(repeating: "0", count: digitCount - fraction.count)
    + fraction
}

/// Returns a share of one as a percentage with one decimal.
package func percent(_ share: Double) -> String { decimal(100 * share, 1) + "%" }

/// Returns the shortest text of a number; whole numbers have no decimal point.
package func plain(_ value: Double) -> String {
  value == value.rounded() && abs(value) < 1e15 ? "\(Int(value))" : "\(value)"
}

/// Returns ascending numbers as ranges of consecutive ones: 0, 3, 4 and 5 as 0...0 and 3...5.
package func consecutiveRanges(of numbers: [Int]) -> [ClosedRange<Int>] {
  var ranges: [ClosedRange<Int>] = []
  for number in numbers {
    if let last = ranges.last, last.upperBound == number - 1 {
      ranges[ranges.count - 1] = last.lowerBound...number
    } else {
      ranges.append(number...number)
    }
  }
  return ranges
}
