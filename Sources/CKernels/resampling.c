#include "CKernels.h"
#include "processors.h"

#include <string.h>

// A multiplication and an addition fused into one would round once instead of twice.
#pragma STDC FP_CONTRACT OFF

// Many sums stand side by side, each added up in the order of its window: those of 32 columns in the pass over lines, and
// those of 16 rows in the pass over pixels. Fewer would wait for each other.
enum { breadth = 32, side = 16, half = 8 };

typedef double eight_values __attribute__((vector_size(64), aligned(8)));
typedef int32_t eight_integers __attribute__((vector_size(32)));
typedef uint16_t eight_samples __attribute__((vector_size(16), aligned(2)));
typedef uint8_t sixteen_bytes __attribute__((vector_size(16), aligned(1)));

#define INLINE static inline __attribute__((always_inline))

// Stores the samples nearest to eight values: 0 below 0, 65535 above 65535, halves rounded up.
INLINE void store_nearest(const eight_values *values, uint16_t *samples) {
  const eight_values least = {0}, most = least + 65535;
  const eight_values shifted = __builtin_elementwise_min(__builtin_elementwise_max(*values, least), most) + 0.5;
  *(eight_samples *)samples = __builtin_convertvector(__builtin_convertvector(shifted, eight_integers), eight_samples);
}

INLINE void convert(const uint16_t *samples, eight_values *values) {
  *values = __builtin_convertvector(__builtin_convertvector(*(const eight_samples *)samples, eight_integers), eight_values);
}

// Widens samples that follow each other.
INLINE void load(const void *samples, bool are_bytes, size_t first, size_t count, uint16_t *loaded) {
  if (are_bytes) {
    const uint8_t *bytes = (const uint8_t *)samples + first;
    for (size_t i = 0; i < count; i++) loaded[i] = (uint16_t)(257 * bytes[i]);
  } else {
    memcpy(loaded, (const uint16_t *)samples + first, count * sizeof *loaded);
  }
}

// The most samples of a block: sixteen rows of pixels of three channels.
enum { widest = 3 * side };

// Resamples a block of columns: `width` samples from `column` on of each line of `line_length`, which stand side by side
// in vectors; `breadth` is the width in whole vectors. A constant width becomes vector code.
INLINE void resample_block(const void *samples, bool are_bytes, size_t line_length, size_t column, size_t width,
                           size_t breadth, fm_windows windows, double *ring, uint16_t *result) {
  const size_t sample_size = are_bytes ? 1 : 2, part_count = breadth / half;
  // The lines that have been compared with the one before, and how many directly before the last equal it.
  size_t compared = 0, equal = 0;
  // Lines are converted when a window first needs them, and take turns in the ring; windows never go back.
  size_t converted = 0;
  const size_t mask = windows.ring_length - 1;
  for (size_t target = 0; target < windows.count; target++) {
    const double *weights = windows.weights + windows.offsets[target];
    const size_t length = windows.offsets[target + 1] - windows.offsets[target];
    const size_t first = windows.firsts[target], end = first + length;
    for (; compared < end; compared++) {
      const char *line = (const char *)samples + (compared * line_length + column) * sample_size;
      const bool is_equal =
          compared > 0 && memcmp(line, line - line_length * sample_size, width * sample_size) == 0;
      equal = is_equal ? equal + 1 : 0;
    }
    uint16_t *sums = result + target * line_length + column;
    if (equal + 1 >= length) {
      load(samples, are_bytes, (end - 1) * line_length + column, width, sums);
      continue;
    }
    for (converted = converted < first ? first : converted; converted < end; converted++) {
      uint16_t line[widest] = {0};
      load(samples, are_bytes, converted * line_length + column, width, line);
      eight_values *values = (eight_values *)(ring + (converted & mask) * breadth);
      for (size_t part = 0; part < part_count; part++) convert(line + part * half, &values[part]);
    }
    eight_values parts[widest / half] = {{0}};
    for (size_t line = 0; line < length; line++) {
      const eight_values *values = (const eight_values *)(ring + ((first + line) & mask) * breadth);
      for (size_t part = 0; part < part_count; part++) parts[part] += weights[line] * values[part];
    }
    uint16_t nearest[widest];
    for (size_t part = 0; part < part_count; part++) store_nearest(&parts[part], nearest + part * half);
    memcpy(sums, nearest, width * sizeof *sums);
  }
}

// MARK: Lines

INLINE void resample_lines(const void *samples, bool are_bytes, size_t line_length, fm_windows windows, double *ring,
                           uint16_t *result) {
  size_t column = 0;
  for (; column + breadth <= line_length; column += breadth) {
    resample_block(samples, are_bytes, line_length, column, breadth, breadth, windows, ring, result);
  }
  if (column < line_length) {
    resample_block(samples, are_bytes, line_length, column, line_length - column, breadth, windows, ring, result);
  }
}

FOR_EACH_PROCESSOR
void fm_resample_lines_of_bytes(const uint8_t *samples, size_t line_length, fm_windows windows, double *ring,
                                uint16_t *result) {
  resample_lines(samples, true, line_length, windows, ring, result);
}

FOR_EACH_PROCESSOR
void fm_resample_lines(const uint16_t *samples, size_t line_length, fm_windows windows, double *ring,
                       uint16_t *result) {
  resample_lines(samples, false, line_length, windows, ring, result);
}

// MARK: Pixels

// Sixteen rows stand side by side: sample i of row r is at place 16 i + r of `columns`.

INLINE void transpose_bytes(sixteen_bytes rows[side]) {
  for (int step = 0; step < 4; step++) {
    sixteen_bytes next[side];
    for (int i = 0; i < half; i++) {
      const sixteen_bytes a = rows[i], b = rows[i + half];
      next[2 * i] = __builtin_shufflevector(a, b, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
      next[2 * i + 1] = __builtin_shufflevector(a, b, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31);
    }
    memcpy(rows, next, sizeof next);
  }
}

INLINE void transpose_samples(eight_samples rows[half]) {
  for (int step = 0; step < 3; step++) {
    eight_samples next[half];
    for (int i = 0; i < half / 2; i++) {
      const eight_samples a = rows[i], b = rows[i + half / 2];
      next[2 * i] = __builtin_shufflevector(a, b, 0, 8, 1, 9, 2, 10, 3, 11);
      next[2 * i + 1] = __builtin_shufflevector(a, b, 4, 12, 5, 13, 6, 14, 7, 15);
    }
    memcpy(rows, next, sizeof next);
  }
}

// `rows` are the numbers of sixteen rows; the last is repeated where there are fewer.
INLINE void stand_bytes(const uint8_t *samples, const size_t rows[side], size_t row_length, uint16_t *columns) {
  size_t i = 0;
  for (; i + side <= row_length; i += side) {
    sixteen_bytes block[side];
    for (size_t r = 0; r < side; r++) block[r] = *(const sixteen_bytes *)(samples + rows[r] * row_length + i);
    transpose_bytes(block);
    for (size_t c = 0; c < side; c++) {
      uint16_t *column = columns + (i + c) * side;
      for (size_t r = 0; r < side; r++) column[r] = (uint16_t)(257 * block[c][r]);
    }
  }
  for (; i < row_length; i++) {
    for (size_t r = 0; r < side; r++) columns[i * side + r] = (uint16_t)(257 * samples[rows[r] * row_length + i]);
  }
}

INLINE void stand_samples(const uint16_t *samples, const size_t rows[side], size_t row_length, uint16_t *columns) {
  size_t i = 0;
  for (; i + half <= row_length; i += half) {
    for (size_t part = 0; part < side; part += half) {
      eight_samples block[half];
      for (size_t r = 0; r < half; r++) block[r] = *(const eight_samples *)(samples + rows[part + r] * row_length + i);
      transpose_samples(block);
      for (size_t c = 0; c < half; c++) *(eight_samples *)(columns + (i + c) * side + part) = block[c];
    }
  }
  for (; i < row_length; i++) {
    for (size_t r = 0; r < side; r++) columns[i * side + r] = samples[rows[r] * row_length + i];
  }
}

// Lays the first `row_count` of sixteen rows down again.
INLINE void lay(const uint16_t *columns, size_t row_length, size_t row_count, uint16_t *rows) {
  size_t i = 0;
  for (; i + half <= row_length; i += half) {
    for (size_t part = 0; part < row_count; part += half) {
      eight_samples block[half];
      for (size_t c = 0; c < half; c++) block[c] = *(const eight_samples *)(columns + (i + c) * side + part);
      transpose_samples(block);
      for (size_t r = 0; r < half && part + r < row_count; r++) {
        *(eight_samples *)(rows + (part + r) * row_length + i) = block[r];
      }
    }
  }
  for (; i < row_length; i++) {
    for (size_t r = 0; r < row_count; r++) rows[r * row_length + i] = columns[i * side + r];
  }
}

INLINE void resample_pixels(const void *samples, bool are_bytes, fm_rows rows, fm_windows windows, double *ring,
                            uint16_t *columns, uint16_t *result) {
  const size_t row_length = rows.width * rows.channels, target_length = windows.count * rows.channels;
  uint16_t *sums = columns + row_length * side;
  for (size_t top = 0; top < rows.count; top += side) {
    size_t numbers[side];
    for (size_t r = 0; r < side; r++) numbers[r] = top + r < rows.count ? top + r : rows.count - 1;
    if (are_bytes) {
      stand_bytes(samples, numbers, row_length, columns);
    } else {
      stand_samples(samples, numbers, row_length, columns);
    }
    // Sixteen rows that stand side by side are lines of one pixel each.
    if (rows.channels == 3) {
      resample_block(columns, false, 3 * side, 0, 3 * side, 3 * side, windows, ring, sums);
    } else {
      resample_block(columns, false, side, 0, side, side, windows, ring, sums);
    }
    const size_t left = rows.count - top;
    lay(sums, target_length, left < side ? left : side, result + top * target_length);
  }
}

FOR_EACH_PROCESSOR
void fm_resample_pixels_of_bytes(const uint8_t *samples, fm_rows rows, fm_windows windows, double *ring,
                                 uint16_t *columns, uint16_t *result) {
  resample_pixels(samples, true, rows, windows, ring, columns, result);
}

FOR_EACH_PROCESSOR
void fm_resample_pixels(const uint16_t *samples, fm_rows rows, fm_windows windows, double *ring, uint16_t *columns,
                        uint16_t *result) {
  resample_pixels(samples, false, rows, windows, ring, columns, result);
}
