/// Returns a number in as many decimal digits as asked for, or more if it needs them.
func padded(_ number: Int, _ digitCount: Int, radix: Int = 10) -> String {
  let digits = String(number, radix: radix)
  return String(repeating: "0", count: max(0, digitCount - digits.count)) + digits
}
