#include "operation.h"
#include "status.h"

static dnnl_status_t COneDNNAddArguments(COneDNNPrimitive* primitive, const int* numbers, int count,
                                         dnnl_engine_t engine) {
  for (int index = 0; index < count; index++)
    COneDNN_TRY(COneDNNAddArgument(primitive, numbers[index], dnnl_query_exec_arg_md, engine));
  return dnnl_success;
}

static dnnl_status_t COneDNNAddBatchNormalisation(COneDNNOperation* operation, COneDNNShape shape, float epsilon,
                                                  int fusesReLU) {
  static const int forwardArguments[] = {DNNL_ARG_SRC,  DNNL_ARG_SCALE,    DNNL_ARG_SHIFT,
                                         DNNL_ARG_MEAN, DNNL_ARG_VARIANCE, DNNL_ARG_DST};
  static const int backwardArguments[] = {DNNL_ARG_SRC,      DNNL_ARG_MEAN,       DNNL_ARG_VARIANCE,
                                          DNNL_ARG_SCALE,    DNNL_ARG_SHIFT,      DNNL_ARG_DIFF_DST,
                                          DNNL_ARG_DIFF_SRC, DNNL_ARG_DIFF_SCALE, DNNL_ARG_DIFF_SHIFT};
  const unsigned flags = dnnl_use_scale | dnnl_use_shift | (fusesReLU ? dnnl_fuse_norm_relu : 0);
  COneDNNPrimitive* const forward = &operation->forward;
  COneDNNPrimitive* const inference = &operation->inference;
  COneDNNPrimitive* const backward = &operation->backwardInput;
  const dnnl_engine_t engine = operation->engine;
  dnnl_memory_desc_t data;
  COneDNN_TRY(COneDNNDescribeImages(&data, shape, dnnl_f32));

  dnnl_batch_normalization_desc_t description;
  COneDNN_TRY(dnnl_batch_normalization_forward_desc_init(&description, dnnl_forward_training, &data, epsilon, flags));
  COneDNN_TRY(COneDNNMakePrimitive(forward, &description, engine, NULL));
  COneDNN_TRY(COneDNNAddArguments(forward, forwardArguments, 6, engine));

  COneDNN_TRY(dnnl_batch_normalization_forward_desc_init(&description, dnnl_forward_inference, &data, epsilon,
                                                         flags | dnnl_use_global_stats));
  COneDNN_TRY(COneDNNMakePrimitive(inference, &description, engine, NULL));
  COneDNN_TRY(COneDNNAddArguments(inference, forwardArguments, 6, engine));

  COneDNN_TRY(dnnl_batch_normalization_backward_desc_init(&description, dnnl_backward, &data, &data, epsilon, flags));
  COneDNN_TRY(COneDNNMakePrimitive(backward, &description, engine, forward->description));
  COneDNN_TRY(COneDNNAddArguments(backward, backwardArguments, 9, engine));
  // The places where the ReLU let numbers pass.
  return COneDNNAddWorkspace(operation, forward, backward);
}

COneDNNResult COneDNNMakeBatchNormalisation(COneDNNShape shape, float epsilon, int fusesReLU) {
  const COneDNNResult result = COneDNNMakeOperation();
  if (!result.operation) return result;
  return COneDNNFinishOperation(result.operation,
                                COneDNNAddBatchNormalisation(result.operation, shape, epsilon, fusesReLU));
}

static dnnl_status_t COneDNNRunBatchNormalisation(COneDNNOperation* operation, COneDNNPrimitive* primitive,
                                                  const float* input, const float* scale, const float* shift,
                                                  const float* mean, const float* variance, float* output) {
  COneDNN_TRY(COneDNNSetArgument(primitive, DNNL_ARG_SRC, input));
  COneDNN_TRY(COneDNNSetArgument(primitive, DNNL_ARG_SCALE, scale));
  COneDNN_TRY(COneDNNSetArgument(primitive, DNNL_ARG_SHIFT, shift));
  COneDNN_TRY(COneDNNSetArgument(primitive, DNNL_ARG_MEAN, mean));
  COneDNN_TRY(COneDNNSetArgument(primitive, DNNL_ARG_VARIANCE, variance));
  COneDNN_TRY(COneDNNSetArgument(primitive, DNNL_ARG_DST, output));
  return COneDNNRunPrimitive(primitive, operation->stream);
}

int COneDNNRunBatchNormalisationForward(COneDNNOperation* operation, const float* input, const float* scale,
                                        const float* shift, float* mean, float* variance, float* output) {
  return COneDNNRunBatchNormalisation(operation, &operation->forward, input, scale, shift, mean, variance, output);
}

int COneDNNRunBatchNormalisationInference(COneDNNOperation* operation, const float* input, const float* scale,
                                          const float* shift, const float* mean, const float* variance,
                                          float* output) {
  return COneDNNRunBatchNormalisation(operation, &operation->inference, input, scale, shift, mean, variance, output);
}

int COneDNNRunBatchNormalisationBackward(COneDNNOperation* operation, const float* input, const float* mean,
                                         const float* variance, const float* outputGradient, const float* scale,
                                         const float* shift, float* inputGradient, float* scaleGradient,
                                         float* shiftGradient) {
  COneDNNPrimitive* const primitive = &operation->backwardInput;
  COneDNN_TRY(COneDNNSetArgument(primitive, DNNL_ARG_SRC, input));
  COneDNN_TRY(COneDNNSetArgument(primitive, DNNL_ARG_MEAN, mean));
  COneDNN_TRY(COneDNNSetArgument(primitive, DNNL_ARG_VARIANCE, variance));
  COneDNN_TRY(COneDNNSetArgument(primitive, DNNL_ARG_SCALE, scale));
  COneDNN_TRY(COneDNNSetArgument(primitive, DNNL_ARG_SHIFT, shift));
  COneDNN_TRY(COneDNNSetArgument(primitive, DNNL_ARG_DIFF_DST, outputGradient));
  COneDNN_TRY(COneDNNSetArgument(primitive, DNNL_ARG_DIFF_SRC, inputGradient));
  COneDNN_TRY(COneDNNSetArgument(primitive, DNNL_ARG_DIFF_SCALE, scaleGradient));
  COneDNN_TRY(COneDNNSetArgument(primitive, DNNL_ARG_DIFF_SHIFT, shiftGradient));
  return COneDNNRunPrimitive(primitive, operation->stream);
}
