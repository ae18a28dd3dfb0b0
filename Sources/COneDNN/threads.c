#include <dlfcn.h>

#include "COneDNN.h"

void COneDNNUseOneThread(void) {
  // Debian's oneDNN runs on OpenMP, which keeps the number of threads separately for each thread that calls it. The
  // function is looked up at run time, because only the compiler's own package has the library to link with.
  static void (*setThreadCount)(int);
  static int isLookedUp;
  if (!__atomic_load_n(&isLookedUp, __ATOMIC_ACQUIRE)) {
    void (*found)(int) = (void (*)(int))dlsym(RTLD_DEFAULT, "omp_set_num_threads");
    __atomic_store_n(&setThreadCount, found, __ATOMIC_RELAXED);
    __atomic_store_n(&isLookedUp, 1, __ATOMIC_RELEASE);
  }
  void (*function)(int) = __atomic_load_n(&setThreadCount, __ATOMIC_RELAXED);
  if (function) function(1);
}
