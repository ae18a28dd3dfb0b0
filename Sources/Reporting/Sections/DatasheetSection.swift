internal import DatasetFormat
internal import ImageCore
internal import Publishing
internal import Training
internal import Verification
internal import Wording

/// The datasheet for the users of a dataset, after Gebru and others 2021, Communications of the ACM 64(12), 86-92.
/// Questions are answered where the files hold the answer, or the owner has written it into `about.yaml`; others are open.
struct DatasheetSection {
  let report: Report

  private struct Question {
    let text: String
    /// The answer of the files; nil where only the owner knows it.
    let answer: String?
    /// The question as `about.yaml` answers it; nil for one that only the files answer.
    let id: DatasheetQuestion?

    init(_ text: String, _ answer: String? = nil, _ id: DatasheetQuestion? = nil) {
      self.text = text
      self.answer = answer
      self.id = id
    }
  }

  var section: PageSection {
    let groups = [
      ("Motivation", motivation), ("Composition", composition), ("Collection", collection),
      ("Preprocessing", preprocessing), ("Uses", uses), ("Distribution", distribution),
      ("Maintenance", maintenance),
    ]
    let questions = groups.flatMap(\.1)
    let fileCount = questions.count { $0.answer != nil }
    let ownerCount = questions.count { $0.answer == nil && ownersAnswer(to: $0) != nil }
    let openCount = questions.count - fileCount - ownerCount
    let markup = groups.map { title, questions -> Markup in
      "<h3>\(title)</h3>\n<dl class=datasheet>\(questions.map(entry))</dl>\n"
    }
    let owner = report.about == nil ? "" : ", \(grouped(ownerCount)) by the owner"
    let rest =
      openCount == 0
      ? "None is open."
      : "\(grouped(openCount)) \(openCount == 1 ? "is" : "are") open, because only the owner can answer; "
        + "'fmbuild publish --template' writes a file to do so, and --about reads it."
    return PageSection(
      id: "datasheet", title: "Datasheet", shortTitle: "Datasheet",
      body: """
        <p>\(grouped(fileCount)) of \(grouped(questions.count)) questions are answered from the files\(owner). \(rest)</p>
        \(markup)
        """)
  }

  private func ownersAnswer(to question: Question) -> String? {
    question.id.flatMap { report.about?.answer(to: $0) }
  }

  private func entry(_ question: Question) -> Markup {
    let answers = [
      question.answer.map { answer -> Markup in "<dd>\(answer)</dd>" },
      ownersAnswer(to: question).map { answer -> Markup in "<dd>The owner says: \(answer)</dd>" },
    ].compactMap { $0 }
    let open: Markup = "<dd class=open>open: only the owner can say</dd>"
    return "<dt>\(question.text)</dt>\(answers.isEmpty ? [open] : answers)\n"
  }

  // MARK: - Questions

  private let motivation = [
    Question("What was the dataset made for?", nil, .purpose),
    Question("Who made it, and on whose behalf?", nil, .makers),
    Question("Who paid for it?", nil, .funding),
  ]

  private var composition: [Question] {
    let dataset = report.dataset
    let kind =
      dataset.parts.first.map {
        "a picture of \($0.type.size) \($0.type.channels == .grey ? "grey levels, 0 being the background," : "pixels in colour")"
      } ?? "a picture"
    let shares = report.classes.map { entry in
      "\(entry.name) \(grouped(entry.counts.reduce(0) { $0 + $1.count }))"
    }
    return [
      Question(
        "What is one image?",
        capitalised(
          report.description == nil ? "\(kind) with a label." : "a photo, made into \(kind) with a label.")),
      Question(
        "How many are there, and of what kinds?",
        "\(counted(report.exampleCount, "image")): " + shares.prefix(40).joined(separator: ", ")
          + (shares.count > 40 ? " and \(shares.count - 40) more classes" : "") + "."),
      Question("Is it a sample of something larger, and does it stand for it?", nil, .sample),
      Question("Is anything missing?", missing, .missing),
      Question(
        "Is there a recommended split?",
        dataset.parts.map { "\($0.split.rawValue) \(grouped($0.imageCount))" }.joined(separator: ", ")
          + (report.description == nil
            ? "."
            : "; photos of one product, and equal images, stand on one side only unless the owner placed them.")
      ),
      Question("Are there errors, noise or duplicates?", errors),
      Question("Does it show people, or tell anything of them?", nil, .people),
      Question("Could it offend anyone, or is a group missing or badly shown?", nil, .offence),
    ]
  }

  private var missing: String? {
    guard let counts = report.description?.counts else { return nil }
    guard counts.rejected + counts.leftOut > 0 else { return "Every photo gave an image." }
    let reasons = report.rejectedPhotos.map { "\(grouped($0.count)) \($0.reason)" }.joined(separator: ", ")
    return
      "\(counted(counts.rejected, "photo")) could not be used and \(grouped(counts.leftOut)) left out on purpose (\(reasons)); "
      + "\(DatasetFile.rejectedPhotos) names each with the reason."
  }

  private var errors: String {
    let found = report.checks.filter { $0.verdict == .error || $0.verdict == .warning }
    guard !found.isEmpty else { return "No check found an error or gives a warning." }
    return found.flatMap(\.findings).map(\.message).joined(separator: "; ") + "."
  }

  private var collection: [Question] {
    [
      Question(
        "How can an image be traced to where it comes from?",
        report.description == nil
          ? nil : "\(DatasetFile.manifest) names its photo, the photo's SHA-256 and the part that was kept.",
        .tracing),
      Question("Where, when, how and by whom were the photos taken?", nil, .collection),
      Question("Did people who can be seen, or who own the photos, agree?", nil, .consent),
      Question("Has anybody reviewed the ethics of it?", nil, .ethics),
    ]
  }

  private var preprocessing: [Question] {
    guard let description = report.description else {
      return [
        Question("What was done to the photos?", nil, .processing),
        Question("Are the originals kept?", nil, .originals),
        Question("With which software?", nil, .software),
      ]
    }
    if let origin = description.origin {
      let files = origin.files.isEmpty ? "" : " (\(origin.files.map(\.name).joined(separator: ", ")))"
      return [
        Question("What was done to the photos?"),
        Question(
          "Where do the labels come from?",
          "Images and labels were imported from \(origin.format)\(files) as they were."),
        Question("Are the originals kept?"),
        Question(
          "With which software?",
          "Imported with \(description.program.name) \(description.program.version); the software that made the images is "
            + "not recorded."),
      ]
    }
    return [
      Question(
        "What was done to the photos?",
        "Pipeline \(description.recipe.pipeline.name): "
          + description.recipe.pipeline.stages.map(\.name).joined(separator: ", ")
          + ". Every parameter stands above.", .processing),
      Question("Where do the labels come from?", description.labelSentence),
      Question(
        "Are the originals kept?",
        "The photos were not changed; the dataset holds their names and checksums, not themselves.",
        .originals),
      Question(
        "With which software?",
        "\(description.program.name) \(description.program.version); the same photos, pipeline and seed give the same files."
      ),
    ]
  }

  private var uses: [Question] {
    var questions = [
      Question("What has it been used for, and what should it not be used for?", nil, .uses)
    ]
    if let model = report.model {
      questions.insert(
        Question(
          "How well can it be learned?",
          model.verdict?.headline
            ?? "Test accuracy \(percent(model.scores.accuracy.value)) by model \(model.name)."), at: 0)
    }
    return questions
  }

  private let distribution = [
    Question("Under which licence, and may the photos be shown?", nil, .licence),
    Question("Where can it be had, and how should it be cited?", nil, .availability),
  ]

  private let maintenance = [
    Question("Who answers questions and mends errors?", nil, .contact),
    Question("Will there be other versions, and where will they be announced?", nil, .updates),
  ]
}
