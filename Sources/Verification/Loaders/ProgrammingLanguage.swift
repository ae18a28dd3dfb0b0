/// What a loader is written for.
public enum ProgrammingLanguage: String, Sendable, CaseIterable {
  case python = "Python"
  case cPlusPlus = "C++"
  case rust = "Rust"
  case go = "Go"
  case java = "Java"
  case javaScript = "JavaScript"
  case julia = "Julia"
  case r = "R"
}
