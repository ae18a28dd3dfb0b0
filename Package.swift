// swift-tools-version: 6.2

import Foundation
import PackageDescription

/// A library that decodes a photo format, or converts its colours. Where it is not installed, the program is built
/// without it.
struct PhotoLibrary {
  /// The name in FMBUILD_WITHOUT.
  let name: String
  let target: String
  let header: String
  let pkgConfig: String
  let apt: String
  let brew: String

  /// Whether the program is not linked to the library, but loads it when a photo needs it: see `loaded.h`.
  var isLoadedWhenNeeded: Bool {
    #if os(Linux)
      ["heif", "tiff"].contains(name)
    #else
      false
    #endif
  }

  /// The macro that says to the C sources that the library is there.
  var macro: String { "FMBUILD_\(name.uppercased())" }

  /// Whether the library's header is in one of the usual folders, or pkg-config's file in a folder that the user names.
  ///
  /// The variable FMBUILD_WITHOUT switches libraries off: FMBUILD_WITHOUT=webp,gif.
  var isInstalled: Bool {
    let without = Context.environment["FMBUILD_WITHOUT"] ?? ""
    guard !without.split(separator: ",").contains(Substring(name)) else { return false }
    func folders(_ variable: String) -> [String] {
      (Context.environment[variable] ?? "").split(separator: ":").map(String.init)
    }
    let machines = ["x86_64-linux-gnu", "aarch64-linux-gnu"].map { "/usr/include/\($0)" }
    let homebrew = folders("HOMEBREW_PREFIX").map { "\($0)/include" }
    let headers = ["/usr/include", "/usr/local/include"] + machines + homebrew + folders("CPATH")
    return headers.contains { FileManager.default.fileExists(atPath: "\($0)/\(header)") }
      || !isLoadedWhenNeeded
        && folders("PKG_CONFIG_PATH").contains {
          FileManager.default.fileExists(atPath: "\($0)/\(pkgConfig).pc")
        }
  }
}

let photoLibraries = [
  PhotoLibrary(
    name: "webp", target: "CLibWebP", header: "webp/demux.h", pkgConfig: "libwebpdemux",
    apt: "libwebp-dev", brew: "webp"),
  PhotoLibrary(
    name: "heif", target: "CLibHEIF", header: "libheif/heif.h", pkgConfig: "libheif",
    apt: "libheif-dev", brew: "libheif"),
  PhotoLibrary(
    name: "dav1d", target: "CLibDav1d", header: "dav1d/dav1d.h", pkgConfig: "dav1d",
    apt: "libdav1d-dev", brew: "dav1d"),
  PhotoLibrary(
    name: "tiff", target: "CLibTIFF", header: "tiffio.h", pkgConfig: "libtiff-4",
    apt: "libtiff-dev", brew: "libtiff"),
  PhotoLibrary(
    name: "gif", target: "CLibGIF", header: "gif_lib.h", pkgConfig: "libgif", apt: "libgif-dev",
    brew: "giflib"),
  PhotoLibrary(
    name: "lcms2", target: "CLibLCMS2", header: "lcms2.h", pkgConfig: "lcms2", apt: "liblcms2-dev",
    brew: "little-cms2"),
].filter(\.isInstalled)
let linkedPhotoLibraries = photoLibraries.filter { !$0.isLoadedWhenNeeded }

// One idea a target; every arrow points down. The order here is the order of the house, from the command
// line at the top to the pixels and the C libraries at the bottom.
let package = Package(
  name: "fmbuild",
  platforms: [.macOS(.v26)],
  products: [
    .executable(name: "fmbuild", targets: ["fmbuild"]),
    .library(name: "IDX", targets: ["IDX"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    .executableTarget(
      name: "fmbuild",
      dependencies: [
        "Configuration", "Conversion", "DatasetFormat", "Exporting", "FileSystem", "ImageCodecs", "ImageCore",
        "ImageStages", "Importing", "Layouts", "Platform", "Processors", "Publishing", "Reporting",
        "SamplePhotos", "Sorting", "Training", "Verification", "Wording", "Workflows",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      // Addresses of functions in libraries are looked up at the start and then read-only. "Unsafe" flags keep others
      // from depending on a target, but nobody depends on this one: the library's target has none.
      linkerSettings: [
        .unsafeFlags(
          ["-Xlinker", "-z", "-Xlinker", "relro", "-Xlinker", "-z", "-Xlinker", "now"],
          .when(platforms: [.linux])),
        // With Swift's own libraries inside, the program starts in half the time and runs where Swift is not installed.
        // The linker is that of the toolchain, which is faster than the system's and silent about what Foundation calls.
        .unsafeFlags(
          [
            "-use-ld=lld", "-static-stdlib", "-lCoreFoundation", "-l_FoundationICU", "-l_FoundationCShims",
            "-l_FoundationCollections", "-lstdc++",
          ],
          .when(platforms: [.linux], configuration: .release)),
      ]),
    .target(
      name: "Workflows",
      dependencies: [
        "Checksums", "Configuration", "Conversion", "DatasetFormat", "Embedding", "Exporting", "FileSystem",
        "ImageCodecs", "ImageCore", "ImageStages", "Platform", "Processors", "Publishing", "Randomness",
        "Reporting", "Sorting", "Training", "Verification", "Wording",
      ]),
    .target(
      name: "Sorting",
      dependencies: [
        "Checksums", "Conversion", "DatasetFormat", "Embedding", "FileSystem", "ImageCodecs", "ImageCore",
        "ImageStages", "Processors", "Reporting", "Wording",
      ],
      resources: [
        .embedInCode("Assets/sort.css"), .embedInCode("Assets/work.js"), .embedInCode("Assets/groups.js"),
        .embedInCode("Assets/hands.js"), .embedInCode("Assets/keys.js"), .embedInCode("Assets/mouse.js"),
      ]),
    .target(
      name: "Reporting",
      dependencies: [
        "Checksums", "DatasetFormat", "ImageCodecs", "ImageCore", "Publishing", "Training", "Verification",
        "Wording",
      ],
      resources: [
        .embedInCode("Assets/report.css"), .embedInCode("Assets/elements.js"),
        .embedInCode("Assets/images.js"), .embedInCode("Assets/marks.js"),
        .embedInCode("Assets/dialog.js"), .embedInCode("Assets/gallery.js"), .embedInCode("Assets/map.js"),
      ],
      linkerSettings: [.linkedLibrary("m", .when(platforms: [.linux]))]),
    .target(
      name: "Layouts",
      dependencies: [
        "Checksums", "DatasetFormat", "Exporting", "FileSystem", "IDX", "ImageCore", "Verification",
        "Wording",
      ],
      resources: [.embedInCode("Assets/classroom.ipynb"), .embedInCode("Assets/environment.sh")]),
    .target(
      name: "Training",
      dependencies: [
        "CKernels", "COneDNN", "Checksums", "FileSystem", "Platform", "Processors", "Randomness", "Wording",
      ]),
    .target(
      name: "Publishing",
      dependencies: [
        "Checksums", "Configuration", "DatasetFormat", "Exporting", "FileSystem", "IDX", "Verification",
        "Wording",
      ]),
    .target(
      name: "Verification",
      dependencies: [
        "CKernels", "Checksums", "Configuration", "DatasetFormat", "FileSystem", "IDX", "ImageCore",
        "Platform", "Processors", "Randomness", "Wording",
      ],
      linkerSettings: [.linkedLibrary("m", .when(platforms: [.linux]))]),
    .target(
      name: "Embedding", dependencies: ["Platform", "Randomness"],
      linkerSettings: [.linkedLibrary("m", .when(platforms: [.linux]))]),
    .target(
      name: "Exporting",
      dependencies: [
        "Checksums", "DatasetFormat", "FileSystem", "IDX", "ImageCore", "Processors", "Wording",
      ]),
    .target(
      name: "Importing",
      dependencies: [
        "Checksums", "Conversion", "DatasetFormat", "FileSystem", "IDX", "ImageCodecs", "ImageCore",
        "Processors", "Wording",
      ]),
    .target(
      name: "Conversion",
      dependencies: [
        "Checksums", "Configuration", "DatasetFormat", "FileSystem", "IDX", "ImageCodecs", "ImageCore",
        "ImageStages", "Platform", "Processors", "Randomness", "Wording",
      ]),
    .target(
      name: "DatasetFormat",
      dependencies: ["Checksums", "FileSystem", "IDX", "ImageCore", "Processors", "Wording"]),
    .target(
      name: "Configuration",
      dependencies: [
        "BundledPipelines", "FileSystem", "ImageStages", "Wording", .product(name: "Yams", package: "Yams"),
      ]),
    .target(
      name: "BundledPipelines", path: "Pipelines",
      resources: [
        .embedInCode("fashion-mnist.yaml"), .embedInCode("fashion-mnist-paper.yaml"),
        .embedInCode("fashion-mnist-64.yaml"), .embedInCode("mnist.yaml"), .embedInCode("emnist.yaml"),
        .embedInCode("dark-background.yaml"),
        .embedInCode("rgb-32.yaml"), .embedInCode("product-photos.yaml"),
      ]),
    .target(name: "IDX", dependencies: ["CLibDeflate", "CZlib", "FileSystem", "Platform", "Processors"]),
    .target(name: "ImageCodecs", dependencies: ["CImageCodecs", "CZlib", "ImageCore", "Platform"]),
    .target(name: "ImageStages", dependencies: ["CKernels", "ImageCore", "Platform", "Wording"]),
    .target(
      name: "SamplePhotos", dependencies: ["ImageCore", "Randomness"],
      // floor and sqrt are calls of the C library where the processor has no instruction for them.
      linkerSettings: [.linkedLibrary("m", .when(platforms: [.linux]))]),
    .target(name: "ImageCore"),
    .target(name: "FileSystem", dependencies: ["CFileSystem", "Checksums", "Platform"]),
    .target(name: "Checksums", dependencies: ["CLibCrypto"]),
    .target(name: "Wording"),
    .target(name: "Randomness"),
    .target(name: "Processors", dependencies: ["Platform"]),
    .target(name: "Platform"),
    .target(name: "CFileSystem"),
    .target(name: "CKernels"),
    .target(
      name: "COneDNN",
      linkerSettings: [.linkedLibrary("dnnl"), .linkedLibrary("dl", .when(platforms: [.linux]))]),
    .target(
      name: "CImageCodecs",
      dependencies: ["CLibJPEG", "CLibPNG", "CZlib"]
        + linkedPhotoLibraries.map { .init(stringLiteral: $0.target) },
      cSettings: photoLibraries.map { .define($0.macro) },
      linkerSettings: [.linkedLibrary("dl", .when(platforms: [.linux]))]),

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

    .target(
      name: "TestSupport",
      dependencies: [
        "CLibCrypto", "Configuration", "Conversion", "DatasetFormat", "FileSystem", "ImageCodecs",
        "ImageCore",
      ],
      path: "Tests/TestSupport",
      resources: [.copy("Golden")]),
    .target(
      name: "VerificationTestSupport",
      dependencies: [
        "Conversion", "DatasetFormat", "IDX", "ImageCore", "TestSupport", "Verification",
      ],
      path: "Tests/VerificationTestSupport"),
    .testTarget(name: "TrainingTests", dependencies: ["CKernels", "COneDNN", "TestSupport", "Training"]),
    .testTarget(
      name: "ReportingTests",
      dependencies: [
        "Checksums", "DatasetFormat", "ImageCodecs", "ImageCore", "Reporting", "TestSupport", "Training",
        "Verification", "VerificationTestSupport",
      ]),
    .testTarget(
      name: "FmbuildTests",
      dependencies: [
        "DatasetFormat", "Exporting", "IDX", "ImageCodecs", "ImageCore", "Platform", "TestSupport",
      ],
      resources: [.copy("Fixtures"), .copy("Snapshots")]),
    .testTarget(
      name: "WorkflowsTests",
      dependencies: [
        "Conversion", "DatasetFormat", "ImageCore", "TestSupport", "Training", "Verification",
        "VerificationTestSupport", "Workflows",
      ]),
    .testTarget(
      name: "ExportingTests",
      dependencies: [
        "CZlib", "DatasetFormat", "Exporting", "IDX", "ImageCodecs", "ImageCore", "Processors", "TestSupport",
      ],
      resources: [.copy("Fixtures")]),
    .testTarget(
      name: "ImportingTests",
      dependencies: [
        "DatasetFormat", "Exporting", "FileSystem", "IDX", "ImageCodecs", "ImageCore", "Importing",
        "TestSupport",
      ],
      resources: [.copy("Fixtures")]),
    .testTarget(
      name: "PublishingTests",
      dependencies: [
        "Configuration", "DatasetFormat", "Exporting", "IDX", "Publishing", "TestSupport", "Verification",
      ]),
    .testTarget(
      name: "SortingTests",
      dependencies: ["Conversion", "DatasetFormat", "FileSystem", "ImageCore", "Sorting", "TestSupport"]),
    .testTarget(name: "EmbeddingTests", dependencies: ["Embedding", "Platform", "Randomness"]),
    .testTarget(
      name: "ConversionTests",
      dependencies: [
        "Checksums", "Configuration", "Conversion", "DatasetFormat", "FileSystem", "IDX", "ImageCodecs",
        "ImageCore",
        "ImageStages", "Platform", "TestSupport",
      ]),
    .testTarget(
      name: "DatasetFormatTests",
      dependencies: [
        "Conversion", "DatasetFormat", "IDX", "ImageCore", "TestSupport", "VerificationTestSupport",
      ]),
    .testTarget(
      name: "VerificationTests",
      dependencies: [
        "Configuration", "Conversion", "DatasetFormat", "IDX", "ImageCodecs", "ImageCore", "ImageStages",
        "TestSupport", "Verification", "VerificationTestSupport", "Wording",
      ]),
    .testTarget(name: "ConfigurationTests", dependencies: ["Configuration", "ImageCore", "ImageStages"]),
    .testTarget(name: "FileSystemTests", dependencies: ["FileSystem", "Platform", "TestSupport"]),
    .testTarget(name: "WordingTests", dependencies: ["Wording"]),
    .testTarget(name: "IDXTests", dependencies: ["CZlib", "FileSystem", "IDX", "Platform", "TestSupport"]),
    .testTarget(
      name: "ImageStagesTests", dependencies: ["ImageCodecs", "ImageCore", "ImageStages", "TestSupport"]),
    .testTarget(name: "SamplePhotosTests", dependencies: ["SamplePhotos", "ImageCore"]),
    .testTarget(name: "ImageCoreTests", dependencies: ["ImageCore", "TestSupport"]),
    .testTarget(
      name: "ImageCodecsTests", dependencies: ["ImageCodecs", "ImageCore", "TestSupport"],
      resources: [.copy("Fixtures")]),
  ]
)

// The fuzzer belongs to the tests, but needs libFuzzer, so that `scripts/fuzz` alone builds it: FMBUILD_FUZZ=1. With
// FMBUILD_FUZZ=plain it needs nothing, and makes its inputs itself.
if let kind = Context.environment["FMBUILD_FUZZ"] {
  package.targets.append(
    .executableTarget(
      name: "Fuzzer",
      dependencies: [
        "Configuration", "Conversion", "DatasetFormat", "FileSystem", "IDX", "ImageCodecs", "ImageCore",
        "ImageStages", "Importing", "Platform", "Training",
      ],
      path: "Tests/Fuzzer", swiftSettings: kind == "plain" ? [.define("FMBUILD_PLAIN_FUZZING")] : []))
}

// The address sanitizer has a build of its own, which is made for some of the tests only: FMBUILD_TESTS=IDXTests,....
if let names = Context.environment["FMBUILD_TESTS"]?.split(separator: ",") {
  package.targets.removeAll { $0.type == .test && !names.contains(Substring($0.name)) }
}

package.targets += linkedPhotoLibraries.map {
  .systemLibrary(
    name: $0.target, pkgConfig: $0.pkgConfig, providers: [.apt([$0.apt]), .brew([$0.brew])])
}

// Warnings stop the build only where the project itself is tested: a newer compiler with a new warning must
// not keep a user from building.
let isStrict = Context.environment["FMBUILD_STRICT"] != nil

for target in package.targets where target.type != .system {
  target.swiftSettings =
    (target.swiftSettings ?? []) + [
      .strictMemorySafety(),
      .enableUpcomingFeature("ExistentialAny"),
      .enableUpcomingFeature("InternalImportsByDefault"),
      .enableUpcomingFeature("MemberImportVisibility"),
    ]
  if isStrict {
    target.swiftSettings?.append(.treatAllWarnings(as: .error))
  }
}
