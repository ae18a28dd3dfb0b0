// swift-tools-version: 6.2

import PackageDescription

// One idea a target; every arrow points down. The order here is the order of the house, from the command
// line at the top to the pixels and the C libraries at the bottom.
let package = Package(
  name: "fmbuild",
  platforms: [.macOS(.v26)],
  targets: [
    .target(
      name: "SamplePhotos", dependencies: ["ImageCore"],
      // floor and sqrt are calls of the C library where the processor has no instruction for them.
      linkerSettings: [.linkedLibrary("m", .when(platforms: [.linux]))]),
    .target(name: "ImageCore"),

    .systemLibrary(
      name: "CLibPNG", pkgConfig: "libpng",
      providers: [.apt(["libpng-dev"]), .brew(["libpng"])]),
    .systemLibrary(
      name: "CLibJPEG", pkgConfig: "libjpeg",
      providers: [.apt(["libjpeg-dev"]), .brew(["jpeg-turbo"])]),
    .systemLibrary(
      name: "CZlib", pkgConfig: "zlib",
      providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
    .systemLibrary(
      name: "CLibDeflate", pkgConfig: "libdeflate",
      providers: [.apt(["libdeflate-dev"]), .brew(["libdeflate"])]),
    .systemLibrary(
      name: "CLibCrypto", pkgConfig: "libcrypto",
      providers: [.apt(["libssl-dev"]), .brew(["openssl@3"])]),

    .target(name: "TestSupport", dependencies: ["ImageCore"], path: "Tests/TestSupport"),
    .testTarget(name: "SamplePhotosTests", dependencies: ["SamplePhotos", "ImageCore"]),
    .testTarget(name: "ImageCoreTests", dependencies: ["ImageCore", "TestSupport"]),
  ]
)

// Warnings stop the build only where the project itself is tested: a newer compiler with a new warning must
// not keep a user from building.
let isStrict = Context.environment["FMBUILD_STRICT"] != nil

for target in package.targets where target.type != .system {
  target.swiftSettings = [
    .strictMemorySafety(),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
  ]
  if isStrict {
    target.swiftSettings?.append(.treatAllWarnings(as: .error))
  }
}
