import Foundation
import Testing
import TestSupport

/// Tests that a run that cannot do what it should says so, and that it leaves what was there.
@Suite(.timeLimit(.minutes(15)))
struct HonestEndTests {
  /// Makes a dataset of a few photos, adds many photos, and starts a run that is to replace the dataset. As soon as it
  /// reads photos, `change` is carried out in the folder.
  private static func replacing(
    _ count: Int, in folder: TemporaryFolder, while change: String
  ) async throws -> (result: Program.Result, before: [String: [UInt8]]) {
    try TestPhotos.write([("hat", 4), ("shoe", 4)], to: folder)
    #expect(try await Program.run(["convert", "photos", "--out", "data"], in: folder).exitCode == 0)
    try InterruptionTests.writePhotos(count, to: folder)
    let before = try folder.files(in: "data")
    // A process of its own makes the change: in this one, other tests may keep a timer waiting.
    let line = """
      "$F" convert photos --out data --overwrite --jobs 1 & run=$!
      until ls -A | grep -q '^[.]data[.]fmbuild-'; do kill -0 $run || exit 99; done
      \(change); wait $run
      """
    return (try await Program.shell(line, in: folder), before)
  }

  @Test func photosThatGoAwayEndTheRunAndTheDatasetStays() async throws {
    try await withTemporaryFolder { folder in
      let (result, before) = try await Self.replacing(1000, in: folder, while: "mv photos gone")
      #expect(result.exitCode == 2)
      #expect(
        result.errors.contains("photos: the photo folder went away while it was read"), "\(result.errors)")
      #expect(result.errors.contains("nothing was written"))
      #expect(try folder.files(in: "data") == before)
      #expect(try folder.names() == ["data", "gone", "photo.jpg"])
    }
  }

  @Test(arguments: ["hat", "hat/998.jpg"])
  func photoThatGoesAwayEndsTheRunAndTheDatasetStays(_ name: String) async throws {
    try await withTemporaryFolder { folder in
      let (result, before) = try await Self.replacing(1000, in: folder, while: "rm -r photos/\(name)")
      #expect(
        result.exitCode == 2 && result.errors.contains("it went away while the photos were read"),
        "\(result.errors)")
      #expect(try folder.files(in: "data") == before)
    }
  }

  @Test func pipeInPlaceOfAPhotoIsARejectedPhoto() async throws {
    try await withTemporaryFolder { folder in
      let (result, _) = try await Self.replacing(
        400, in: folder, while: "rm photos/shoe/399.jpg; mkfifo photos/shoe/399.jpg")
      #expect(result.exitCode == 0, "\(result.errors)")
      #expect(try folder.text("data/rejects.csv").contains("shoe/399.jpg"))
    }
  }

  @Test(arguments: [12, 20, 64])
  func fewOpenFilesGiveTheSameDataset(_ limit: Int) async throws {
    try await withTemporaryFolder { folder in
      try TestPhotos.write([("hat", 150), ("shoe", 150)], to: folder)
      // Files that the tests have open are closed first, because the shell inherits them.
      let line = """
        exec bash -c 'for number in $(ls /proc/$$/fd); do
          if [ $number -gt 2 ] && [ $number -ne 255 ]; then eval "exec $number>&-"; fi; done 2>/dev/null
          ulimit -n \(limit); exec "$F" convert photos --out data --jobs 8 --quiet'
        """
      let result = try await Program.shell(line, in: folder)
      #expect(result.exitCode == 0, "\(result.errors)")
      let alone = try await Program.run(["convert", "photos", "--out", "alone", "--quiet"], in: folder)
      #expect(alone.exitCode == 0)
      #expect(try folder.files(in: "data") == folder.files(in: "alone"))
    }
  }

  @Test(arguments: [SIGINT, SIGTERM, SIGHUP])
  func signalEndsTheDrawingOfSamplesAndLeavesNothing(_ number: Int32) async throws {
    try await withTemporaryFolder { folder in
      let run = try Program.Run(["samples", "--out", "photos", "--per-class", "5000"], in: folder)
      for _ in 0..<5000 where try folder.names().isEmpty { try await Task.sleep(for: .milliseconds(2)) }
      try await Task.sleep(for: .milliseconds(50))
      run.send(number)
      let result = try await run.end()
      #expect(result.exitCode == 128 + number && result.errors.hasSuffix("interrupted\n"))
      #expect(try folder.names().isEmpty)
    }
  }

  @Test func readerThatStopsReadingCostsNothing() async throws {
    try await withTemporaryFolder { folder in
      try TestPhotos.write([("hat", 40), ("shoe", 40)], to: folder)
      let line = "{ \"$F\" convert photos --out data 2>&1; echo $? >code; } | head -n 1"
      let result = try await Program.shell(line, in: folder)
      #expect(result.output == "80 photos below photos\n")
      #expect(try folder.text("code") == "0\n")
      #expect(try folder.names() == ["code", "data", "photos"])
      #expect(folder.exists("data/dataset.json"))
    }
  }

  @Test(arguments: ["verify data --json", "sprite data --out /dev/full", "show data 0 --ascii"])
  func resultThatCannotBeWrittenIsAnError(_ command: String) async throws {
    try await PictureFixtures.withDataset { folder in
      let result = try await Program.shell("\"$F\" \(command) >/dev/full", in: folder)
      #expect(result.exitCode == 2 && result.errors.contains("No space left on device"), "\(result.errors)")
    }
  }

  @Test func othersCannotReadWhatIsMadeWithAStrictMask() async throws {
    try await withTemporaryFolder { folder in
      try TestPhotos.write([("hat", 4), ("shoe", 4)], to: folder)
      let line = """
        umask 077; "$F" convert photos --out data --quiet && "$F" sprite data --out sheet.png --quiet &&
          "$F" samples --out drawn --per-class 1 --size 16x16 --quiet && find data drawn sheet.png -perm /077
        """
      let result = try await Program.shell(line, in: folder)
      #expect(result.exitCode == 0 && result.output.isEmpty, "\(result)")
      #expect(
        folder.exists("data/dataset.json") && folder.exists("sheet.png")
          && folder.exists("drawn/Bag/0000.jpg"))
    }
  }

  @Test(arguments: ["tr_TR.UTF-8", "de_DE.UTF-8", "C"])
  func languageOfTheUserChangesNoByte(_ language: String) async throws {
    try await PictureFixtures.withDataset { folder in
      let line = """
        "$F" convert photos --out other --per-class 7,1 --quiet && "$F" verify data --json >$N.json &&
          "$F" report data --out $N.html --quiet && "$F" train data --model softmax --epochs 1 --quiet --out $N
        """
      for (name, locale) in [("usual", "C.UTF-8"), ("own", language)] {
        let result = try await Program.shell(
          "rm -rf other; " + line, environment: ["N": name, "LC_ALL": locale, "LANG": locale], in: folder)
        #expect(result.exitCode == 0, "\(result.errors)")
      }
      #expect(try folder.files(in: "other") == folder.files(in: "data"))
      for suffix in [".json", ".html", "/model.safetensors"] {
        #expect(try folder.bytes("usual" + suffix) == folder.bytes("own" + suffix))
      }
    }
  }

  @Test func currentFolderCanBeTheTarget() async throws {
    try await withTemporaryFolder { folder in
      try TestPhotos.write([("hat", 8), ("shoe", 8)], to: folder)
      try folder.makeFolder("data")
      let line = """
        cd data && "$F" convert ../photos --out . --seed 1 --quiet &&
          "$F" convert ../photos --out . --overwrite --quiet && cd .. && "$F" convert photos --out alone --quiet
        """
      let result = try await Program.shell(line, in: folder)
      #expect(result.exitCode == 0, "\(result.errors)")
      #expect(try folder.files(in: "data") == folder.files(in: "alone"))
    }
  }

  @Test func hugeFilesAreRefusedByTheirSize() async throws {
    try await PictureFixtures.withDataset { folder in
      let line = """
        "$F" train data --model softmax --epochs 1 --quiet --out model || exit 99
        truncate -s 5G huge.jpg huge.png; truncate -s 4G data/manifest.csv
        ulimit -v 4000000
        "$F" predict --model model huge.jpg; "$F" stages huge.jpg; "$F" sprite data --out huge.png
        "$F" verify data --only manifest-agreement
        """
      let result = try await Program.shell(line, in: folder)
      #expect(result.errors.contains("huge.jpg: "), "\(result.errors)")
      #expect(result.errors.contains("huge.png: this file is no picture of fmbuild"), "\(result.errors)")
      #expect(
        (result.output + result.errors).contains("4294967296 bytes"), "\(result.output)\(result.errors)")
    }
  }
}
