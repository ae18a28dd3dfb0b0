import Foundation
import Testing
import TestSupport

/// Tests with disks that are full, that cannot be written, or that are themselves the target.
@Suite(.enabled("the system lets no test mount anything") { await Mounts.arePermitted() })
struct DiskTests {
  @Test(arguments: [72, 96])
  func fullDiskEndsTheRunAndLeavesWhatWasThere(_ size: Int) async throws {
    try await withTemporaryFolder { folder in
      try folder.makeFolder("disk")
      try TestPhotos.write([("hat", 40), ("shoe", 40)], to: folder)
      // The first dataset, which has to stay, is as small as a dataset can be.
      let line = """
        "$F" convert photos --out disk/data --per-class 1,1 --quiet || exit 98
        cat disk/data/* | cksum >before
        "$F" convert photos --out disk/data --overwrite --raw --seed 3 --quiet; code=$?
        cat disk/data/* | cksum >after; ls -A disk >names; exit $code
        """
      let result = try await Mounts.run(line, onDisk: "size=\(size)k", in: folder)
      #expect(result.exitCode == 2 && result.errors.contains("No space left on device"), "\(result)")
      #expect(result.errors.contains("Free some space"))
      #expect(try folder.text("before") == folder.text("after"))
      #expect(try folder.text("names") == "data\n")
    }
  }

  @Test func fullDiskLeavesTheOlderPicture() async throws {
    try await PictureFixtures.withDataset { folder in
      try folder.makeFolder("disk")
      let line = """
        "$F" sprite data --out disk/sheet.png || exit 98
        cksum <disk/sheet.png >before; head -c 1M /dev/zero >disk/rest 2>/dev/null
        "$F" sprite data --out disk/sheet.png --scale 9; code=$?
        cksum <disk/sheet.png >after; ls -A disk >names; exit $code
        """
      let result = try await Mounts.run(line, onDisk: "size=32k", in: folder)
      #expect(result.exitCode == 2 && result.errors.contains("No space left on device"), "\(result)")
      #expect(try folder.text("before") == folder.text("after"))
      #expect(try folder.text("names") == "rest\nsheet.png\n")
    }
  }

  @Test(arguments: [
    "convert photos --out disk/data", "samples --out disk/photos", "sprite data --out disk/sheet.png",
    "report data --out disk/report.html", "train data --model softmax --out disk/model",
    "train data --model softmax --suspects disk/suspects.csv",
  ])
  func diskThatCannotBeWrittenIsFoundBeforeTheWork(_ command: String) async throws {
    try await PictureFixtures.withDataset { folder in
      try folder.makeFolder("disk")
      let result = try await Mounts.run("\"$F\" \(command)", onDisk: "ro", in: folder)
      #expect(result.exitCode == 2 && result.errors.contains("Read-only file system"), "\(result)")
      #expect(!result.errors.contains("photos below") && !result.errors.contains("epoch"))
    }
  }

  @Test func diskItselfCanBeTheTarget() async throws {
    try await withTemporaryFolder { folder in
      try folder.makeFolder("disk")
      try TestPhotos.write([("hat", 8), ("shoe", 8)], to: folder)
      let line = """
        mkdir disk/lost+found
        "$F" convert photos --out disk --quiet --seed 1 && ls -A disk >first &&
        "$F" convert photos --out disk --quiet; test $? = 2 || exit 97
        "$F" convert photos --out disk --overwrite --layout torchvision --quiet --seed 2 && ls -A disk >second &&
        rmdir disk/lost+found && cp -r disk copy
        """
      let result = try await Mounts.run(line, onDisk: "", in: folder)
      #expect(result.exitCode == 0, "\(result)")
      #expect(try !folder.text("first").contains(".fmbuild") && !folder.text("second").contains("t10k"))
      let alone = try await Program.run(
        ["convert", "photos", "--out", "alone", "--layout", "torchvision", "--quiet", "--seed", "2"],
        in: folder)
      #expect(alone.exitCode == 0)
      #expect(try folder.files(in: "copy") == folder.files(in: "alone"))
    }
  }

  @Test func fileOfTheUsersOnTheDiskIsNotLost() async throws {
    try await withTemporaryFolder { folder in
      try folder.makeFolder("disk")
      try TestPhotos.write([("hat", 8), ("shoe", 8)], to: folder)
      let line = """
        "$F" convert photos --out disk --quiet && echo mine >disk/thesis.txt || exit 97
        "$F" convert photos --out disk --overwrite --quiet; code=$?; ls -A disk >names; exit $code
        """
      let result = try await Mounts.run(line, onDisk: "", in: folder)
      #expect(result.exitCode == 2 && result.errors.contains("disk/thesis.txt"), "\(result)")
      let names = try folder.text("names")
      #expect(
        names.contains("thesis.txt\n") && names.contains("dataset.json\n") && !names.contains(".fmbuild"))
    }
  }
}
