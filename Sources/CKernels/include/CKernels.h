#ifndef C_KERNELS_H
#define C_KERNELS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// The innermost loops, in C so that each can be compiled for several kinds of processor. Every product and every
// sum is rounded separately, in the order written here, so that all versions give the same bits.

// MARK: Resampling

// The source lines (or pixels) from which each of `count` target lines (or pixels) is made: target t is the sum of
// the source lines from firsts[t] on, each times its weight, from weights[offsets[t]] up to weights[offsets[t + 1]],
// added from the left; then the sample nearest to it. Firsts and ends never fall from a target to the next, and no
// window is empty. If all lines of a window are equal, nothing is added, because the weights' sum is 1.
typedef struct fm_windows {
  size_t count;
  const uint32_t *_Nonnull firsts;
  const uint32_t *_Nonnull offsets;
  const double *_Nonnull weights;
  // A power of two, at least the length of the longest window.
  size_t ring_length;
} fm_windows;

// Makes a picture of `windows.count` lines of `line_length` samples. Bytes count as 257 times themselves. `ring` has
// room for 32 values for each of `windows.ring_length` lines.
void fm_resample_lines_of_bytes(const uint8_t *_Nonnull samples, size_t line_length, fm_windows windows,
                                double *_Nonnull ring, uint16_t *_Nonnull result);
void fm_resample_lines(const uint16_t *_Nonnull samples, size_t line_length, fm_windows windows,
                       double *_Nonnull ring, uint16_t *_Nonnull result);

// Rows of `width` pixels of 1 or 3 channels.
typedef struct fm_rows {
  size_t count;
  size_t width;
  size_t channels;
} fm_rows;

// Makes a picture of as many rows of `windows.count` pixels each. `ring` has room for 16 values for each channel of
// `windows.ring_length` pixels, `columns` for 16 samples for each sample of a source row and of a target row.
void fm_resample_pixels_of_bytes(const uint8_t *_Nonnull samples, fm_rows rows, fm_windows windows,
                                 double *_Nonnull ring, uint16_t *_Nonnull columns, uint16_t *_Nonnull result);
void fm_resample_pixels(const uint16_t *_Nonnull samples, fm_rows rows, fm_windows windows, double *_Nonnull ring,
                        uint16_t *_Nonnull columns, uint16_t *_Nonnull result);

// MARK: Outlines
//
// These functions work on pictures with a padding of one pixel on every side, whose rows are `stride` samples
// apart: `samples` points to the first sample inside the padding, and `count` is the number of samples from there
// to the last. Results at the padding between two rows have no meaning.

// Computes 8 times each sample minus its eight neighbours, limited to 0...65535.
void fm_edges(const uint16_t *_Nonnull samples, size_t channels, size_t stride, size_t count, uint16_t *_Nonnull edges);

// Finds the smallest and the largest of at least one sample.
void fm_extremes(const uint16_t *_Nonnull samples, size_t count, uint16_t *_Nonnull smallest,
                 uint16_t *_Nonnull largest);

// The parameters of levelling, which spreads samples over the full range: v becomes the sample nearest to
// 65535 * (factor * (v - low)).
typedef struct fm_levels {
  double low;
  double factor;
} fm_levels;

void fm_level(uint16_t *_Nonnull samples, size_t count, fm_levels levels);

// Mixes each sample with the samples at `distance` on either side.
void fm_blur(const uint16_t *_Nonnull samples, size_t distance, size_t count, uint16_t *_Nonnull blurred);

// Finds the pixels that have a luma of 32767.5 or more after levelling; a single channel is its own luma.
//
// `outlines` has room for all pixels and gets their offsets from `map`, in samples and in order. Returns their
// number.
size_t fm_outlines(const uint16_t *_Nonnull map, size_t channels, size_t stride, size_t width, size_t height,
                   fm_levels levels, uint32_t *_Nonnull outlines);

// Sharpens the pixels at the offsets `pixels`, of at most four channels; others in `sharpened` stay unchanged. Four
// samples are read at each neighbour, whatever the number of channels.
void fm_sharpen(const uint16_t *_Nonnull samples, size_t channels, size_t stride, const uint32_t *_Nonnull pixels,
                size_t count, uint16_t *_Nonnull sharpened);

// MARK: Optimisers

// Adds to each of `count` sums the number at the same place of `addends`.
void fm_add(float *_Nonnull sums, const float *_Nonnull addends, size_t count);

// The numbers of a step of gradient descent with Nesterov's momentum.
typedef struct fm_sgd {
  float rate;
  float momentum;
  float decay;
} fm_sgd;

// g = gradient + decay w; v = momentum v + g; w = w - rate (g + momentum v).
void fm_step_sgd(float *_Nonnull weights, const float *_Nonnull gradients, float *_Nonnull velocities, size_t count,
                 fm_sgd rule);

// The numbers of a step of Adam: the step size and the scale of the squares correct the bias of the running means,
// which begin at 0; weights are multiplied by `shrink` before they move.
typedef struct fm_adam {
  float beta1;
  float beta2;
  float step_size;
  float square_scale;
  float shrink;
} fm_adam;

// m = beta1 m + (1 - beta1) g; s = beta2 s + (1 - beta2) g g; w = shrink w - step_size m / (sqrt(square_scale s) + 1e-8).
void fm_step_adam(float *_Nonnull weights, const float *_Nonnull gradients, float *_Nonnull means,
                  float *_Nonnull squares, size_t count, fm_adam rule);

// MARK: Rectifiers

// outputs = max(0, inputs).
void fm_rectify(const float *_Nonnull inputs, float *_Nonnull outputs, size_t count);

// result = gradients where outputs are above 0, and 0 elsewhere.
void fm_rectify_gradients(const float *_Nonnull gradients, const float *_Nonnull outputs, float *_Nonnull result,
                          size_t count);

// MARK: Neighbours
//
// Sixteen points or boxes stand side by side: for each dimension, of which there are a multiple of four, the coordinates
// of all sixteen follow each other, from the element `first` on. A missing point has infinite coordinates, a missing box
// an infinite lower bound and an upper one of minus infinity.

// Computes the squared distances of sixteen points from a point, summed up in the order of the dimensions. Returns a bit
// for each that is at most `limit`, the lowest bit for the first; `sums` is written unless none is.
uint32_t fm_near_points(const float *_Nonnull places, size_t first, const float *_Nonnull point, size_t dimensions,
                        float limit, float *_Nonnull sums);

// Computes the squared distances of sixteen boxes from a point, as `fm_near_points`; a box that holds the point has the
// distance 0.
uint32_t fm_near_boxes(const float *_Nonnull lower, const float *_Nonnull upper, size_t first,
                       const float *_Nonnull point, size_t dimensions, float limit, float *_Nonnull sums);

// MARK: Backgrounds

// Returns a number of bytes, from the first on, that each differ from the byte at the same place in `others` by at
// most `tolerance`. Compares sixteen at a time, so that the first byte that differs more may be up to fifteen
// places later.
size_t fm_count_near(const uint8_t *_Nonnull bytes, const uint8_t *_Nonnull others, size_t count, uint8_t tolerance);

// Counts bytes like `fm_count_near`, but from the last of the `count` bytes backwards.
size_t fm_count_near_end(const uint8_t *_Nonnull bytes, const uint8_t *_Nonnull others, size_t count,
                         uint8_t tolerance);

// Copies the colours of `count` pixels that are `step` pixels apart, three bytes each; a grey sample stands for three.
// `channels` is 1 or 3.
void fm_copy_colours(const uint8_t *_Nonnull pixels, size_t channels, size_t step, size_t count, uint8_t *_Nonnull colours);

// Adds the numbers of colours with each level of red, of green and of blue to 3 times 256 counts.
void fm_count_levels(const uint8_t *_Nonnull colours, size_t count, uint32_t *_Nonnull counts);

// Counts the colours, fewer than 2^30, whose squared distance from a colour, summed over the channels, is below a limit,
// and those for which it is below four times the limit.
void fm_count_distances(const uint8_t *_Nonnull colours, size_t count, const uint8_t *_Nonnull middle, int32_t limit,
                        size_t *_Nonnull below, size_t *_Nonnull below_fourfold);

// MARK: Products

// A component of a mixture of normal distributions of colours.
typedef struct fm_colour_component {
  double mean[3];
  // The inverse of the covariance: xx, yy, zz, and twice xy, xz, yz.
  double precision[6];
  double offset;
} fm_colour_component;

// For each of `count` colours: where half the squared Mahalanobis distance from the component, plus its offset, is below
// `costs`, puts it there, and `number` into `numbers`.
void fm_cheapest_component(const double *_Nonnull reds, const double *_Nonnull greens, const double *_Nonnull blues,
                           size_t count, fm_colour_component component, double number, double *_Nonnull costs,
                           double *_Nonnull numbers);

// What the search for a minimum cut knows of a pixel.
typedef struct fm_grid_node {
  // The residual capacity from the source if positive, to the sink if negative.
  int32_t terminal;
  // The number of links to the terminal, known at `time`.
  int32_t distance;
  int32_t time;
  uint8_t parent;
  bool is_sink;
  bool is_queued;
  // The result: whether the pixel is on the source's side of the cut.
  bool is_source;
} fm_grid_node;

// A grid of pixels with links to their eight neighbours, and a margin of one pixel on every side whose links have no
// capacity, so that no neighbour needs a check. Pixel (x, y) is node (y + 1) * stride + x + 1; stride is width + 2.
typedef struct fm_grid {
  size_t width;
  size_t height;
  size_t stride;
  // stride * (height + 2) nodes
  fm_grid_node *_Nonnull nodes;
  // Eight residual capacities for each node: to the three neighbours above, left, right, to the three below.
  int32_t *_Nonnull links;
  // Room for the search: two numbers for each node.
  int32_t *_Nonnull queues;
} fm_grid;

// Finds the minimum cut: `is_source` of every node. Residual capacities stay in the grid, so that a cut with similar
// preferences is quick.
//
// Boykov and Kolmogorov, "An experimental comparison of min-cut/max-flow algorithms for energy minimization in vision",
// 2004: two trees grow from source and sink; where they meet, flow is pushed along the path, and the nodes that lose
// their link to a tree look for another parent. What the source still reaches in the residual graph is the same for
// every maximum flow, so that the result does not depend on the order in which nodes are visited.
void fm_cut_grid(fm_grid grid);

// MARK: Grey

// Computes the Rec. 709 luma of `count` pixels: the sample nearest to 0.212656 R + 0.715158 G + 0.072186 B.
void fm_luma(const uint16_t *_Nonnull rgb, size_t count, uint16_t *_Nonnull luma);

#endif
