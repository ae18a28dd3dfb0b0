#include "CKernels.h"
#include "processors.h"

#pragma STDC FP_CONTRACT OFF

typedef float lanes __attribute__((ext_vector_type(16), aligned(4)));

// After so many dimensions, the sums are compared with the limit: most are soon too large.
enum { stage = 4 };

static inline __attribute__((always_inline)) uint32_t lanes_within(const float *sums, float limit) {
  uint32_t within = 0;
  for (int lane = 0; lane < 16; lane++) within |= (uint32_t)(sums[lane] <= limit) << lane;
  return within;
}

FOR_EACH_PROCESSOR
uint32_t fm_near_points(const float *places, size_t first, const float *point, size_t dimensions, float limit,
                        float *sums) {
  const lanes *coordinates = (const lanes *)(places + first);
  lanes all = 0;
  for (size_t start = 0; start < dimensions; start += stage) {
    for (size_t i = start; i < start + stage; i++) {
      lanes difference = coordinates[i] - point[i];
      all += difference * difference;
    }
    if (!(__builtin_reduce_min(all) <= limit)) return 0;
  }
  *(lanes *)sums = all;
  return lanes_within(sums, limit);
}

FOR_EACH_PROCESSOR
uint32_t fm_near_boxes(const float *lower, const float *upper, size_t first, const float *point, size_t dimensions,
                       float limit, float *sums) {
  const lanes *lower_bounds = (const lanes *)(lower + first), *upper_bounds = (const lanes *)(upper + first);
  lanes all = 0;
  for (size_t start = 0; start < dimensions; start += stage) {
    for (size_t i = start; i < start + stage; i++) {
      lanes gap = __builtin_elementwise_max(lower_bounds[i] - point[i], point[i] - upper_bounds[i]);
      gap = __builtin_elementwise_max(gap, (lanes)0);
      all += gap * gap;
    }
    if (!(__builtin_reduce_min(all) <= limit)) return 0;
  }
  *(lanes *)sums = all;
  return lanes_within(sums, limit);
}
