#ifndef C_IMAGE_KERNELS_H
#define C_IMAGE_KERNELS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// The innermost loops, in C so that there can be one for each kind of processor. Every product and every sum is rounded on
// its own, in the order that stands here, so that all of them give the same bits.

// MARK: Resampling

// sums[c] = weights[0] * lines[c] + weights[1] * lines[16 + c] + ... for sixteen columns c, added from the left.
void fm_sum_lines(const double *_Nonnull lines, const double *_Nonnull weights, size_t count, double *_Nonnull sums);

// For four rows r and four samples c: sums[4 r + c] = weights[0] * row_r[c] + weights[1] * row_r[channels + c] + ...,
// added from the left; row_r begins at samples + r * stride.
void fm_sum_pixels(const double *_Nonnull samples, size_t stride, size_t channels, const double *_Nonnull weights,
                   size_t count, double *_Nonnull sums);

// MARK: Outlines
//
// Over pictures with a padding of one pixel on every side, rows `stride` samples apart: `samples` points to the first
// sample inside the padding, and `count` samples from there reach to the last. What comes out where padding lies between
// two rows means nothing.

// 8 times each sample minus its eight neighbours, limited to 0...65535.
void fm_edges(const uint16_t *_Nonnull samples, size_t channels, size_t stride, size_t count, uint16_t *_Nonnull edges);

// The smallest and the largest of at least one sample.
void fm_extremes(const uint16_t *_Nonnull samples, size_t count, uint16_t *_Nonnull smallest,
                 uint16_t *_Nonnull largest);

// How samples are spread over the full range: v becomes the sample nearest 65535 * (factor * (v - low)).
typedef struct fm_levels {
  double low;
  double factor;
} fm_levels;

void fm_level(uint16_t *_Nonnull samples, size_t count, fm_levels levels);

// Each sample mixed with those at `distance` on either side.
void fm_blur(const uint16_t *_Nonnull samples, size_t distance, size_t count, uint16_t *_Nonnull blurred);

// Which pixels have a luma of 32767.5 or more once they are levelled; one channel is its own luma.
//
// `outlines` has room for all pixels and gets, in order, the place of each from `map` on; their number is returned.
size_t fm_outlines(const uint16_t *_Nonnull map, size_t channels, size_t stride, size_t width, size_t height,
                   fm_levels levels, uint32_t *_Nonnull outlines);

// Sharpens the pixels at `pixels`, of at most four channels; the others in `sharpened` stay. Four samples are read at each
// neighbour, whatever the channels.
void fm_sharpen(const uint16_t *_Nonnull samples, size_t channels, size_t stride, const uint32_t *_Nonnull pixels,
                size_t count, uint16_t *_Nonnull sharpened);

// MARK: Grounds

// How many bytes, from the first on, each differ from the one at the same place in `others` by at most `tolerance`. Looks
// at sixteen at a time: those that differ more may stand up to fifteen places later.
size_t fm_count_near(const uint8_t *_Nonnull bytes, const uint8_t *_Nonnull others, size_t count, uint8_t tolerance);

// As `fm_count_near`, from the last of the `count` bytes backwards.
size_t fm_count_near_end(const uint8_t *_Nonnull bytes, const uint8_t *_Nonnull others, size_t count,
                         uint8_t tolerance);

// MARK: Grey

// The Rec. 709 luma of `count` pixels: the sample nearest 0.212656 R + 0.715158 G + 0.072186 B.
void fm_luma(const uint16_t *_Nonnull rgb, size_t count, uint16_t *_Nonnull luma);

#endif
