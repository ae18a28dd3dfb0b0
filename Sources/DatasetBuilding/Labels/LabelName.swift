/// How names of labels are compared: case, spaces, `/`, `-` and `_` make no difference.
package func spelling(_ name: String) -> String {
  String(name.lowercased().filter { !" /-_".contains($0) })
}

/// The ten classes of Fashion-MNIST in the order of their numbers.
public let fashionMNISTClassNames = [
  "T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot",
]
