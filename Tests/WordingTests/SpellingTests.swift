import Testing
import Wording

struct SpellingTests {
  @Test(arguments: [
    ("T-shirt/top", "t_shirt top"), ("AnkleBoot", "ankle boot"), ("TShirtTop", "T-shirt/top"),
  ])
  func caseSpacesAndHyphensMakeNoDifference(left: String, right: String) {
    #expect(Spelling.isSame(left, right))
  }

  @Test(arguments: [("C", "C++"), ("1.5", "15"), ("a", "ä"), ("+", "-")])
  func otherPunctuationAndLettersMakeADifference(left: String, right: String) {
    #expect(!Spelling.isSame(left, right))
  }

  @Test func namesOfNothingButHyphensStayAsTheyAre() {
    #expect(Spelling.normalized("-") == "-" && Spelling.normalized("_") == "_")
  }

  @Test(arguments: [
    ("convrt", "convert"), ("fashionmnist", "fashion-mnist"), ("near-duplicate", "near-duplicates"),
    ("lenet", "lenet5"), ("tensorflow", "tensorflow-datasets"),
  ])
  func slipIsRecognised(word: String, name: String) {
    #expect(
      Spelling.closest(
        to: word,
        among: [
          "convert", "verify", "fashion-mnist", "mnist", "near-duplicates", "lenet5", "tensorflow-datasets",
        ])
        == name)
  }

  @Test func wordThatIsLikeNoNameHasNoSuggestion() {
    #expect(Spelling.closest(to: "nosuch", among: ["blank", "polarity", "clipped"]) == nil)
    #expect(Spelling.suggestion(for: "nosuch", among: ["blank"]).isEmpty)
  }

  @Test func distanceIsLevenshteins() {
    #expect(Spelling.distance("kitten", "sitting") == 3)
    #expect(Spelling.distance("", "abc") == 3)
    #expect(Spelling.distance("abc", "") == 3)
    #expect(Spelling.distance("abc", "abc") == 0)
    #expect(Spelling.distance("keras", "r-keras") == 1)
  }
}
