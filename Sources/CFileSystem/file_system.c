#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif

#include "CFileSystem.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#ifdef __linux__
#include <sys/syscall.h>

// The flags of renameat2, which not every C library names.
enum { to_free_name = 1, exchange = 2 };

static int rename_with(const char *from, const char *to, unsigned flags) {
#ifdef SYS_renameat2
  return syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, flags) == 0 ? 0 : errno;
#else
  return ENOSYS;
#endif
}
#endif

int fm_exchange(const char *left, const char *right) {
#if defined(__linux__)
  return rename_with(left, right, exchange);
#elif defined(__APPLE__)
  return renamex_np(left, right, RENAME_SWAP) == 0 ? 0 : errno;
#else
  return ENOSYS;
#endif
}

int fm_rename_to_free_name(const char *from, const char *to) {
#if defined(__linux__)
  return rename_with(from, to, to_free_name);
#elif defined(__APPLE__)
  return renamex_np(from, to, RENAME_EXCL) == 0 ? 0 : errno;
#else
  return ENOSYS;
#endif
}

int fm_sync_file_system(int descriptor) {
#ifdef __linux__
  return syncfs(descriptor) == 0 ? 0 : errno;
#else
  return ENOSYS;
#endif
}

int fm_sync(int descriptor) {
#ifdef __APPLE__
  // On macOS, fsync leaves the data in the disk's own memory, which a power cut empties.
  if (fcntl(descriptor, F_FULLFSYNC) == 0) return 0;
#endif
  while (fsync(descriptor) != 0) {
    if (errno != EINTR) return errno;
  }
  return 0;
}
