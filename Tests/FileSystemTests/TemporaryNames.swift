import FileSystem
import Foundation
import TestSupport

/// The temporary names of runs, as the library writes them.
enum TemporaryNames {
  /// Returns the part of the name that stands for this machine.
  static func host() async throws -> String {
    try await withTemporaryFolder { folder in
      let target = try TargetFolder(path: folder("x"), of: TargetFolderTests.content, overwrites: false)
      let name = try folder.names()[0]
      let host = name.dropFirst(".x.fmbuild-".count).split(separator: "-").dropLast(2).joined(separator: "-")
      try target.commit()
      return host
    }
  }

  /// Returns the number of a process that has ended.
  static func endedProcess() throws -> Int32 {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/true")
    try process.run()
    process.waitUntilExit()
    return process.processIdentifier
  }

  /// Returns the name that an ended run of this machine has left for a target.
  static func leftover(of target: String) async throws -> String {
    "\(prefix(target))\(try await host())-\(try endedProcess())-1"
  }

  static func prefix(_ target: String) -> String { target.isEmpty ? ".fmbuild-" : ".\(target).fmbuild-" }
}
