internal import ArgumentParser
internal import Configuration
internal import ImageStages

struct Pipelines: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pipelines",
    abstract: "List the pipelines and the stages that they are made of.",
    discussion: """
      Without a name: all pipelines, then all stages with their parameters, ranges and defaults. With a name: that \
      pipeline's file, to start your own from:

        fmbuild pipelines fashion-mnist > mine.yaml
        fmbuild convert photos --out data --pipeline mine.yaml
      """)

  @Argument(help: ArgumentHelp("Print the file of this pipeline.", valueName: "name"))
  var name: String?

  @OptionGroup var configOptions: ConfigOptions

  func run() async throws {
    try await Self.reportingFailure {
      if let name {
        guard let source = PipelineLibrary.source(named: name) else {
          throw ValidationError(
            "There is no pipeline '\(name)'\(PipelineLibrary.advice(on: name)).")
        }
        try Output.result(source.hasSuffix("\n") ? String(source.dropLast()) : source)
        return
      }
      try Output.result("Pipelines (--pipeline NAME, or a YAML file):\n")
      for name in PipelineLibrary.names {
        let pipeline = try PipelineLibrary.pipeline(name)
        let stages = [Decode.description.name] + pipeline.stages.map(\.name)
        try Output.result("  \(name)\(name == PipelineLibrary.defaultName ? " (default)" : "")")
        try Output.result("      \(pipeline.summary)")
        try Output.result("      \(stages.joined(separator: ", "))")
      }
      try Output.result("\nStages, in the order in which they usually come:\n")
      for description in [Decode.description] + StageCatalogue.all.map({ $0.description }) {
        try Output.result("  \(description.name)")
        try Output.result("      \(description.summary)")
        for parameter in description.parameters {
          try Output.result("      \(parameter.name): \(parameter.summary)")
          try Output.result("          \(parameter.domain.summary); default \(parameter.defaultValue)")
        }
      }
    }
  }
}
