/// A published dataset, recognised by its checksums.
///
/// The files of MNIST, Fashion-MNIST and KMNIST have the same names and sizes, so that people have trained on the wrong
/// dataset for weeks.
package struct KnownDataset: Sendable {
  package let name: String
  package let classNames: [String]
  /// Whether the images show handwriting, whose strokes slant to either side, and no products.
  package let isHandwriting: Bool
  /// The SHA-256 of each uncompressed file, as 64 lower-case hexadecimal digits.
  let payloads: [Key: String]
  /// The SHA-256 of each compressed file as published, as 64 lower-case hexadecimal digits.
  let files: [Key: String]

  package struct Key: Hashable, Sendable {
    let split: Split
    let content: IDXFileName.Content

    package init(split: Split, content: IDXFileName.Content) {
      self.split = split
      self.content = content
    }
  }

  package func matches(_ idxFile: IDXFileSummary) -> Bool {
    let key = Key(split: idxFile.name.split, content: idxFile.name.content)
    if let payload = idxFile.payloadSHA256, payloads[key] == "\(payload)" { return true }
    if let file = idxFile.sha256, files[key] == "\(file)" { return true }
    return false
  }

  package func matchesAny(of idxFiles: [IDXFileSummary]) -> Bool { idxFiles.contains(where: matches) }

  package static let all = [
    KnownDataset(
      name: "Fashion-MNIST", classNames: fashionMNISTClassNames,
      payloads: table(
        "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888",
        "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9",
        "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b",
        "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34")),
    KnownDataset(
      name: "MNIST", classNames: (0...9).map { "\($0)" }, isHandwriting: true,
      payloads: table(
        "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
        "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
        "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
        "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2")),
    // The published checksums of KMNIST are those of the compressed files only.
    KnownDataset(
      name: "KMNIST", classNames: ["o", "ki", "su", "tsu", "na", "ha", "ma", "ya", "re", "wo"],
      isHandwriting: true,
      files: table(
        "51467d22d8cc72929e2a028a0428f2086b092bb31cfb79c69cc0a90ce135fde4",
        "e38f9ebcd0f3ebcdec7fc8eabdcdaef93bb0df8ea12bee65224341c8183d8e17",
        "edd7a857845ad6bb1d0ba43fe7e794d164fe2dce499a1694695a792adfac43c5",
        "20bb9a0ef54c7db3efc55a92eef5582c109615df22683c380526788f98e42a1c")),
  ]

  package init(
    name: String, classNames: [String], isHandwriting: Bool = false, payloads: [Key: String] = [:],
    files: [Key: String] = [:]
  ) {
    self.name = name
    self.classNames = classNames
    self.isHandwriting = isHandwriting
    self.payloads = payloads
    self.files = files
  }

  private static func table(
    _ trainImages: String, _ trainLabels: String, _ testImages: String, _ testLabels: String
  )
    -> [Key: String]
  {
    [
      Key(split: .train, content: .images): trainImages, Key(split: .train, content: .labels): trainLabels,
      Key(split: .test, content: .images): testImages, Key(split: .test, content: .labels): testLabels,
    ]
  }
}
