import Foundation
import ImageCodecs
import ImageCore
import Testing
import TestSupport

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// Tests of `fmbuild chart`.
struct ChartTests {
  /// The arguments after the dataset for every chart, in a folder with `data`, `model` and `photos`.
  static let charts = [
    ["data", "classes"], ["data", "classes", "--against", "data"], ["data", "sprite", "--split", "test"],
    ["data", "stages"], ["data", "stages", "--photos", "photos"], ["data", "intensity"],
    ["data", "intensity", "--against", "data", "--split", "train"], ["data", "map", "--seed", "3"],
    ["model", "curves"], ["data", "curves", "--model", "model"], ["data", "confusion", "--model", "model"],
    ["data", "scores", "--model", "model"], ["data", "calibration", "--model", "model"],
    ["data", "predictions", "--model", "model"],
  ]

  @Test func everyChartIsDrawnInBothFormats() async throws {
    try await PredictionModel.with { folder in
      for arguments in Self.charts {
        for (file, options) in [("x.svg", []), ("x.png", ["--scale", "1"])] {
          let result = try await Program.run(["chart"] + arguments + options + ["--out", file], in: folder)
          #expect(result.exitCode == 0 && result.errors.isEmpty, "\(arguments): \(result.errors)")
          #expect(result.output.hasPrefix("\(file): \(arguments[1]), "), "\(result.output)")
        }
        let text = try folder.text("x.svg")
        #expect(XMLParser(data: Data(text.utf8)).parse(), "\(arguments)")
        #expect(text.contains("<svg xmlns='http://www.w3.org/2000/svg'"))
        for word in ["var(", "currentColor", "class=", "<style"] {
          #expect(!text.contains(word), "\(arguments)")
        }
        // The picture has the size that the drawing says, and the background at its edge.
        let picture = try PictureFixtures.picture("x.png", in: folder)
        let height = try #require(text.firstMatch(of: /height='([0-9.]+)'/)?.output.1)
        #expect(picture.size.height == Int((Double(height) ?? 0).rounded(.up)))
        #expect(Self.corner(of: picture) == [255, 255, 255])
      }
    }
  }

  private static func corner(of picture: DecodedImage) -> [UInt8] {
    guard case .eightBit(let bytes) = picture.samples else { return [] }
    return Array(bytes.prefix(3))
  }

  @Test func themeChangesTheColoursAndTheSameInputGivesTheSameFile() async throws {
    try await PictureFixtures.withDataset { folder in
      for (theme, corner) in [("light", [255, 255, 255]), ("dark", [22, 24, 29] as [UInt8])] {
        for file in ["x.svg", "x.png"] {
          var former: [UInt8] = []
          for _ in 0..<2 {
            let result = try await Program.run(
              ["chart", "data", "sprite", "--theme", theme, "--out", file], in: folder)
            #expect(result.exitCode == 0, "\(result.errors)")
            let bytes = try folder.bytes(file)
            #expect(former.isEmpty || former == bytes)
            former = bytes
          }
        }
        #expect(try Self.corner(of: PictureFixtures.picture("x.png", in: folder)) == corner)
        #expect(try folder.text("x.svg").contains("fill='\(theme == "dark" ? "#16181d" : "#ffffff")'/>"))
      }
    }
  }

  @Test func numbersAreThoseOfTheReport() async throws {
    try await PredictionModel.with { folder in
      for arguments in [["report", "data", "--out", "r.html"], ["chart", "data", "confusion"]] {
        let result = try await Program.run(arguments + ["--model", "model", "--quiet"], in: folder)
        #expect(result.exitCode == 0 && result.output.isEmpty, "\(result.errors)")
      }
      let report = try folder.text("r.html")
      let tooltips = try folder.text("confusion.svg").matches(of: /<title>([^<]*recognised: [^<]*)<\/title>/)
      #expect(tooltips.count == 2)
      for tooltip in tooltips { #expect(report.contains(tooltip.output.1), "\(tooltip.output.1)") }
    }
  }

  @Test(arguments: [
    (["data", "confusoin"], 64, "did you mean 'confusion'?"),
    (["data", "confusion"], 64, "confusion needs --model FOLDER"),
    (["data", "classes", "--out", "classes.pdf"], 64, "classes.pdf: a chart is an .svg or a .png file"),
    (["data", "classes", "--out", ".svg"], 64, "a chart is an .svg or a .png file"),
    (["data", "classes", "--model", "m"], 64, "--model is for curves, confusion"),
    (["data", "classes", "--scale", "3"], 64, "--scale is for .png files"),
    (["data", "classes", "--scale", "9", "--out", "x.png"], 64, "--scale takes 1 to 8"),
    (["data", "curves"], 2, "data: curves are those of a model's training; add --model"),
    (["data", "stages", "--photos", "data"], 2, "Cap/"),
    (["data", "sprite", "--split", "validation"], 2, "there is no validation split"),
    (["data", "classes", "--against", "nowhere"], 2, "nowhere"),
    (["data", "classes", "--out", "no/x.svg"], 2, "no/x.svg: there is no folder no"),
    (["nowhere", "classes"], 2, "nowhere"),
  ])
  func whatCannotBeDrawnIsSaidAndNothingIsWritten(_ arguments: [String], _ code: Int32, _ words: String)
    async throws
  {
    try await PictureFixtures.withDataset { folder in
      let former = try folder.names()
      let result = try await Program.run(["chart"] + arguments, in: folder)
      #expect(result.exitCode == code && result.output.isEmpty)
      #expect(result.errors.replacing("\n", with: " ").contains(words), "\(result.errors)")
      #expect(try folder.names() == former)
    }
  }

  @Test func aModelInThePlaceOfTheDatasetIsNamed() async throws {
    try await PredictionModel.with { folder in
      let result = try await Program.run(["chart", "model", "classes"], in: folder)
      #expect(result.exitCode == 2 && result.errors.contains("model: this is a model; name the dataset"))
      let foreign = try await Program.run(
        ["convert", "photos", "--out", "other", "--seed", "5", "--quiet"], in: folder)
      #expect(foreign.exitCode == 0)
      let curves = try await Program.run(["chart", "other", "curves", "--model", "model"], in: folder)
      #expect(curves.exitCode == 2 && curves.errors.contains("the model was trained on data, not on"))
    }
  }

  @Test func aFileOfAnotherProgramStaysUnlessTheUserInsists() async throws {
    try await PictureFixtures.withDataset { folder in
      let mine = "<svg xmlns='http://www.w3.org/2000/svg'/>"
      try folder.write(mine, to: "classes.svg")
      let refused = try await Program.run(["chart", "data", "classes"], in: folder)
      #expect(refused.exitCode == 2 && refused.errors.contains("no drawing of fmbuild"), "\(refused.errors)")
      #expect(try folder.text("classes.svg") == mine)
      for options in [["--overwrite"], []] {
        let made = try await Program.run(["chart", "data", "classes", "--quiet"] + options, in: folder)
        #expect(made.exitCode == 0 && made.output.isEmpty && made.errors.isEmpty, "\(made.errors)")
      }
      #expect(try folder.text("classes.svg") != mine)
    }
  }

  @Test func lettersWithoutADrawingAreNamedForPicturesAndWrittenInDrawings() async throws {
    try await withTemporaryFolder { folder in
      try TestPhotos.write([("靴", 4), ("Ćevap", 4)], to: folder)
      let converted = try await Program.run(["convert", "photos", "--out", "data", "--quiet"], in: folder)
      #expect(converted.exitCode == 0)
      let picture = try await Program.run(["chart", "data", "classes", "--out", "x.png"], in: folder)
      #expect(picture.exitCode == 0 && picture.errors.contains("(靴)"), "\(picture.errors)")
      let drawing = try await Program.run(["chart", "data", "classes", "--out", "x.svg"], in: folder)
      #expect(drawing.exitCode == 0 && drawing.errors.isEmpty)
      let text = try folder.text("x.svg")
      #expect(text.contains(">靴<") && text.contains(">Ćevap<"))
    }
  }
}
