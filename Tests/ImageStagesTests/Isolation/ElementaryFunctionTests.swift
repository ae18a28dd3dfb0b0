import Foundation
import ImageStages
import Testing

struct ElementaryFunctionTests {
  @Test func exponentialIsWithinFourUnitsOfTheCLibrarys() {
    for step in 0...70_000 {
      let x = -Double(step) / 100
      let (mine, other) = (ElementaryFunctions.exp(x), Foundation.exp(x))
      #expect(abs(mine - other) <= 4 * other.ulp, "\(x)")
    }
    #expect(ElementaryFunctions.exp(0) == 1 && ElementaryFunctions.exp(-1e9) == 0)
  }

  @Test func logarithmIsWithinFourUnitsOfTheCLibrarys() {
    for step in 1...50_000 {
      for x in [Double(step) / 1000, Double(step) * 1e7, 1 / Double(step)] {
        let (mine, other) = (ElementaryFunctions.ln(x), Foundation.log(x))
        #expect(abs(mine - other) <= 4 * max(other.magnitude.ulp, 1e-17), "\(x)")
      }
    }
    #expect(ElementaryFunctions.ln(1) == 0)
  }

  /// The bits are the same on every machine: they were computed with exact rational arithmetic in the same steps.
  @Test func bitsAreThoseOfBasicOperations() {
    #expect(ElementaryFunctions.exp(-1).bitPattern == 0x3FD7_8B56_362C_EF38)
    #expect(ElementaryFunctions.ln(10).bitPattern == 0x4002_6BB1_BBB5_5516)
  }
}
