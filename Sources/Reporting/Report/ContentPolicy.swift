internal import Checksums

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// What a browser may do with a report: show its own pictures and styles and run its own script, and nothing else.
///
/// A report shows names from outside. If one of them ever became part of the page's code, the browser would neither
/// run it nor load anything for it.
package enum ContentPolicy {
  /// Returns the page's Content-Security-Policy.
  ///
  /// - Parameters:
  ///   - script: The text between the tags of the page's only script, to the byte; nil for a page without one.
  ///   - loadsPhotos: Whether the page shows photos from files beside it.
  package static func text(script: String?, loadsPhotos: Bool = false) -> String {
    let scripts = script.map {
      let digest = Data(SHA256Hasher.digest(Array($0.utf8)).bytes).base64EncodedString()
      return " script-src 'sha256-\(digest)';"
    }
    // A page that was opened from disk has no origin of its own that 'self' would stand for.
    let photos = loadsPhotos ? " 'self' file:" : ""
    // Charts set colours and sizes in attributes, so styles cannot be allowed by their digest.
    return "default-src 'none';\(scripts ?? "") style-src 'unsafe-inline'; img-src data:\(photos); "
      + "base-uri 'none'; form-action 'none'"
  }
}
