#include "CKernels.h"
#include "processors.h"

// A multiplication and an addition fused into one would round once instead of twice.
#pragma STDC FP_CONTRACT OFF

FOR_EACH_PROCESSOR
void fm_add(float *restrict sums, const float *restrict addends, size_t count) {
  for (size_t i = 0; i < count; i++) sums[i] += addends[i];
}

FOR_EACH_PROCESSOR
void fm_step_sgd(float *restrict weights, const float *restrict gradients, float *restrict velocities, size_t count,
                 fm_sgd rule) {
  for (size_t i = 0; i < count; i++) {
    const float slope = gradients[i] + rule.decay * weights[i];
    const float velocity = rule.momentum * velocities[i] + slope;
    velocities[i] = velocity;
    weights[i] -= rule.rate * (slope + rule.momentum * velocity);
  }
}

FOR_EACH_PROCESSOR
void fm_step_adam(float *restrict weights, const float *restrict gradients, float *restrict means,
                  float *restrict squares, size_t count, fm_adam rule) {
  const float share1 = 1 - rule.beta1, share2 = 1 - rule.beta2;
  for (size_t i = 0; i < count; i++) {
    const float slope = gradients[i];
    means[i] = rule.beta1 * means[i] + share1 * slope;
    squares[i] = rule.beta2 * squares[i] + share2 * slope * slope;
    const float size = __builtin_elementwise_sqrt(squares[i] * rule.square_scale) + 1e-8f;
    weights[i] = weights[i] * rule.shrink - rule.step_size * means[i] / size;
  }
}
