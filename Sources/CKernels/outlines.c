#include "CKernels.h"
#include "processors.h"

#include <string.h>

// A multiplication and an addition fused into one would round once instead of twice.
#pragma STDC FP_CONTRACT OFF

// floor(value + 0.5), the sample nearest to a value of 0...65535, halves rounded up: the conversion to an integer
// truncates, which is the floor of a value that is not negative.
#define NEAREST(value) ((uint16_t)(int32_t)((value) + 0.5))

static inline double levelled(double sample, fm_levels levels) {
  return NEAREST(65535 * (levels.factor * (sample - levels.low)));
}

FOR_EACH_PROCESSOR
void fm_edges(const uint16_t *samples, size_t channels, size_t stride, size_t count, uint16_t *edges) {
  for (size_t i = 0; i < count; i++) {
    const uint16_t *above = samples + i - stride, *row = samples + i, *below = samples + i + stride;
    int32_t around = above[-channels] + above[0] + above[channels] + row[-channels] + row[channels] + below[-channels] +
                     below[0] + below[channels];
    int32_t edge = 8 * row[0] - around;
    edge = edge > 0 ? edge : 0;
    edges[i] = (uint16_t)(edge < 65535 ? edge : 65535);
  }
}

FOR_EACH_PROCESSOR
void fm_extremes(const uint16_t *samples, size_t count, uint16_t *smallest, uint16_t *largest) {
  uint16_t low = UINT16_MAX, high = 0;
  for (size_t i = 0; i < count; i++) {
    low = samples[i] < low ? samples[i] : low;
    high = samples[i] > high ? samples[i] : high;
  }
  *smallest = low;
  *largest = high;
}

FOR_EACH_PROCESSOR
void fm_level(uint16_t *samples, size_t count, fm_levels levels) {
  for (size_t i = 0; i < count; i++) samples[i] = (uint16_t)levelled(samples[i], levels);
}

FOR_EACH_PROCESSOR
void fm_blur(const uint16_t *samples, size_t distance, size_t count, uint16_t *blurred) {
  // A Gaussian of sigma 3 at -4...4, summed in groups of three and normalised to a sum of 1: the weights of the
  // reference's blur with radius 1 and sigma 1.
  const double outer = 0.27852191442470114, middle = 0.44295617115059777;
  for (size_t i = 0; i < count; i++) {
    blurred[i] = NEAREST(outer * samples[i - distance] + middle * samples[i] + outer * samples[i + distance]);
  }
}

size_t fm_outlines(const uint16_t *map, size_t channels, size_t stride, size_t width, size_t height, fm_levels levels,
                   uint32_t *outlines) {
  // Levelling keeps the order, so that most pixels are decided without it: all of their channels, or none, reach the
  // smallest sample that levelling brings to the middle of the range or above. The search for that sample begins just
  // below the inverse of the middle.
  int32_t threshold = (int32_t)(levels.low + 32767.5 / (65535 * levels.factor)) - 1;
  while (levelled(threshold, levels) < 32768) threshold++;
  // In a grey picture both are 0, the only channel.
  const size_t green = channels / 2, blue = channels - 1;
  size_t count = 0;
  for (size_t y = 0; y < height; y++) {
    for (size_t x = 0; x < width; x++) {
      const uint16_t *pixel = map + y * stride + x * channels;
      int reaching = (pixel[0] >= threshold) + (pixel[green] >= threshold) + (pixel[blue] >= threshold);
      bool is_outline = reaching == 3;
      if (reaching == 1 || reaching == 2) {
        is_outline = 0.212656 * levelled(pixel[0], levels) + 0.715158 * levelled(pixel[green], levels) +
                         0.072186 * levelled(pixel[blue], levels) >=
                     32767.5;
      }
      outlines[count] = (uint32_t)(pixel - map);
      count += is_outline;
    }
  }
  return count;
}

typedef uint16_t four_samples __attribute__((vector_size(8)));
typedef int32_t four_integers __attribute__((vector_size(16)));
typedef double four __attribute__((vector_size(32)));

FOR_EACH_PROCESSOR
void fm_sharpen(const uint16_t *samples, size_t channels, size_t stride, const uint32_t *pixels, size_t count,
                uint16_t *sharpened) {
  // The weights are w(u, v) = -exp(-(u*u + v*v) / 2) / (2 pi) at -1...1, with the middle replaced by -2 times the sum
  // of all nine. The gain is 1 over the sum of these weights, and multiplies the weighted sum, not the weights.
  const double corner = -0.05854983152431917, side = -0.09653235263005391, middle = 1.5589673594187752;
  const double gain = 1.0653727384619966;
  const double weights[3][3] = {{corner, side, corner}, {side, middle, side}, {corner, side, corner}};
  for (size_t i = 0; i < count; i++) {
    // All channels of a pixel at once, and the samples after it. Rows from the top, each from the left: the order of
    // the sum decides its last bit.
    const uint16_t *upper_left = samples + pixels[i] - stride - channels;
    four sum = {0};
    for (size_t row = 0; row < 3; row++) {
      for (size_t column = 0; column < 3; column++) {
        four_samples values;
        memcpy(&values, upper_left + row * stride + column * channels, sizeof values);
        sum += weights[row][column] * __builtin_convertvector(values, four);
      }
    }
    // Limited after truncation, which is the floor of every value that is within the limits.
    four_integers nearest = __builtin_convertvector(gain * sum + 0.5, four_integers);
    nearest = __builtin_elementwise_min(__builtin_elementwise_max(nearest, (four_integers){0}), (four_integers){0} + 65535);
    const four_samples result = __builtin_convertvector(nearest, four_samples);
    for (size_t channel = 0; channel < channels; channel++) sharpened[pixels[i] + channel] = result[channel];
  }
}

FOR_EACH_PROCESSOR
void fm_luma(const uint16_t *rgb, size_t count, uint16_t *luma) {
  for (size_t i = 0; i < count; i++) {
    luma[i] = NEAREST(0.212656 * rgb[3 * i] + 0.715158 * rgb[3 * i + 1] + 0.072186 * rgb[3 * i + 2]);
  }
}
