#include "CKernels.h"
#include "processors.h"

#include <string.h>

void fm_copy_colours(const uint8_t *pixels, size_t channels, size_t step, size_t count, uint8_t *colours) {
  if (channels == 1) {
    for (size_t i = 0; i < count; i++) memset(colours + 3 * i, pixels[i * step], 3);
  } else if (step == 1) {
    memcpy(colours, pixels, 3 * count);
  } else {
    for (size_t i = 0; i < count; i++) memcpy(colours + 3 * i, pixels + 3 * i * step, 3);
  }
}

void fm_count_levels(const uint8_t *colours, size_t count, uint32_t *counts) {
  for (const uint8_t *end = colours + 3 * count; colours < end; colours += 3) {
    counts[colours[0]]++;
    counts[256 + colours[1]]++;
    counts[512 + colours[2]]++;
  }
}

FOR_EACH_PROCESSOR
void fm_count_distances(const uint8_t *colours, size_t count, const uint8_t *middle, int32_t limit, size_t *below,
                        size_t *below_fourfold) {
  const int32_t red_middle = middle[0], green_middle = middle[1], blue_middle = middle[2];
  // Narrow numbers let the compiler count eight colours at a time.
  uint32_t near = 0, far = 0;
  for (uint32_t i = 0; i < (uint32_t)count; i++) {
    int32_t red = colours[3 * i] - red_middle;
    int32_t green = colours[3 * i + 1] - green_middle;
    int32_t blue = colours[3 * i + 2] - blue_middle;
    int32_t distance = red * red + green * green + blue * blue;
    near += distance < limit;
    far += distance < 4 * limit;
  }
  *below = near;
  *below_fourfold = far;
}
