import DatasetFormat
import Foundation
import Testing
import TestSupport
import Workflows

struct RecordedPipelineTests {
  @Test func pipelineOfTheVersionBeforeIsRead() throws {
    let text = """
      {"name": "mine", "summary": "", "isFast": true,
       "stages": [{"name": "png", "parameters": {"background": "white"}}, {"name": "trim", "parameters": {}}]}
      """
    let recorded = try JSONDecoder().decode(RecordedPipeline.self, from: Data(text.utf8))
    let encoded = try JSONEncoder().encode(recorded)
    let object = try #require(try JSONSerialization.jsonObject(with: encoded) as? [String: Any])
    #expect(object["name"] as? String == "mine" && object["isFast"] as? Bool == true)
    #expect((object["stages"] as? [[String: Any]])?.map { $0["name"] as? String } == ["png", "trim"])
  }

  @Test func recipeIsRecordedWithItsStages() throws {
    let recorded = RecordedPipeline(try recipe(pipeline: "emnist"))
    let object = try #require(
      try JSONSerialization.jsonObject(with: JSONEncoder().encode(recorded)) as? [String: Any])
    #expect(object["name"] as? String == "emnist" && object["isFast"] as? Bool == false)
    #expect((object["stages"] as? [[String: Any]])?.first?["name"] as? String == "decode")
  }
}
