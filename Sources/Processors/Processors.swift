internal import Platform

/// The processors of the machine.
package enum Processors {
  /// The number of processors that the system has online, 1 or more.
  package static var count: Int { max(1, sysconf(CInt(_SC_NPROCESSORS_ONLN))) }
}
