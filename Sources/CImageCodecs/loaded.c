#include "loaded.h"

#ifdef FM_IS_LOADED

#include <dlfcn.h>
#include <string.h>

static bool load(const fm_loaded_library *library) {
  void *handle = dlopen(library->file, RTLD_NOW | RTLD_LOCAL);
  if (handle == NULL) return false;
  for (size_t i = 0; i < library->count; i++) {
    void *function = dlsym(handle, library->names[i]);
    if (function == NULL) return false;
    memcpy((char *)library->functions + i * sizeof function, &function, sizeof function);
  }
  return true;
}

bool fm_load(fm_loaded_library *library) {
  pthread_mutex_lock(&library->lock);
  if (library->state == fm_not_tried) library->state = load(library) ? fm_loaded : fm_missing;
  bool is_ready = library->state == fm_loaded;
  pthread_mutex_unlock(&library->lock);
  return is_ready;
}

#endif
