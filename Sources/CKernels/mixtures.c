#include "CKernels.h"
#include "processors.h"

#pragma STDC FP_CONTRACT OFF

FOR_EACH_PROCESSOR
void fm_cheapest_component(const double *reds, const double *greens, const double *blues, size_t count,
                           fm_colour_component component, double number, double *costs, double *numbers) {
  for (size_t i = 0; i < count; i++) {
    const double x = reds[i] - component.mean[0], y = greens[i] - component.mean[1], z = blues[i] - component.mean[2];
    const double *const p = component.precision;
    const double distance =
        x * (p[0] * x + p[3] * y + p[4] * z) + y * (p[1] * y + p[5] * z) + p[2] * z * z;
    const double cost = 0.5 * distance + component.offset;
    const bool is_cheaper = cost < costs[i];
    costs[i] = is_cheaper ? cost : costs[i];
    numbers[i] = is_cheaper ? number : numbers[i];
  }
}
