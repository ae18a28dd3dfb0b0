internal import ArgumentParser
internal import Conversion
internal import DatasetFormat
internal import FileSystem
internal import Wording

struct MapCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "map",
    abstract: "Convert photos to records, on a machine of many; 'assemble' makes the dataset of them.",
    discussion: """
      Without a list, reads an Arrow IPC stream of photos from standard input (columns source, label, group, split, content) \
      and writes one of images to standard output: for every batch one batch, with the same rows in the same order. With a \
      list, converts every Nth photo of it into a file of its own; a file that is there, whole and of the same options, is \
      kept. With --tar, converts a file of the library webdataset.

        fmbuild map --pipeline product-photos < photos.arrows > images.arrows
        fmbuild map --tar shop-000017.tar --out parts
        fmbuild map --listing listing --root photos --shard 17/1000 --out parts
        seq 0 63 | xargs -P 8 -I{} fmbuild map --listing listing --root photos --shard {}/64 --out parts

      Exit codes: 0 done; 2 could not do it; 64 wrong usage; 130 interrupted.
      """)

  @OptionGroup(title: "Recipe") var recipeOptions: RecipeOptions
  @OptionGroup(title: "Photos to images") var imageOptions: ImageOptions

  @Option(
    help: ArgumentHelp(
      "The folder of the photos whose bytes are not in the stream.", valueName: "photos"))
  var root: String?

  @Option(help: ArgumentHelp("The list of the photos, made by 'fmbuild list'.", valueName: "folder"))
  var listing: String?

  @Option(
    help: ArgumentHelp(
      "The part of the list to convert: 0/64 for the first of 64, 63/64 for the last.", valueName: "i/n"))
  var shard: String?

  @Option(
    help: ArgumentHelp(
      "A tar file of photos and labels, as webdataset writes them; - reads it from standard input.",
      valueName: "file.tar"))
  var tar: String?

  @Option(
    help: ArgumentHelp(
      "The member of the tar file with a photo's label: its ending, or json:KEY. (default: cls)",
      valueName: "ending"))
  var labelMember: String?

  @Option(
    name: [.customShort("o"), .long],
    help: ArgumentHelp("The folder of the parts, which is made.", valueName: "folder"))
  var out: String?

  @Option(
    help: ArgumentHelp(
      "How many photos to work on at a time. (default: 1, as a cluster gives each task its processor)",
      valueName: "number"))
  var jobs: Int?

  @Flag(help: "Print what decides the images, and the digits by which records name it; convert nothing.")
  var printRecipe = false

  @Flag(help: "Print nothing but errors.")
  var quiet = false

  @OptionGroup var configOptions: ConfigOptions

  func validate() throws {
    try MapOptions.checkJobs(jobs)
    try imageOptions.checkIsFixed()
    if let shard, PhotoShard(shard) == nil {
      throw ValidationError(
        "--shard takes a number from 0 and how many there are, such as 17/1000; you gave \(shard).")
    }
    if let labelMember {
      guard tar != nil else { throw ValidationError("--label-member belongs to --tar.") }
      guard TarLabel(labelMember) != nil else {
        throw ValidationError(
          "--label-member takes an ending such as cls, or json:KEY; you gave \(labelMember).")
      }
    }
    if tar != nil {
      guard listing == nil, shard == nil, root == nil else {
        throw ValidationError("--tar is a whole shard by itself; leave out --listing, --shard and --root.")
      }
      return
    }
    let given = [listing, shard, out].count { $0 != nil }
    guard given == 0 || given == 3 && root != nil else {
      throw ValidationError(
        "A part of a list needs all of --listing FOLDER, --root PHOTOS, --shard I/N and --out FOLDER.")
    }
  }

  func run() async throws {
    try await Self.reportingFailure {
      var recipe = try recipeOptions.base()
      try imageOptions.change(&recipe)
      try imageOptions.checkFast(recipe)
      if printRecipe { return try printRecipe(of: recipe) }
      let mapper = try RecordMapper(recipe, root: root, jobCount: jobs ?? 1)
      if let tar {
        try await map(tar, by: mapper)
      } else if let listing, let out, let shard = shard.flatMap(PhotoShard.init) {
        try await write(shard, of: listing, to: out, mapper, recipe)
      } else {
        guard !Output.resultsAreOnTerminal, !Output.inputIsFromTerminal else {
          throw ValidationError(
            "Records are for programs: lead them in and out with < photos.arrows > images.arrows, or convert a part of a list "
              + "with --listing.")
        }
        try await cancellableBySignals {
          try await mapper.map(StandardInputSource()) { bytes in try Output.bytes(bytes) }
        }
      }
    }
  }

  private func map(_ tar: String, by mapper: RecordMapper) async throws {
    let label = labelMember.flatMap(TarLabel.init) ?? .usual
    guard let out else {
      guard !Output.resultsAreOnTerminal else {
        throw ValidationError(
          "Records are for programs: lead them away with > images.arrows, or name --out FOLDER.")
      }
      _ = try await cancellableBySignals {
        let source: any ByteSource =
          tar == StandardInput.name ? StandardInputSource() : try FileSource(path: tar)
        return try await mapper.map(tar: source, label: label) { try Output.bytes($0) }
      }
      return
    }
    guard tar != StandardInput.name else {
      throw ValidationError(
        "A tar file from standard input has no name for a part; lead the records to > parts/NAME.arrows.")
    }
    let (path, count) = try await cancellableBySignals {
      try await mapper.write(tar: tar, label: label, to: out)
    }
    if !quiet { try Output.result("\(printable(path))  \(counted(count, "photo"))") }
  }

  private func printRecipe(of recipe: Recipe) throws {
    struct Document: Encodable {
      let recipe: String
      let means: RecordRecipe
    }
    let means = RecordRecipe(recipe)
    try Output.result(JSONText.encode(Document(recipe: try means.digits, means: means)))
  }

  private func write(
    _ shard: PhotoShard, of listing: String, to folder: String, _ mapper: RecordMapper, _ recipe: Recipe
  ) async throws {
    let progress = ProgressLine(noun: "photo", isQuiet: quiet)
    let result = try await cancellableBySignals {
      defer { progress.finish() }
      let photos = try PhotoListing(reading: listing)
      return try await mapper.write(shard, of: photos, recipe, to: folder) {
        progress.update(done: $0, total: $1, note: "")
      }
    }
    guard !quiet else { return }
    try Output.result(
      "\(printable(result.path))  \(counted(result.photoCount, "photo")), \(grouped(result.rejectedCount)) rejected"
        + (result.isKept ? ", kept" : ""))
  }
}
