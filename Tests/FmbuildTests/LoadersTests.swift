import Testing
import TestSupport

/// Tests of `fmbuild loaders`.
struct LoadersTests {
  @Test func everyLoaderIsListedWithItsLayoutAndItsCode() async throws {
    try await withTemporaryFolder { folder in
      let list = try await Program.run(["loaders"], in: folder)
      #expect(list.exitCode == 0 && list.errors.isEmpty)
      for text in [
        "keras: keras.datasets.fashion_mnist (Python)\n"
          + "    layout: datasets/fashion-mnist/*-ubyte.gz below DIR; by KERAS_HOME=DIR\n"
          + "    import keras\n    os.environ[\"KERAS_HOME\"] = \"FOLDER\"; keras.datasets",
        "\nkeras-mnist: keras.datasets.mnist (Python)\n    reads no IDX files, but a file mnist.npz",
        "    layout: tfds/fashion_mnist/, tfds/mnist/ below DIR; by TFDS_DATA_DIR=DIR/tfds\n",
      ] {
        #expect(list.output.contains(text), "\(list.output)")
      }
      let tables = try await Program.run(["loaders", "--markdown"], in: folder)
      #expect(tables.output.hasPrefix("### What they demand\n"))
    }
  }
}
