internal import ArgumentParser
internal import DatasetFormat
internal import FileSystem
internal import ImageCodecs
internal import ImageCore

/// The PNG files of `predict --png`: what the network saw, byte for byte.
struct PredictionPictures {
  private let place: String
  private let isFile: Bool
  private let overwrites: Bool
  private var taken: Set<String> = []

  /// - Parameters:
  ///   - place: a file, if the name ends in `.png`, otherwise a folder, which is made.
  ///   - count: how many pictures there will be; nil if nobody knows.
  /// - Throws: `ValidationError` if one file cannot hold them, `DatasetError` if a file is where the folder should be.
  init(_ place: String, count: Int?, overwrites: Bool) throws {
    self.place = place
    self.overwrites = overwrites
    let identity = FileIdentity(place)
    isFile = place.lowercased().hasSuffix(".png") && identity?.isFolder != true
    if isFile {
      if let count, count > 1 {
        throw ValidationError(
          "--png \(place) takes one picture, and there are \(count); name a folder, such as --png seen.")
      }
      _ = try OutputPlace(place, .picture, overwrites: overwrites, option: "--png")
    } else if let identity, !identity.isFolder {
      throw DatasetError(
        .targetExists, "\(place): this is a file; name a folder with --png, or a file that ends in .png")
    }
  }

  /// Writes a picture and returns its path.
  ///
  /// - Parameter name: the path below the folder, without `.png`; a name that is taken gets a number.
  mutating func write(_ image: Image, name: String) throws -> String {
    guard !isFile else {
      guard taken.insert("").inserted else {
        throw DatasetError(
          .invalidInput, "\(place): this file takes one picture, and there are more; name a folder with --png"
        )
      }
      return try write(image, to: place)
    }
    var free = name
    var number = 2
    while !taken.insert(free).inserted {
      free = "\(name)-\(number)"
      number += 1
    }
    let path = (place.hasSuffix("/") ? place : place + "/") + free + ".png"
    do throws(FileSystemError) {
      try makeFolder(pathNames(of: path).dropLast().reduce(path.hasPrefix("/") ? "" : ".") { $0 + "/" + $1 })
    } catch {
      throw DatasetError(error)
    }
    return try write(image, to: path)
  }

  private func write(_ image: Image, to path: String) throws -> String {
    let target = try OutputPlace(path, .picture, overwrites: overwrites, option: "--png")
    try target.write(try ImageEncoder.png(image))
    return path
  }
}
