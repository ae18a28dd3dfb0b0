public import ArgumentParser
internal import FileSystem
internal import IDX
internal import ImageCodecs
internal import ImageCore
internal import Processors
public import SamplePhotos
internal import Wording

struct Samples: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "samples",
    abstract: "Draw synthetic product photos to try the program on.",
    discussion: """
      Ten folders, one for each class of Fashion-MNIST, of photos on an almost white background, or as people take them at \
      home. The same seed draws the same photos.

        fmbuild samples --out photos
        fmbuild samples --out home --background table --shadow --rotate
        fmbuild convert photos --out data
      """)

  @Option(
    name: [.customShort("o"), .long],
    help: ArgumentHelp("The folder for the class folders; new or empty.", valueName: "folder"))
  var out: String

  @Option(help: ArgumentHelp("Photos of each class.", valueName: "number"))
  var perClass: Int = 20

  @Option(help: ArgumentHelp("Width and height of each photo in pixels.", valueName: "WxH"))
  var size: PhotoSize = PhotoSize(Size(width: 381, height: 500))

  @Option(help: ArgumentHelp("Decides what is drawn.", valueName: "number"))
  var seed: UInt64 = 0

  @Option(
    help: ArgumentHelp(
      "What products lie on: \(Surroundings.Background.allCases.map(\.rawValue).joined(separator: ", ")).",
      valueName: "name"))
  var background: Surroundings.Background = .white

  @Flag(help: "Products cast a shadow on the background.")
  var shadow = false

  @Flag(help: "Products lie up to 25 degrees askew.")
  var rotate = false

  @Option(help: ArgumentHelp("The photos' format.", valueName: "format"))
  var format: Format = .jpeg

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case jpeg
    case webp
    case heic
    case png

    var fileExtension: String { self == .jpeg ? "jpg" : rawValue }

    func file(of photo: Image, quality: Int) throws -> [UInt8] {
      switch self {
      case .jpeg: try ImageEncoder.jpeg(photo, quality: quality)
      case .webp: try ImageEncoder.webp(photo, quality: quality)
      case .heic: try ImageEncoder.heic(photo, quality: quality)
      case .png: try ImageEncoder.png(photo)
      }
    }
  }

  @Option(help: ArgumentHelp("Quality of a JPEG, WebP or HEIC.", valueName: "1…100"))
  var quality: Int = 85

  @Flag(help: "Print nothing but errors.")
  var quiet = false

  struct PhotoSize: ExpressibleByArgument {
    let size: Size

    init(_ size: Size) {
      self.size = size
    }

    init?(argument: String) {
      guard let size = Size(argument) else { return nil }
      self.init(size)
    }

    var defaultValueDescription: String { "\(size)" }
  }

  @OptionGroup var configOptions: ConfigOptions

  func validate() throws {
    guard (1...100_000).contains(perClass) else {
      throw ValidationError("--per-class takes 1 to 100000; you gave \(perClass).")
    }
    guard (16...4096).contains(size.size.width), (16...4096).contains(size.size.height) else {
      throw ValidationError("--size takes sides of 16 to 4096 pixels; you gave \(size.size).")
    }
    guard (1...100).contains(quality) else {
      throw ValidationError("--quality takes 1 to 100; you gave \(quality).")
    }
  }

  func run() async throws {
    try await Self.reportingFailure {
      let target = try TargetFolder(path: out, of: .samplePhotos, overwrites: false)
      let folders = try makeFolders(in: target.workPath)
      let total = perClass * Product.allCases.count
      let progress = ProgressLine(noun: "photo", isQuiet: quiet)
      defer { progress.finish() }
      let photographer = ProductPhotographer(
        size: size.size, seed: seed,
        surroundings: Surroundings(background, hasShadow: shadow, degrees: rotate ? 25 : 0))
      let (perClass, quality, format) = (perClass, quality, format)
      try await cancellableBySignals {
        try await withThrowingTaskGroup { group in
          // Each worker draws every `workerCount`-th photo.
          let workerCount = Processors.count
          for worker in 0..<workerCount {
            group.addTask {
              for index in stride(from: worker, to: total, by: workerCount) {
                try Task.checkCancellation()
                let product = Product.allCases[index / perClass]
                let number = index % perClass
                let photo = photographer.photo(of: product, number: number)
                let digits = String(number)
                let name = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
                try NewFile.write(
                  [try format.file(of: photo, quality: quality)],
                  to: "\(folders[product.rawValue])/\(name).\(format.fileExtension)")
                progress.advance(total: total)
              }
            }
          }
          while try await group.next() != nil {}
        }
      }
      try target.commit()
      progress.finish()
      guard !quiet else { return }
      try Output.result(
        "\(counted(total, "photo")) of \(size.size) in \(out), \(grouped(perClass)) of each class (seed \(seed))"
      )
    }
  }

  /// Makes the class folders and returns their paths, in the order of the products.
  private func makeFolders(in root: String) throws -> [String] {
    try Product.allCases.map { product in
      let folder = "\(root)/\(product.folderName)"
      try makeFolder(folder)
      return folder
    }
  }
}

extension Surroundings.Background: ExpressibleByArgument {}

extension FolderContent {
  /// The content of a folder of sample photos, which is made but never replaced.
  fileprivate static let samplePhotos = FolderContent(noun: "photos", marker: nil, exampleName: "photos") {
    path in
    let names = pathNames(of: path)
    guard let folder = names.first, Product.allCases.contains(where: { $0.folderName == folder }) else {
      return false
    }
    return names.count == 1
      || (names.count == 2 && Samples.Format.allCases.contains { names[1].hasSuffix("." + $0.fileExtension) })
  }
}
