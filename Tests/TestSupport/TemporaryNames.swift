import FileSystem
import Foundation

/// The temporary names of runs, as the library writes them.
package enum TemporaryNames {
  private static let content = FolderContent(noun: "things", marker: nil, exampleName: "things") { _ in true }

  /// Returns the part of the name that stands for this machine.
  package static func host() async throws -> String {
    try await withTemporaryFolder { folder in
      let target = try TargetFolder(path: folder("x"), of: content, overwrites: false)
      let name = try folder.names()[0]
      let host = name.dropFirst(".x.fmbuild-".count).split(separator: "-").dropLast(2).joined(separator: "-")
      try target.commit()
      return host
    }
  }

  /// Returns the number of a process that has ended.
  package static func endedProcess() throws -> Int32 {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/true")
    try process.run()
    process.waitUntilExit()
    return process.processIdentifier
  }

  /// Returns the name that an ended run of this machine has left for a target.
  package static func leftover(of target: String) async throws -> String {
    "\(prefix(target))\(try await host())-\(try endedProcess())-1"
  }

  package static func prefix(_ target: String) -> String {
    target.isEmpty ? ".fmbuild-" : ".\(target).fmbuild-"
  }
}
