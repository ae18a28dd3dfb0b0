/// Returns the first of some names, and the number of the others: `a, b, c and 5 more`.
package func shortList(_ names: some Collection<String>, shown shownCount: Int = 3) -> String {
  let more = names.count - shownCount
  return names.prefix(shownCount).joined(separator: ", ") + (more > 0 ? " and \(grouped(more)) more" : "")
}
