#include "CKernels.h"

#include <string.h>

typedef uint8_t sixteen __attribute__((vector_size(16)));

static inline bool are_near(const uint8_t *bytes, const uint8_t *others, uint8_t tolerance) {
  sixteen a, b;
  memcpy(&a, bytes, sizeof a);
  memcpy(&b, others, sizeof b);
  const sixteen far = (sixteen)(__builtin_elementwise_max(a, b) - __builtin_elementwise_min(a, b) > tolerance);
  uint64_t halves[2];
  memcpy(halves, &far, sizeof halves);
  return (halves[0] | halves[1]) == 0;
}

size_t fm_count_near(const uint8_t *bytes, const uint8_t *others, size_t count, uint8_t tolerance) {
  size_t near = 0;
  while (near + 16 <= count && are_near(bytes + near, others + near, tolerance)) near += 16;
  // The last bytes, compared together with some that were compared before.
  if (near + 16 > count && count >= 16 && are_near(bytes + count - 16, others + count - 16, tolerance)) near = count;
  return near;
}

size_t fm_count_near_end(const uint8_t *bytes, const uint8_t *others, size_t count, uint8_t tolerance) {
  size_t near = 0;
  while (near + 16 <= count && are_near(bytes + count - near - 16, others + count - near - 16, tolerance)) near += 16;
  if (near + 16 > count && count >= 16 && are_near(bytes, others, tolerance)) near = count;
  return near;
}
