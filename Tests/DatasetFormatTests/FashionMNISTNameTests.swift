import DatasetFormat
import Testing

struct FashionMNISTNameTests {
  @Test(arguments: [
    (
      0,
      [
        "T-shirt/top", "T-Shirt", "Tshirt", "t_shirt_top", "T-shirts", "t shirt", "0_T-shirt",
        "T\u{2011}shirt",
      ]
    ),
    (1, ["Trouser", "Trousers", "TROUSERS", "1-Trouser"]), (2, ["Pull-over", "pullovers"]),
    (3, ["Dress", "Dresses", "3 dress", "03_Dress"]), (4, ["Coats"]), (5, ["sandals"]), (6, ["Shirts"]),
    (7, ["Sneakers"]), (8, ["Bags", "8.Bag"]),
    (9, ["Ankle-boots", "ankleboot", "Ankle_Boots", "9_Ankle boot"]),
  ])
  func everySpellingHasTheLabelOfItsClass(_ label: Int, _ names: [String]) {
    for name in names { #expect(FashionMNISTName.label(of: name) == label, "\(name)") }
  }

  @Test(arguments: [
    "", "Hat", "Boot", "Top", "Handbag", "Dress2", "Dress shirt", "4_Dress", "1_T-shirt", "Bäg", "日本", "8",
    "-",
  ])
  func otherNamesHaveNone(_ name: String) { #expect(FashionMNISTName.label(of: name) == nil) }
}
