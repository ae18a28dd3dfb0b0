import Testing
import Wording

struct NumbersTests {
  @Test(arguments: [
    (0, "0"), (999, "999"), (1000, "1,000"), (-1234, "-1,234"), (.max, "9,223,372,036,854,775,807"),
    (.min, "-9,223,372,036,854,775,808"),
  ])
  func thousandsAreGrouped(_ number: Int, _ text: String) {
    #expect(grouped(number) == text)
  }

  @Test func decimalsAreWrittenAsLongAsTheyFit() {
    #expect(decimal(1.25, 1) == "1.3" && decimal(-0.001, 2) == "0.00" && decimal(3, 0) == "3")
    #expect(decimal(123_456_789, 6) == "123456789.000000")
  }

  /// Each number times 10^digits is more than an Int, or is no number at all.
  @Test(arguments: [
    9.9e14, 1e15, 1e300, -1e300, .greatestFiniteMagnitude, .infinity, -.infinity, .nan,
    .leastNonzeroMagnitude,
  ])
  func numbersOfEverySizeHaveAText(_ value: Double) {
    for digitCount in [0, 1, 4, 6, 18, 30] { #expect(!decimal(value, digitCount).isEmpty) }
    #expect(!plain(value).isEmpty && !percent(value).isEmpty)
  }
}
