#include "CKernels.h"
#include "processors.h"

FOR_EACH_PROCESSOR
void fm_rectify(const float *restrict inputs, float *restrict outputs, size_t count) {
  for (size_t i = 0; i < count; i++) outputs[i] = inputs[i] >= 0 ? inputs[i] : 0;
}

FOR_EACH_PROCESSOR
void fm_rectify_gradients(const float *restrict gradients, const float *restrict outputs, float *restrict result,
                          size_t count) {
  for (size_t i = 0; i < count; i++) {
    // Read before the comparison, so that no branch decides whether to read.
    const float gradient = gradients[i];
    result[i] = outputs[i] > 0 ? gradient : 0;
  }
}
