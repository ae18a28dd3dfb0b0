// Lets one kind of call fail for one file: LD_PRELOAD=fail.so FAIL_CALL=read FAIL_ERROR=5 FAIL_PATH=photos/a.jpg
//
// FAIL_CALL is open, read, write or fsync, FAIL_ERROR the number of the error, FAIL_PATH a part of the file's path.
// open fails only for files that are opened to be read, or, if FAIL_PATH is the name of a temporary file, made.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static int is_chosen(const char *call, const char *path) {
  const char *chosen = getenv("FAIL_CALL"), *part = getenv("FAIL_PATH"), *number = getenv("FAIL_ERROR");
  if (chosen == NULL || part == NULL || number == NULL || strcmp(chosen, call) != 0) return 0;
  if (strstr(path, part) == NULL) return 0;
  errno = atoi(number);
  return 1;
}

static int is_chosen_file(const char *call, int descriptor) {
  char link[64], path[4096];
  snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length < 0) return 0;
  path[length] = 0;
  return is_chosen(call, path);
}

static int open_file(const char *name, const char *path, int flags, mode_t mode) {
  int (*next)(const char *, int, ...) = (int (*)(const char *, int, ...))dlsym(RTLD_NEXT, name);
  const char *part = getenv("FAIL_PATH");
  int makes = part != NULL && strstr(part, ".fmbuild-") != NULL;
  if (!(flags & O_DIRECTORY) && makes == ((flags & O_CREAT) != 0) && is_chosen("open", path)) return -1;
  return next(path, flags, mode);
}

int open(const char *path, int flags, ...) {
  va_list arguments;
  va_start(arguments, flags);
  mode_t mode = flags & O_CREAT ? va_arg(arguments, mode_t) : 0;
  va_end(arguments);
  return open_file("open", path, flags, mode);
}

int open64(const char *path, int flags, ...) {
  va_list arguments;
  va_start(arguments, flags);
  mode_t mode = flags & O_CREAT ? va_arg(arguments, mode_t) : 0;
  va_end(arguments);
  return open_file("open64", path, flags, mode);
}

ssize_t read(int descriptor, void *bytes, size_t count) {
  if (is_chosen_file("read", descriptor)) return -1;
  ssize_t (*next)(int, void *, size_t) = (ssize_t(*)(int, void *, size_t))dlsym(RTLD_NEXT, "read");
  return next(descriptor, bytes, count);
}

ssize_t write(int descriptor, const void *bytes, size_t count) {
  if (is_chosen_file("write", descriptor)) return -1;
  ssize_t (*next)(int, const void *, size_t) = (ssize_t(*)(int, const void *, size_t))dlsym(RTLD_NEXT, "write");
  return next(descriptor, bytes, count);
}

int fsync(int descriptor) {
  if (is_chosen_file("fsync", descriptor)) return -1;
  int (*next)(int) = (int (*)(int))dlsym(RTLD_NEXT, "fsync");
  return next(descriptor);
}
