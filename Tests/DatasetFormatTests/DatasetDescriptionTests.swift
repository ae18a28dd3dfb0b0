import DatasetFormat
import ImageCore
import Testing
import TestSupport
import VerificationTestSupport

struct DatasetDescriptionTests {
  private static func parsed(_ text: String) throws -> DatasetDescription {
    try DatasetDescription(parsing: text, file: "dataset.json")
  }

  /// Returns the error message for a text that the parser rejects.
  private static func message(_ text: String) throws -> String {
    let error = try #require(throws: DatasetError.self) { try parsed(text) }
    #expect(error.code == .unreadable)
    return error.message
  }

  // MARK: - Schema 1

  /// A description as the program's first version wrote it, with a table, corrections and numbers per class.
  static let schema1 = """
    {
      "archives" : [
        {
          "byteCount" : 31415,
          "content" : "images",
          "path" : "FashionMNIST/raw/train-images-idx3-ubyte",
          "payloadSHA256" : "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888",
          "sha256" : "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888",
          "split" : "train"
        },
        {
          "byteCount" : 2718,
          "content" : "labels",
          "path" : "FashionMNIST/raw/t10k-labels-idx1-ubyte",
          "payloadSHA256" : "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34",
          "sha256" : "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34",
          "split" : "t10k"
        }
      ],
      "classOrigin" : "sorted",
      "classes" : [
        {
          "label" : 0,
          "name" : "Bag",
          "sources" : [
            "bag",
            "Bags"
          ],
          "t10k" : 5,
          "train" : 30
        },
        {
          "label" : 1,
          "name" : "Coat",
          "sources" : [
            "Coat"
          ],
          "t10k" : 4,
          "train" : 28
        }
      ],
      "corrections" : {
        "dropped" : 2,
        "file" : "corrections.csv",
        "relabelled" : 3,
        "sha256" : "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9"
      },
      "counts" : {
        "items" : 67,
        "leftOut" : 8,
        "photos" : 76,
        "rejects" : 1,
        "t10k" : 9,
        "train" : 58
      },
      "item" : {
        "channels" : 1,
        "height" : 28,
        "width" : 28
      },
      "labels" : {
        "columns" : {
          "group" : "product",
          "label" : "class",
          "path" : "file",
          "split" : "set"
        },
        "file" : "shop.csv",
        "origin" : "table",
        "sha256" : "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b"
      },
      "layout" : "torchvision",
      "pipeline" : {
        "isFast" : true,
        "name" : "fashion-mnist",
        "stages" : [
          {
            "name" : "png",
            "parameters" : {
              "background" : "white"
            }
          },
          {
            "name" : "trim",
            "parameters" : {
              "fuzz" : "5%"
            }
          },
          {
            "name" : "negate",
            "parameters" : {

            }
          }
        ],
        "summary" : "28x28 grey, as Fashion-MNIST"
      },
      "program" : {
        "name" : "fmbuild",
        "version" : "0.0.9"
      },
      "schema" : 1,
      "selection" : {
        "acceptsTruncated" : true,
        "dropsDuplicates" : true,
        "keepsBlank" : true,
        "maximumPixels" : 50000000,
        "minimumContrast" : 12
      },
      "split" : {
        "isShuffled" : false,
        "rule" : "per-class",
        "seed" : 18446744073709551615,
        "t10k" : 5,
        "train" : 30
      }
    }
    """

  /// The recipe that `schema1` describes.
  static var recipe: Recipe {
    var recipe = Recipe(
      pipeline: Recipe.Pipeline(
        name: "fashion-mnist", summary: "28x28 grey, as Fashion-MNIST",
        stages: [
          Recipe.Pipeline.Stage(name: "png", parameters: ["background": "white"]),
          Recipe.Pipeline.Stage(name: "trim", parameters: ["fuzz": "5%"]),
          Recipe.Pipeline.Stage(name: "negate", parameters: [:]),
        ]))
    recipe.isFast = true
    recipe.labels.origin = .table
    recipe.labels.file = Recipe.FileReference(
      name: "shop.csv", sha256: "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b")
    var columns = Recipe.Labels.Columns()
    columns.path = "file"
    columns.label = "class"
    columns.group = "product"
    columns.split = "set"
    recipe.labels.columns = columns
    recipe.classes = Recipe.Classes(
      origin: .sorted,
      list: [
        Recipe.Classes.Entry(name: "Bag", sources: ["bag", "Bags"]),
        Recipe.Classes.Entry(name: "Coat", sources: ["Coat"]),
      ])
    recipe.corrections = Recipe.FileReference(
      name: "corrections.csv", sha256: "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9")
    recipe.selection.keepsBlank = true
    recipe.selection.acceptsTruncated = true
    recipe.selection.dropsDuplicates = true
    recipe.selection.minimumContrast = 12
    recipe.selection.maximumPixels = 50_000_000
    recipe.split.rule = .perClass([.train: 30, .test: 5])
    recipe.split.seed = .max
    recipe.split.isShuffled = false
    recipe.layout = .torchvision
    return recipe
  }

  @Test func schema1GivesTheEqualRecipe() throws {
    #expect(try Self.parsed(Self.schema1).recipe == Self.recipe)
  }

  @Test func schema1GivesCountsClassesAndFilesUnderTheirNewNames() throws {
    let description = try Self.parsed(Self.schema1)
    #expect(description.schema == 1)
    #expect(description.program.name == "fmbuild" && description.program.version == "0.0.9")
    #expect(description.image == .mnist)
    #expect(description.splits == [.train, .test])
    #expect(
      description.counts
        == DatasetDescription.Counts(
          photos: 76, images: [.train: 58, .test: 9], rejected: 1, leftOut: 8, relabelled: 3, dropped: 2))
    #expect(
      description.classes == [
        DatasetDescription.ClassEntry(label: 0, name: "Bag", images: [.train: 30, .test: 5]),
        DatasetDescription.ClassEntry(label: 1, name: "Coat", images: [.train: 28, .test: 4]),
      ])
    #expect(description.splitsDecidedBy.isEmpty)
    let images = "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888"
    let labels = "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34"
    #expect(
      description.files == [
        DatasetDescription.File(
          path: "FashionMNIST/raw/train-images-idx3-ubyte", split: .train, content: .images,
          byteCount: 31_415,
          sha256: images, payloadSHA256: images),
        DatasetDescription.File(
          path: "FashionMNIST/raw/t10k-labels-idx1-ubyte", split: .test, content: .labels, byteCount: 2718,
          sha256: labels, payloadSHA256: labels),
      ])
  }

  /// Early versions recorded neither labels nor the largest number of pixels, and most datasets have no corrections.
  @Test func schema1WithoutWhatEarlyVersionsDidNotRecordHasTheDefaults() throws {
    func without(_ key: String, _ text: String) throws -> String {
      let start = try #require(text.firstRange(of: "  \"\(key)\" : {"))
      let end = try #require(text[start.upperBound...].firstRange(of: "\n  },\n"))
      return String(text[..<start.lowerBound] + text[end.upperBound...])
    }
    var text = try without("corrections", without("labels", Self.schema1))
    text = text.replacing("    \"maximumPixels\" : 50000000,\n", with: "")
    let description = try Self.parsed(text)
    var expected = Self.recipe
    expected.labels = Recipe.Labels()
    expected.corrections = nil
    expected.selection.maximumPixels = Recipe.Selection().maximumPixels
    #expect(description.recipe == expected)
    #expect(description.counts.relabelled == 0 && description.counts.dropped == 0)
  }

  @Test(arguments: [
    (#""rule" : "fraction", "testFraction" : 0.25"#, SplitRule.fractions(validation: 0, test: 0.25)),
    (#""rule" : "fraction", "testFraction" : 0"#, .fractions(validation: 0, test: 0)),
    (#""rule" : "total", "train" : 60000, "t10k" : 10000"#, .exactMNIST),
    (#""rule" : "total", "train" : 0, "t10k" : 1"#, .total([.train: 0, .test: 1])),
    (#""rule" : "per-class", "train" : 6, "t10k" : 1"#, .perClass([.train: 6, .test: 1])),
  ])
  func everyRuleOfSchema1IsRead(_ text: String, _ rule: SplitRule) throws {
    #expect(try Self.parsed(Self.schema1(rule: text)).recipe.split.rule == rule)
  }

  @Test(arguments: [
    #""rule" : "thirds", "train" : 6, "t10k" : 1"#, #""rule" : "fraction""#,
    #""rule" : "fraction", "testFraction" : 1"#, #""rule" : "fraction", "testFraction" : -0.1"#,
    #""rule" : "total", "train" : 0, "t10k" : 0"#, #""rule" : "total", "train" : -1, "t10k" : 5"#,
    #""rule" : "per-class", "train" : 9223372036854775807, "t10k" : 9223372036854775807"#,
    #""rule" : "per-class""#,
  ])
  func ruleOfSchema1ThatCannotBeIsRefused(_ text: String) throws {
    let message = try Self.message(Self.schema1(rule: text))
    #expect(message.hasPrefix("dataset.json: 'split' is no rule that this version knows"))
  }

  private static func schema1(rule: String) -> String {
    let former = """
          "rule" : "per-class",
          "seed" : 18446744073709551615,
          "t10k" : 5,
          "train" : 30
      """
    return schema1.replacing(former, with: "    \"seed\" : 5, \(rule)")
  }

  @Test func schema1WithFilesBothPackedAndNotAddsRaw() throws {
    #expect(try !Self.parsed(Self.schema1).recipe.addsRaw)
    let packed = Self.schema1.replacing("t10k-labels-idx1-ubyte\"", with: "t10k-labels-idx1-ubyte.gz\"")
    #expect(try Self.parsed(packed).recipe.addsRaw)
  }

  @Test(arguments: [
    (#""split" : "t10k""#, #""split" : "holdout""#, "'holdout' is no split"),
    (#""label" : 1"#, #""label" : 2"#, "the labels of 'classes' do not count up from 0"),
    (#""content" : "labels""#, #""content" : "sounds""#, "archives"),
    (#""channels" : 1"#, #""channels" : 2"#, "item.channels"),
    (#""classOrigin" : "sorted""#, #""classOrigin" : "thrown""#, "classOrigin"),
    (#""layout" : "torchvision""#, #""layout" : "heap""#, "layout"),
    (#""photos" : 76,"#, "", "the key 'photos' is missing"),
    (#""isFast" : true,"#, "", "the key 'isFast' is missing"),
  ])
  func schema1ThatIsNotWhatTheProgramWroteIsRefused(_ text: String, _ other: String, _ words: String) throws {
    #expect(Self.schema1.contains(text))
    let message = try Self.message(Self.schema1.replacing(text, with: other))
    #expect(message.hasPrefix("dataset.json: ") && message.contains(words), "\(message)")
  }

  // MARK: - Schema 2

  private static func description() -> DatasetDescription {
    var recipe = recipe
    recipe.pipeline.file = "mine.yaml"
    recipe.split.rule = .fractions(validation: 0.125, test: 0.25)
    var description = DatasetDescription(
      recipe: recipe, image: ExampleType(size: Size(width: 12, height: 9), channels: .rgb),
      classes: [
        .init(label: 0, name: "Bag", images: [.train: 5, .validation: 1, .test: 2]),
        .init(label: 1, name: "Coat", images: [.train: 4, .validation: 2, .test: 2]),
      ],
      counts: .init(
        photos: 20, images: [.train: 9, .validation: 3, .test: 4], rejected: 1, leftOut: 3, relabelled: 2,
        dropped: 1),
      splitsDecidedBy: [.rule: 10, .table: 4, .group: 2],
      shares: [
        SplitShare(
          split: .test, className: "Coat", asked: 0.25, images: 2, total: 3, isMissed: true,
          group: .init(name: "p1", images: 2, split: .test))
      ])
    description.files = [
      DatasetDescription.File(
        path: "validation-images-idx4-ubyte.gz", split: .validation, content: .images, byteCount: 99,
        sha256: "ab", payloadSHA256: "cd")
    ]
    return description
  }

  @Test func descriptionThatIsWrittenReadsBackAsTheSame() throws {
    let description = Self.description()
    let text = try JSONText.encode(description)
    #expect(try Self.parsed(text) == description)
    #expect(description.schema == 2 && description.splits == [.train, .validation, .test])
    // Splits are keys of an object, not elements of a list.
    #expect(text.contains(#""validation" : 3"#))
  }

  @Test(arguments: [
    SplitRule.standard, .exactMNIST, .fractions(validation: 0, test: 0),
    .fractions(validation: 0.5, test: 0.25), .perClass([.train: 6, .validation: 1, .test: 1]),
    .total([.test: 1]),
  ])
  func everyRuleReadsBackAsTheSame(_ rule: SplitRule) throws {
    var description = Self.description()
    description.recipe.split.rule = rule
    #expect(try Self.parsed(JSONText.encode(description)).recipe == description.recipe)
  }

  @Test func fractionsWithoutAMethodAreThoseOfTheVersionsBefore() throws {
    let text = try JSONText.encode(Self.description())
    let older = text.replacing(#/"method" : "balanced",\s*/#, with: "")
    #expect(older != text)
    #expect(try Self.parsed(text).recipe.split.method == .balanced)
    #expect(try Self.parsed(older).recipe.split.method == .independent)
    let old = Self.schema1.replacing(
      #/"rule" : "per-class",/#, with: #""rule" : "fraction", "testFraction" : 0.2,"#)
    #expect(try Self.parsed(old).recipe.split.method == .independent)
  }

  @Test(arguments: [
    SplitRule.fractions(validation: 0.5, test: 0.5),
    .fractions(validation: 0.1, test: -0.2), .fractions(validation: 0, test: 1), .perClass([:]),
    .total([.train: 0, .test: 0]), .total([.train: -1, .test: 6]),
    .total([.train: 1_000_000_001]), .perClass([.train: .max, .validation: .max, .test: .max]),
  ])
  func ruleThatCannotBeIsRefused(_ rule: SplitRule) throws {
    var description = Self.description()
    description.recipe.split.rule = rule
    let message = try Self.message(JSONText.encode(description))
    #expect(message.contains("recipe.split."), "\(message)")
  }

  @Test(arguments: [0, 3, 9, -1])
  func otherSchemasAreRefusedAndTheProgramThatWroteThemIsNamed(_ schema: Int) throws {
    // The rest of the document need not be valid in this version.
    let message = try Self.message(
      #"{"schema": \#(schema), "program": {"name": "fmbuild", "version": "7.1"}, "recipe": []}"#)
    #expect(
      message == "dataset.json: its schema is \(schema), and this version knows schemas up to 2; "
        + "use fmbuild 7.1, which wrote it")
  }

  @Test func schema3InAnOtherwiseGoodDescriptionIsRefused() throws {
    for text in [Self.schema1, try JSONText.encode(Self.description())] {
      let newer = text.replacing(#/"schema" : [12]/#, with: #""schema" : 3"#)
      #expect(newer != text)
      #expect(try Self.message(newer).contains("its schema is 3"))
    }
  }

  @Test(arguments: ["", "{", "[]", "null", #"{"schema": 2}"#, #"{"schema": "2", "program": {}}"#])
  func whatIsNoDescriptionIsRefused(_ text: String) throws {
    #expect(try Self.message(text).hasPrefix("dataset.json: "))
  }

  @Test(arguments: [
    (#""label" : 1"#, #""label" : 0"#, "the labels of 'classes' do not count up from 0"),
    (#""bitsPerSample" : 8"#, #""bitsPerSample" : 16"#, "images of 16 bits per sample are not known"),
    (#""channels" : 3"#, #""channels" : 4"#, "image.channels"),
    (#""split" : "validation""#, #""split" : "t10k""#, "split"),
    (#""validation" : 0.125"#, #""validation" : -0.125"#, "recipe.split.fractions"),
    (#""validation" : 0.125"#, #""t10k" : 0.125"#, "recipe.split.fractions"),
  ])
  func descriptionThatContradictsItselfIsRefused(_ text: String, _ other: String, _ words: String) throws {
    let description = try JSONText.encode(Self.description())
    #expect(description.contains(text))
    let message = try Self.message(description.replacing(text, with: other))
    #expect(message.contains(words), "\(message)")
  }

  // MARK: - Converted datasets

  @Test func convertedDatasetHasADescriptionThatReadsBack() async throws {
    try await withTemporaryFolder { folder in
      try await ConvertedDataset.write(to: folder)
      let dataset = try await DatasetReader.read(folder("data"))
      let description = try #require(dataset.description)
      #expect(dataset.unreadableFiles.isEmpty)
      #expect(description.schema == DatasetDescription.currentSchema && description.image == .mnist)
      #expect(
        description.counts.images
          == Dictionary(uniqueKeysWithValues: dataset.splits.map { ($0.split, $0.count) }))
      #expect(description.files.map(\.path).sorted() == dataset.idxFiles.map(\.path))
      #expect(try JSONText.encode(description) + "\n" == folder.text("data/dataset.json"))
    }
  }
}
