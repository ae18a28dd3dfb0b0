internal import ArgumentParser
internal import DatasetBuilding

@main
struct FMBuild: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fmbuild",
    abstract: "Makes a drop-in MNIST replacement out of a folder of photos.",
    discussion: """
      Photos stand in class folders, photos/<class>/…:

        fmbuild convert photos --out data
        fmbuild verify data

      Exit codes: 0 done; 1 done, with more rejects or graver findings than allowed; 2 could not do it; 64 wrong usage.
      """,
    version: ProgramVersion.current,
    subcommands: [
      Convert.self, Verify.self, Train.self, Predict.self, ReportCommand.self, Show.self, Sprite.self,
      Stages.self, Pipelines.self, Checks.self, Samples.self,
    ])
}
