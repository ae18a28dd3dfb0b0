internal import Checksums
internal import DatasetFormat
internal import Exporting
internal import FileSystem

/// `croissant.json`: what the files of a publication hold, in the Croissant format of MLCommons, with the fields of
/// Responsible AI.
struct CroissantDocument {
  static let name = "croissant.json"

  /// A file of the publication.
  struct File {
    let path: String
    let byteCount: Int
    let sha256: SHA256Digest
    /// The media type. Readers of Croissant know Parquet as `application/x-parquet` only.
    let type: String
  }

  private let publication: PublishedDataset
  private let files: [File]

  /// Reads the files that have been written so far.
  ///
  /// - Throws: `FileSystemError` if a file cannot be read again.
  init(_ publication: PublishedDataset, filesIn folder: ExportFolder) throws(FileSystemError) {
    self.publication = publication
    var files: [File] = []
    for file in folder.written.files.sorted(by: { $0.path < $1.path }) {
      guard let type = Self.mediaType(of: file.path) else { continue }
      files.append(
        File(
          path: file.path, byteCount: file.byteCount,
          sha256: try SHA256Digest(ofFile: folder.path(of: file.path)), type: type))
    }
    self.files = files
  }

  /// Returns the media type of a file that holds data; nil for descriptions.
  private static func mediaType(of path: String) -> String? {
    let types = [
      ".parquet": "application/x-parquet", ".gz": "application/gzip", ".npz": "application/zip",
      ".csv": "text/csv", ".txt": "text/plain",
    ]
    return types.first { path.hasSuffix($0.key) }?.value
  }

  var text: String {
    let (facts, about) = (publication.facts, publication.about)
    var pairs: [(String, JSONDocument)] = [
      ("@context", CroissantContext.document), ("@type", .text("sc:Dataset")),
      ("conformsTo", .text(CroissantContext.version)), ("name", .text(facts.slug)),
      ("alternateName", .text(facts.title)), ("description", .text(facts.description)),
      ("license", .text(facts.licence.url)), ("url", .text(facts.url)),
      ("creator", .array(facts.creators.map(creator))), ("datePublished", .text(facts.published)),
      ("version", .text("\(facts.version)")), ("citeAs", .text(Citation(facts).bibTeX)),
      ("keywords", texts(publication.keywords)),
      ("rai:dataLimitations", texts(publication.limitations(.limitations))),
      ("rai:dataBiases", texts(publication.limitations(.biases))),
    ]
    let answers: [(String, AboutKey)] = [
      ("rai:personalSensitiveInformation", .personalInformation), ("rai:dataUseCases", .uses),
      ("rai:dataSocialImpact", .socialImpact),
    ]
    for (name, key) in answers {
      if let text = about.text(key) { pairs.append((name, texts([text]))) }
    }
    if let isSynthetic = about.isSynthetic { pairs.append(("rai:hasSyntheticData", .flag(isSynthetic))) }
    pairs += [
      ("prov:wasDerivedFrom", .array(about.sources.map(source))),
      ("prov:wasGeneratedBy", .array(publication.process.map(activity))),
      ("distribution", .array(files.map(object))), ("recordSet", .array(recordSets)),
    ]
    return JSONDocument.object(pairs).encoded(.indented)
  }

  private func texts(_ texts: [String]) -> JSONDocument { .array(texts.map { .text($0) }) }

  private func creator(_ creator: Creator) -> JSONDocument {
    var pairs: [(String, JSONDocument)] = [
      ("@type", .text(creator.person == nil ? "Organization" : "Person")),
      ("name", .text(creator.spokenName)),
    ]
    if let person = creator.person {
      pairs += [("givenName", .text(person.given)), ("familyName", .text(person.family))]
    }
    if let orcid = creator.orcid { pairs.append(("sameAs", .text("https://orcid.org/\(orcid)"))) }
    if let affiliation = creator.affiliation {
      pairs.append(
        ("affiliation", .object([("@type", .text("Organization")), ("name", .text(affiliation))])))
    }
    return .object(pairs)
  }

  private func source(_ text: String) -> JSONDocument {
    AboutFile.isAddress(text)
      ? .object([("@id", .text(text))])
      : .object([("@type", .text("prov:Entity")), ("prov:label", .text(text))])
  }

  private func activity(_ step: ProcessStep) -> JSONDocument {
    .object([
      ("@type", .text("prov:Activity")), ("prov:label", .text(step.name)), ("description", .text(step.text)),
    ])
  }

  private func object(_ file: File) -> JSONDocument {
    .object([
      ("@type", .text("cr:FileObject")), ("@id", .text(file.path)), ("name", .text(file.path)),
      ("contentUrl", .text(file.path)), ("contentSize", .text("\(file.byteCount) B")),
      ("encodingFormat", .text(file.type)), ("sha256", .text("\(file.sha256)")),
    ])
  }

  // MARK: - Records

  private var recordSets: [JSONDocument] {
    [classes] + publication.dataset.parts.flatMap { tables(of: $0.split) }
      + (publication.manifest == nil ? [] : [manifest])
  }

  private func field(
    _ set: String, _ name: String, _ type: JSONDocument, _ more: [(String, JSONDocument)] = []
  ) -> JSONDocument {
    .object(
      [
        ("@type", .text("cr:Field")), ("@id", .text("\(set)/\(name)")), ("name", .text(name)),
        ("dataType", type),
      ] + more)
  }

  private func recordSet(_ id: String, _ description: String, _ more: [(String, JSONDocument)])
    -> JSONDocument
  {
    .object(
      [
        ("@type", .text("cr:RecordSet")), ("@id", .text(id)), ("name", .text(id)),
        ("description", .text(description)),
      ] + more)
  }

  private var classes: JSONDocument {
    let data = publication.dataset.classNames.enumerated().map { label, name -> JSONDocument in
      .object([("classes/label", .number(label)), ("classes/name", .text(name))])
    }
    return recordSet(
      "classes", "The names of the classes, by label.",
      [
        ("dataType", .text("sc:Enumeration")), ("key", .object([("@id", .text("classes/label"))])),
        (
          "field",
          .array([
            field("classes", "label", .text("sc:Integer")), field("classes", "name", .text("sc:Text")),
          ])
        ),
        ("data", .array(data)),
      ])
  }

  /// Returns the record sets of the tables of a split, one for each file, because a field has one source.
  private func tables(of split: Split) -> [JSONDocument] {
    let tables = files.filter { $0.path.hasPrefix("data/\(split.rawValue)-") }
    return tables.enumerated().map { index, file in
      let id = split.rawValue + (tables.count > 1 ? "-\(index)" : "")
      let image = column(
        file.path, "image", [("transform", .object([("jsonPath", .text("bytes"))]))])
      let label = column(file.path, "label")
      return recordSet(
        id, "The images of \(split.rawValue) with their labels.",
        [
          (
            "field",
            .array([
              field(id, "image", .text("sc:ImageObject"), [image]),
              field(
                id, "label", .array([.text("sc:Integer"), .text("cr:Label")]),
                [
                  label,
                  ("references", .object([("field", .object([("@id", .text("classes/label"))]))])),
                ]),
            ])
          )
        ])
    }
  }

  private var manifest: JSONDocument {
    let fields = publication.manifestColumns.map { name in
      field(
        "manifest", name, .text(["index", "label"].contains(name) ? "sc:Integer" : "sc:Text"),
        [column(DatasetFile.manifest, name)])
    }
    return recordSet(
      "manifest", "The photo of each image, with the SHA-256 of its file.", [("field", .array(fields))])
  }

  private func column(
    _ file: String, _ name: String, _ more: [(String, JSONDocument)] = []
  ) -> (String, JSONDocument) {
    (
      "source",
      .object(
        [
          ("fileObject", .object([("@id", .text(file))])),
          ("extract", .object([("column", .text(name))])),
        ] + more)
    )
  }
}
