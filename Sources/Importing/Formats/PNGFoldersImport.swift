internal import Checksums
internal import Conversion
internal import DatasetFormat
internal import FileSystem
internal import ImageCodecs
internal import ImageCore

/// Folders of pictures that are images already: of one size, a folder a class.
struct PNGFoldersImport: ImportFormat {
  static let description = ImportDescription(
    name: "png", title: "pictures of one size in folders of classes, mostly in train/ and test/",
    origins: "ImageFolder, `fmbuild export --to png`, annotation tools",
    notes: [
      "Pictures are taken as they are: grey stays grey, no pixel changes. Pictures of different sizes, turned, transparent or "
        + "with 16 bits are photos, for `fmbuild convert`.",
      "Folders such as `3-Dress` say label and name. Other names are numbered as `fmbuild convert` does: by their own numbers, "
        + "by those of Fashion-MNIST, or sorted.",
      "Files with numbers for names are put into the order of these numbers; others into the order of their paths.",
    ])

  static func recognises(_ source: ImportSource) -> Bool {
    source.isFolder
      && source.folders.contains { folder in
        guard let content = try? ImportSource.content(of: source.path + "/" + folder) else { return false }
        return content.files.contains(where: FileFormat.isPhotoName)
          || content.folders.contains { below in
            let content = try? ImportSource.content(of: "\(source.path)/\(folder)/\(below)")
            return content?.files.contains(where: FileFormat.isPhotoName) == true
          }
      }
  }

  /// Folders of classes without splits are how people have photos.
  static func isCertain(_ source: ImportSource) -> Bool {
    !source.folders.isEmpty && source.folders.allSatisfy { SplitName($0)?.isPlain == true }
  }

  /// The longest side, in pixels, of images that people train small networks on; longer ones may be photos.
  private static let largestUsualSide = 128

  /// A picture before it is read.
  private struct Picture {
    let folder: String
    /// The path below the source.
    let path: String
    /// The number that is the file's name; nil for other names.
    let number: Int?
  }

  static func read(_ source: ImportSource, _ options: ImportOptions) async throws -> ImportedExamples {
    let folders = try splits(of: source)
    var pictures: [(split: Split?, pictures: [Picture])] = []
    for (split, path, classes) in folders {
      var own: [Picture] = []
      for folder in classes { own += try self.pictures(in: folder, below: path, source) }
      guard !own.isEmpty else { continue }
      let numbers = own.compactMap(\.number)
      if numbers.count == own.count, Set(numbers).count == numbers.count {
        own.sort { ($0.number ?? 0) < ($1.number ?? 0) }
      }
      pictures.append((split, own))
    }
    guard !pictures.isEmpty else {
      throw ImportError(source.path, "there is no picture in the folders of classes; add some")
    }
    var files: [Recipe.FileReference] = []
    let names = Set(pictures.flatMap { $0.pictures.map(\.folder) })
    let numbering = try PictureClasses(names, source, options.classNames, files: &files)
    var parts: [(type: ExampleType, part: ImportedDataset.Part)] = []
    var expected: (type: ExampleType, path: String)?
    for (split, own) in pictures {
      let (type, images, digests) = try await read(own.map(\.path), source, expected: expected)
      expected = (type, own[0].path)
      let labels = own.map { numbering.labels[$0.folder] ?? 0 }
      parts.append(
        (
          type,
          ImportedDataset.Part(split: split, images: images, labels: labels, digests: digests) {
            own[$0].path
          }
        ))
    }
    var examples = try ImportedExamples(parts, classNames: numbering.names, files: files)
    if max(examples.type.size.width, examples.type.size.height) > largestUsualSide {
      examples.notices.append(
        "the pictures are \(examples.type.size), and were taken as they are; if they are photos, 'fmbuild convert' makes small images of them"
      )
    }
    return examples
  }

  /// Returns the folders of each split with those of classes in them; one without a split if the classes stand at the top.
  private static func splits(of source: ImportSource) throws(ImportError) -> [(
    split: Split?, path: String, classes: [String]
  )] {
    var folders: [String] = []
    // A dataset that was written into the folder is no class.
    for folder in source.folders
    where FileIdentity("\(source.path)/\(folder)/\(DatasetFile.description)") == nil {
      folders.append(folder)
    }
    let names = folders.compactMap { folder in SplitName(folder).flatMap { $0.isPlain ? (folder, $0) : nil } }
    guard !names.isEmpty else { return [(nil, "", folders)] }
    guard names.count == folders.count else {
      let other = folders.first { folder in !names.contains { $0.0 == folder } } ?? ""
      throw ImportError(
        "\(source.path)/\(other)",
        "folders of splits and others stand side by side; put every class into the splits")
    }
    let splits = SplitName.splits(of: names.map { $0.1 })
    var result: [(split: Split?, path: String, classes: [String])] = []
    for (folder, name) in names {
      let content = try ImportSource.content(of: source.path + "/" + folder)
      if let loose = content.files.first(where: FileFormat.isPhotoName) {
        throw ImportError(
          "\(source.path)/\(folder)/\(loose)", "the picture is in no class; put it into a folder of its class"
        )
      }
      guard let split = splits[name], !result.contains(where: { $0.split == split }) else {
        throw ImportError("\(source.path)/\(folder)", "two folders are of one split; join them")
      }
      result.append((split, folder + "/", content.folders))
    }
    return result.sorted { ($0.split ?? .train) < ($1.split ?? .train) }
  }

  private static func pictures(in folder: String, below path: String, _ source: ImportSource)
    throws(ImportError) -> [Picture]
  {
    let content = try ImportSource.content(of: source.path + "/" + path + folder)
    if let below = content.folders.first {
      throw ImportError(
        "\(source.path)/\(path)\(folder)/\(below)",
        "a folder in the folder of a class; put the pictures directly into it")
    }
    return content.files.filter(FileFormat.isPhotoName).map { file in
      Picture(folder: folder, path: path + folder + "/" + file, number: Int(file.prefix { $0 != "." }))
    }
  }

  /// The greatest size of a picture's file in bytes: pictures of a dataset have some hundred.
  private static let largestFileByteCount = 64 << 20

  private static func read(
    _ paths: [String], _ source: ImportSource, expected: (type: ExampleType, path: String)?
  ) async throws -> (type: ExampleType, images: [UInt8], digests: [SHA256Digest]) {
    guard paths.count <= ImportLimits.imageCount else {
      throw ImportError(
        source.path, "there are more than \(ImportLimits.imageCount) pictures; take a part of them")
    }
    var expected = expected
    var images: [UInt8] = []
    var digests: [SHA256Digest] = []
    let root = source.path
    try await PlainPicture.readAll(paths.count) { index in
      let file = root + "/" + paths[index]
      return (file, try WholeFile.bytes(file, maximumByteCount: largestFileByteCount))
    } consume: { index, picture in
      let path = paths[index]
      if let expected, expected.type != picture.type {
        throw ImportError(
          "\(root)/\(path)",
          "the picture is \(picture.type), but \(expected.path) is \(expected.type); make images of one kind of them with "
            + "'fmbuild convert'")
      }
      if expected == nil { expected = (picture.type, path) }
      guard picture.samples.count <= ImportLimits.byteCount - images.count else {
        throw ImportError(
          "\(root)/\(path)",
          "the pictures take more than \(ImportLimits.byteCount) bytes; reduce them with 'fmbuild convert'")
      }
      images += picture.samples
      digests.append(picture.digest)
    }
    guard let type = expected?.type else { throw ImportError(source.path, "there is no picture; add some") }
    return (type, images, digests)
  }
}
