/// The name and version of this program, as it writes them to files.
public enum ProgramVersion {
  public static let name = "fmbuild"
  public static let current = "0.1.0"
}
