internal import Verification

/// The loaders for which a dataset is laid out, as the user named them.
package struct LayoutRequest: Sendable {
  /// The name of the folder in which the published lines of tutorials give the dataset.
  package static let classroom = "classroom"

  /// The loaders, each with the folder below the layout's in which its files are.
  let loaders: [(loader: Loader, base: String)]
  package let isClassroom: Bool
  /// Whether loaders that do not take the dataset are left out, instead of being an error.
  let leavesOut: Bool
  /// The name of the user's class; nil for one made of the dataset's name, where there has to be one.
  let className: String?

  /// - Parameters:
  ///   - text: names separated by commas, `all`, or `classroom`.
  ///   - className: the name of the user's class, which extends the loader's own; nil for none.
  /// - Throws: `LayoutError` with the code `usage` for an unknown name, with the closest name if there is one, or a
  ///   class that none of the loaders takes.
  package init(named text: String, className: String? = nil) throws(LayoutError) {
    let names = LoaderTable.names(in: text)
    isClassroom = names == [Self.classroom]
    leavesOut = names == ["all"]
    self.className = className
    if isClassroom {
      loaders = Classroom.loaders
    } else {
      guard !names.contains(Self.classroom) else {
        throw LayoutError(
          .usage,
          "--for: '\(Self.classroom)' is a folder of its own; lay out the other loaders into another folder")
      }
      do throws(VerificationError) {
        loaders = try LoaderTable.loaders(named: text, orAmong: [Self.classroom]).map { ($0, "") }
      } catch {
        throw LayoutError(.usage, error.message)
      }
    }
    if let className { try check(className) }
  }

  private func check(_ name: String) throws(LayoutError) {
    let takers = LoaderTable.all.filter(\.takesClass)
    guard !isClassroom, loaders.contains(where: { $0.loader.takesClass }) else {
      throw LayoutError(
        .usage,
        "--class names a class of yours for \(takers.map(\.name).joined(separator: ", ")); name one of them with --for, or "
          + "leave it out")
    }
    let isName = name.unicodeScalars.enumerated().allSatisfy { index, scalar in
      scalar.isASCII
        && (scalar.properties.isAlphabetic || scalar == "_"
          || (index > 0 && scalar.properties.numericType != nil))
    }
    guard isName, !name.isEmpty, name.utf8.count <= 60, !PythonCode.keywords.contains(name) else {
      throw LayoutError(
        .usage,
        "--class takes the name of a class in Python: letters, digits and '_', a letter first, such as MyShop"
      )
    }
    let published =
      LoaderTable.all.compactMap { $0.demands?.extensibleClass } + ["EMNIST", "QMNIST", "MNIST"]
    guard !published.contains(where: { $0.lowercased() == name.lowercased() }) else {
      throw LayoutError(
        .usage, "--class: '\(name)' is a class of torchvision's own; choose another name, such as MyShop")
    }
  }
}

extension Loader {
  /// Whether a class of the user's, with class names of its own, loads the dataset.
  var takesClass: Bool { demands?.extensibleClass != nil || isMedMNIST }

  var isMedMNIST: Bool {
    guard case .otherContainer(let other) = intake else { return false }
    return other.layout?.form == .medMNIST
  }
}
