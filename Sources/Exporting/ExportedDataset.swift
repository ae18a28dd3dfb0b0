package import Checksums
package import DatasetFormat
internal import IDX
internal import ImageCore
internal import Wording

/// A dataset that can be exported: every split can be read, every image has a label, and every label has a class.
package struct ExportedDataset: Sendable {
  /// The export's name, of which names of files and of variables are made: lower-case letters, digits and `_`.
  package let name: String
  /// The type of all images.
  package let type: ExampleType
  /// The names of the classes, by label.
  package let classNames: [String]
  /// The splits, in the order train, validation, test.
  package private(set) var parts: [SplitData]
  private let manifest: Manifest?
  /// Why the manifest cannot be read; nil if it can, or if there is none.
  private let manifestProblem: String?
  /// The SHA-256 of each IDX file's payload, header and elements, by the file's name without `.gz`.
  package let payloads: [(name: String, sha256: SHA256Digest)]
  /// The SHA-256 of all payloads, one after the other: images and labels of each split.
  package let digest: SHA256Digest
  /// Makes PNG files of images.
  package var pictures = PNGPictures()

  /// - Parameters:
  ///   - name: the export's name; nil for one made of the folder's name.
  /// - Throws: `DatasetError` if the dataset is damaged or incomplete, or labels and images do not belong together;
  ///   `ExportError` for a wrong name.
  package init(_ dataset: Dataset, name: String? = nil) throws {
    try dataset.checkFiles()
    var parts: [SplitData] = []
    for split in dataset.expectedSplits {
      guard let data = dataset.data[split], data.count > 0 else {
        throw DatasetError(
          .notADataset,
          "\(dataset.root): there are no \(split.rawValue) images that can be read; 'fmbuild verify \(dataset.root)' says why"
        )
      }
      parts.append(data)
    }
    guard let type = parts.first?.type else {
      throw DatasetError(.notADataset, "\(dataset.root): there is no split; name another folder")
    }
    for data in parts where data.type != type {
      throw DatasetError(
        .notADataset,
        "\(dataset.root): \(parts[0].split.rawValue) has images of \(type), \(data.split.rawValue) of \(data.type); make "
          + "both with one pipeline")
    }
    try dataset.checkLabels(danger: "an export would call classes by other names than the file gives them")
    if let name { try ExportName.check(name) }
    self.name = name ?? ExportName.suggested(by: dataset.root)
    self.type = type
    self.parts = parts
    classNames = (0..<dataset.classCount).map(dataset.className)
    manifest = dataset.manifest
    manifestProblem = dataset.unreadableFiles.first { $0.path == DatasetFile.manifest }?.reason
    let hasher = SHA256Hasher()
    hasher.begin()
    var payloads: [(name: String, sha256: SHA256Digest)] = []
    for data in parts {
      for content in IDXFileName.Content.allCases {
        // The reader has the checksum of every file that could be read, and files of one content are the same.
        guard
          let file = dataset.idxFiles.first(where: {
            $0.name.split == data.split && $0.name.content == content
          }),
          let sha256 = file.payloadSHA256
        else { preconditionFailure("a split that was read has a file of images and one of labels") }
        payloads.append((data.split.fileName(content, rank: type.rank), sha256))
        let (header, elements) = (try data.idxHeader(content).encoded(), data.elements(content))
        hasher.add(header.span)
        hasher.add(elements.span)
      }
    }
    self.payloads = payloads
    digest = hasher.end()
  }

  /// Returns the dataset without the splits that are not named.
  package func limited(to splits: [Split]) -> ExportedDataset {
    var result = self
    result.parts = parts.filter { splits.contains($0.split) }
    return result
  }

  /// The number of images of all splits.
  package var imageCount: Int { parts.reduce(0) { $0 + $1.count } }

  /// The numbers of images of the splits, such as `60,000 in train, 10,000 in test`.
  package var splitCounts: String {
    parts.map { "\(grouped($0.count)) in \($0.split.rawValue)" }.joined(separator: ", ")
  }

  /// The splits with validation last, for formats whose users take the first arrays by their places.
  var partsWithValidationLast: [SplitData] {
    parts.filter { $0.split != .validation } + parts.filter { $0.split == .validation }
  }

  /// The text of `classes.txt`: a name a line, whose number, from 0, is the label.
  package var classFile: String {
    classNames.reduce(into: "") { text, name in
      text.unicodeScalars += name.unicodeScalars.map { Self.endsLine($0) ? " " : $0 }
      text += "\n"
    }
  }

  private static func endsLine(_ scalar: Unicode.Scalar) -> Bool { scalar == "\n" || scalar == "\r" }

  /// The sentence that formats with a description get.
  package var summary: String { "Photos of products as \(type) images, in the format of MNIST." }

  /// Returns the rows of the manifest for the images of a split, by index; nil if the dataset has no manifest.
  ///
  /// - Throws: `ExportError` if the manifest cannot be read, or an image has no row or one of another label.
  package func photos(of data: SplitData) throws(ExportError) -> [ManifestRow]? {
    if let manifestProblem {
      throw ExportError(
        .unsuitableDataset, "\(manifestProblem); convert the photos again, or take the file out of the folder"
      )
    }
    guard let manifest else { return nil }
    var rows: [ManifestRow] = []
    rows.reserveCapacity(data.count)
    for index in 0..<data.count {
      let position = ExamplePosition(data.split, index)
      guard let row = manifest.row(at: position) else {
        throw ExportError(
          .unsuitableDataset,
          "\(DatasetFile.manifest): there is no row for \(position); convert the photos again, or take the file out of the "
            + "folder")
      }
      guard row.label == Int(data.labels[index]) else {
        throw ExportError(
          .unsuitableDataset,
          "\(DatasetFile.manifest):\(row.line): \(position) has the label \(row.label) here, and \(data.labels[index]) in the "
            + "IDX file; the two are not of one dataset: 'fmbuild verify' says more")
      }
      rows.append(row)
    }
    return rows
  }

  /// Checks whether there is a row of the manifest for each image, as an option asks for.
  ///
  /// - Throws: `ExportError` if not.
  func checkPhotos(for option: ExportOption) throws(ExportError) {
    for part in parts where try photos(of: part) == nil {
      throw ExportError(
        .unsuitableDataset,
        "\(DatasetFile.manifest): there is no such file, so that the photos of the images are unknown; leave out "
          + "\(option.flag), or name the folder that 'fmbuild convert' made")
    }
  }

  /// Checks that the names of classes can stand in a file with one a line, for formats that find a label by its name.
  ///
  /// - Parameter format: the format's name for messages.
  /// - Throws: `ExportError` if two names are equal, or a name is blank or has several lines.
  package func checkNamesFillLines(for format: String) throws(ExportError) {
    try checkNamesDiffer(for: format)
    for (label, name) in classNames.enumerated()
    where trimmed(name).isEmpty || name.unicodeScalars.contains(where: Self.endsLine) {
      throw ExportError(
        .unsuitableDataset,
        "\(format): the name of class \(label) is blank or has several lines, and names stand in a file with one a line; "
          + "give it another in \(DatasetFile.classes)")
    }
  }

  /// Checks that the classes have names that differ, for formats that find a label by its name.
  ///
  /// - Parameter format: the format's name for messages.
  /// - Throws: `ExportError` if two names are equal, without blanks at their ends.
  func checkNamesDiffer(for format: String) throws(ExportError) {
    var labels: [String: Int] = [:]
    for (label, name) in classNames.enumerated() {
      let name = trimmed(name)
      if let other = labels.updateValue(label, forKey: name) {
        throw ExportError(
          .unsuitableDataset,
          "\(format): the classes \(other) and \(label) are both called '\(name)', and readers tell classes by their names; "
            + "give them different names in \(DatasetFile.classes)")
      }
    }
  }
}
