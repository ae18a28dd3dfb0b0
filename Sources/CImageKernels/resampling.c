#include "CImageKernels.h"
#include "processors.h"

#include <string.h>

// A multiplication and an addition fused into one would round once instead of twice.
#pragma STDC FP_CONTRACT OFF

typedef double four __attribute__((vector_size(32), aligned(8)));

FOR_EACH_PROCESSOR
void fm_sum_lines(const double *lines, const double *weights, size_t count, double *sums) {
  four a = {0}, b = {0}, c = {0}, d = {0};
  for (size_t line = 0; line < count; line++) {
    const four *values = (const four *)(lines + 16 * line);
    const four weight = {weights[line], weights[line], weights[line], weights[line]};
    a += weight * values[0];
    b += weight * values[1];
    c += weight * values[2];
    d += weight * values[3];
  }
  memcpy(sums, &a, sizeof a);
  memcpy(sums + 4, &b, sizeof b);
  memcpy(sums + 8, &c, sizeof c);
  memcpy(sums + 12, &d, sizeof d);
}

FOR_EACH_PROCESSOR
void fm_sum_pixels(const double *samples, size_t stride, size_t channels, const double *weights, size_t count,
                   double *sums) {
  four a = {0}, b = {0}, c = {0}, d = {0};
  for (size_t pixel = 0; pixel < count; pixel++, samples += channels) {
    const four weight = {weights[pixel], weights[pixel], weights[pixel], weights[pixel]};
    a += weight * *(const four *)samples;
    b += weight * *(const four *)(samples + stride);
    c += weight * *(const four *)(samples + 2 * stride);
    d += weight * *(const four *)(samples + 3 * stride);
  }
  memcpy(sums, &a, sizeof a);
  memcpy(sums + 4, &b, sizeof b);
  memcpy(sums + 8, &c, sizeof c);
  memcpy(sums + 12, &d, sizeof d);
}
