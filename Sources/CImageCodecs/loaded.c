#include "loaded.h"

#ifdef FM_IS_LOADED

#include <dlfcn.h>
#include <string.h>

bool fm_load(const char *file, const char *const names[], size_t count, void *functions) {
  void *library = dlopen(file, RTLD_NOW | RTLD_LOCAL);
  if (library == NULL) return false;
  for (size_t i = 0; i < count; i++) {
    void *function = dlsym(library, names[i]);
    if (function == NULL) return false;
    memcpy((char *)functions + i * sizeof function, &function, sizeof function);
  }
  return true;
}

#endif
