#ifndef C_IMAGE_KERNELS_H
#define C_IMAGE_KERNELS_H

#include <stddef.h>

// The two innermost loops of resampling, which most of a large photo's time goes into. They are in C for one reason: a C
// compiler can make one function for processors with wider vectors beside the one for all, and choose when the program
// starts. Every product and every sum is rounded on its own, in the order of the lines, so that all of them give the same
// bits.

// sums[c] = weights[0] * lines[c] + weights[1] * lines[16 + c] + ... for sixteen columns c, added from the left.
void fm_sum_lines(const double *_Nonnull lines, const double *_Nonnull weights, size_t count, double *_Nonnull sums);

// For four rows r and four samples c: sums[4 r + c] = weights[0] * row_r[c] + weights[1] * row_r[channels + c] + ...,
// added from the left; row_r begins at samples + r * stride.
void fm_sum_pixels(const double *_Nonnull samples, size_t stride, size_t channels, const double *_Nonnull weights,
                   size_t count, double *_Nonnull sums);

#endif
