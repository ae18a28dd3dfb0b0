// The least that reading JPEGs can cost: libjpeg in a tight loop, with its defaults, to RGB, and nothing else.
//
//   find PHOTOS -name '*.jpg' | bare-decode
//
// Goes over the files once to warm up and once for the record; prints photos, CPU seconds and wall seconds.
// One buffer for files, one for rows and one decoder serve them all.

#include <fcntl.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <jpeglib.h>

static unsigned char *file_bytes, *row;
static size_t file_capacity, row_capacity;

static unsigned char *reserve(unsigned char *buffer, size_t *capacity, size_t count) {
  if (count <= *capacity) return buffer;
  *capacity = count;
  buffer = realloc(buffer, count);
  if (buffer == NULL) {
    fprintf(stderr, "bare-decode: out of memory\n");
    exit(2);
  }
  return buffer;
}

static size_t read_file(const char *path) {
  struct stat status;
  int file = open(path, O_RDONLY);
  if (file < 0 || fstat(file, &status) != 0) {
    perror(path);
    exit(2);
  }
  file_bytes = reserve(file_bytes, &file_capacity, (size_t)status.st_size);
  ssize_t size = read(file, file_bytes, (size_t)status.st_size);
  close(file);
  return size < 0 ? 0 : (size_t)size;
}

static void decode(struct jpeg_decompress_struct *jpeg, const char *path) {
  size_t size = read_file(path);
  jpeg_mem_src(jpeg, file_bytes, size);
  jpeg_read_header(jpeg, TRUE);
  jpeg->out_color_space = JCS_RGB;
  jpeg_start_decompress(jpeg);
  row = reserve(row, &row_capacity, (size_t)jpeg->output_width * 3);
  while (jpeg->output_scanline < jpeg->output_height) jpeg_read_scanlines(jpeg, &row, 1);
  jpeg_finish_decompress(jpeg);
}

static double cpu_seconds(void) {
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  return (double)usage.ru_utime.tv_sec + (double)usage.ru_stime.tv_sec +
         1e-6 * ((double)usage.ru_utime.tv_usec + (double)usage.ru_stime.tv_usec);
}

static double wall_seconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

int main(void) {
  char **paths = NULL, *line = NULL;
  size_t count = 0, line_capacity = 0;
  for (ssize_t length; (length = getline(&line, &line_capacity, stdin)) > 0; count++) {
    line[strcspn(line, "\n")] = 0;
    paths = realloc(paths, (count + 1) * sizeof *paths);
    paths[count] = strdup(line);
  }

  struct jpeg_error_mgr errors;
  struct jpeg_decompress_struct jpeg;
  jpeg.err = jpeg_std_error(&errors);  // a file that is no JPEG ends the program
  jpeg_create_decompress(&jpeg);

  for (size_t i = 0; i < count; i++) decode(&jpeg, paths[i]);
  double cpu = cpu_seconds(), wall = wall_seconds();
  for (size_t i = 0; i < count; i++) decode(&jpeg, paths[i]);
  printf("%zu %.6f %.6f\n", count, cpu_seconds() - cpu, wall_seconds() - wall);

  jpeg_destroy_decompress(&jpeg);
  return 0;
}
