#include "operation.h"

static dnnl_status_t addArguments(COneDNNOperation* operation, Primitive* primitive, const int* numbers, int count) {
  for (int index = 0; index < count; index++) {
    const dnnl_status_t status = addArgument(operation, primitive, numbers[index], dnnl_query_exec_arg_md);
    if (status != dnnl_success) return status;
  }
  return dnnl_success;
}

COneDNNResult COneDNNMakeBatchNormalisation(COneDNNShape shape, float epsilon, int isRectified) {
  dnnl_status_t status;
  COneDNNOperation* operation = newOperation(&status);
  if (!operation) return (COneDNNResult){NULL, status};
  const dnnl_memory_desc_t data = pictures(shape);
  const unsigned flags = dnnl_use_scale | dnnl_use_shift | (isRectified ? dnnl_fuse_norm_relu : 0);
  Primitive* const forward = &operation->forward;
  Primitive* const inference = &operation->inference;
  Primitive* const backward = &operation->backwardInput;
  static const int forwardArguments[] = {DNNL_ARG_SRC,  DNNL_ARG_SCALE,    DNNL_ARG_SHIFT,
                                         DNNL_ARG_MEAN, DNNL_ARG_VARIANCE, DNNL_ARG_DST};
  static const int backwardArguments[] = {DNNL_ARG_SRC,   DNNL_ARG_MEAN,     DNNL_ARG_VARIANCE,
                                          DNNL_ARG_SCALE, DNNL_ARG_SHIFT,    DNNL_ARG_DIFF_DST,
                                          DNNL_ARG_DIFF_SRC, DNNL_ARG_DIFF_SCALE, DNNL_ARG_DIFF_SHIFT};
  dnnl_batch_normalization_desc_t description;
#define TRY(expression) \
  if ((status = (expression)) != dnnl_success) goto failure
  TRY(dnnl_batch_normalization_forward_desc_init(&description, dnnl_forward_training, &data, epsilon, flags));
  TRY(dnnl_primitive_desc_create(&forward->description, &description, NULL, operation->engine, NULL));
  TRY(makePrimitive(operation, forward));
  TRY(addArguments(operation, forward, forwardArguments, 6));
  TRY(dnnl_batch_normalization_forward_desc_init(&description, dnnl_forward_inference, &data, epsilon,
                                                 flags | dnnl_use_global_stats));
  TRY(dnnl_primitive_desc_create(&inference->description, &description, NULL, operation->engine, NULL));
  TRY(makePrimitive(operation, inference));
  TRY(addArguments(operation, inference, forwardArguments, 6));
  TRY(dnnl_batch_normalization_backward_desc_init(&description, dnnl_backward, &data, &data, epsilon, flags));
  TRY(dnnl_primitive_desc_create(&backward->description, &description, NULL, operation->engine, forward->description));
  TRY(makePrimitive(operation, backward));
  TRY(addArguments(operation, backward, backwardArguments, 9));
  // Where the rectifier let pass.
  TRY(addWorkspace(operation, forward, backward));
#undef TRY
  return (COneDNNResult){operation, dnnl_success};

failure:
  COneDNNFree(operation);
  return (COneDNNResult){NULL, status};
}

static void run(COneDNNOperation* operation, Primitive* primitive, const float* input, const float* scale,
                const float* shift, const float* mean, const float* variance, float* output) {
  setArgument(primitive, DNNL_ARG_SRC, input);
  setArgument(primitive, DNNL_ARG_SCALE, scale);
  setArgument(primitive, DNNL_ARG_SHIFT, shift);
  setArgument(primitive, DNNL_ARG_MEAN, mean);
  setArgument(primitive, DNNL_ARG_VARIANCE, variance);
  setArgument(primitive, DNNL_ARG_DST, output);
  runPrimitive(operation, primitive);
}

void COneDNNBatchNormalisationForward(COneDNNOperation* operation, const float* input, const float* scale,
                                      const float* shift, float* mean, float* variance, float* output) {
  run(operation, &operation->forward, input, scale, shift, mean, variance, output);
}

void COneDNNBatchNormalisationInference(COneDNNOperation* operation, const float* input, const float* scale,
                                        const float* shift, const float* mean, const float* variance, float* output) {
  run(operation, &operation->inference, input, scale, shift, mean, variance, output);
}

void COneDNNBatchNormalisationBackward(COneDNNOperation* operation, const float* input, const float* mean,
                                       const float* variance, const float* outputGradient, const float* scale,
                                       const float* shift, float* inputGradient, float* scaleGradient,
                                       float* shiftGradient) {
  Primitive* const primitive = &operation->backwardInput;
  setArgument(primitive, DNNL_ARG_SRC, input);
  setArgument(primitive, DNNL_ARG_MEAN, mean);
  setArgument(primitive, DNNL_ARG_VARIANCE, variance);
  setArgument(primitive, DNNL_ARG_SCALE, scale);
  setArgument(primitive, DNNL_ARG_SHIFT, shift);
  setArgument(primitive, DNNL_ARG_DIFF_DST, outputGradient);
  setArgument(primitive, DNNL_ARG_DIFF_SRC, inputGradient);
  setArgument(primitive, DNNL_ARG_DIFF_SCALE, scaleGradient);
  setArgument(primitive, DNNL_ARG_DIFF_SHIFT, shiftGradient);
  runPrimitive(operation, primitive);
}
