/// The pipelines in this folder, built into the program so that it can be copied anywhere by itself.
package enum BundledPipelines {
  /// Name and file of each, the default first.
  package static let all: [(name: String, bytes: [UInt8])] = [
    ("fashion-mnist", PackageResources.fashion_mnist_yaml),
    ("fashion-mnist-paper", PackageResources.fashion_mnist_paper_yaml),
    ("fashion-mnist-64", PackageResources.fashion_mnist_64_yaml),
    ("mnist", PackageResources.mnist_yaml),
    ("emnist", PackageResources.emnist_yaml),
    ("product-photos", PackageResources.product_photos_yaml),
    ("dark-background", PackageResources.dark_background_yaml),
    ("rgb-32", PackageResources.rgb_32_yaml),
  ]
}
