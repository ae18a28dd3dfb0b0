internal import ArgumentParser
internal import DatasetFormat
internal import FileSystem

@main
struct FMBuild: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fmbuild",
    abstract: "Make an MNIST of your own photos.",
    discussion: """
      Put photos into one folder per class, photos/<class>/…, then:

        fmbuild convert photos --out data     photos to a dataset in MNIST format
        fmbuild verify data                   what is wrong with it
        fmbuild train data --out model        whether it can be learned, and how well
        fmbuild predict --model model PHOTO   what a photo shows

      Exit codes: 0 done; 1 done, with findings or too many rejected photos; 2 could not do it; 64 wrong usage; 130 interrupted.
      Shell completion: fmbuild --generate-completion-script bash (or zsh, fish).
      """,
    version: ProgramVersion.current,
    // Each says its own name: finding the name of a type takes a third of a millisecond, for every command at each start.
    subcommands: [
      Convert.self, SortCommand.self, Verify.self, Diff.self, Train.self, BenchmarkCommand.self, Predict.self,
      ReportCommand.self, ChartCommand.self,
      Show.self,
      Sprite.self, ExportCommand.self, LayoutCommand.self, Publish.self, ImportCommand.self,
      ListCommand.self, MapCommand.self, AssembleCommand.self, Stages.self,
      Pipelines.self, Checks.self, Formats.self, Loaders.self, Samples.self,
    ])

  static func main() async {
    OpenFiles.raiseLimit()
    await Interruption.handlingSignals {
      await CommandLineRunner.run(Array(CommandLine.arguments.dropFirst()))
    }
  }
}
