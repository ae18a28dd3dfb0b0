#include "operation.h"

COneDNNResult COneDNNMakePooling(COneDNNShape input, int64_t side, COneDNNPooling kind) {
  dnnl_status_t status;
  COneDNNOperation* operation = newOperation(&status);
  if (!operation) return (COneDNNResult){NULL, status};
  const COneDNNShape output = {input.images, input.rows / side, input.columns / side, input.channels};
  const dnnl_memory_desc_t source = pictures(input);
  const dnnl_memory_desc_t result = pictures(output);
  const dnnl_alg_kind_t algorithm =
      kind == COneDNNPoolingMaximum ? dnnl_pooling_max : dnnl_pooling_avg_exclude_padding;
  const dnnl_dims_t sides = {side, side}, none = {0, 0};
  Primitive* const forward = &operation->forward;
  Primitive* const backward = &operation->backwardInput;
  dnnl_pooling_desc_t description;
#define TRY(expression) \
  if ((status = (expression)) != dnnl_success) goto failure
  TRY(dnnl_pooling_forward_desc_init(&description, dnnl_forward_training, algorithm, &source, &result, sides, sides,
                                     none, NULL));
  TRY(dnnl_primitive_desc_create(&forward->description, &description, NULL, operation->engine, NULL));
  TRY(makePrimitive(operation, forward));
  TRY(addArgument(operation, forward, DNNL_ARG_SRC, dnnl_query_src_md));
  TRY(addArgument(operation, forward, DNNL_ARG_DST, dnnl_query_dst_md));
  TRY(dnnl_pooling_backward_desc_init(&description, algorithm, &source, &result, sides, sides, none, NULL));
  TRY(dnnl_primitive_desc_create(&backward->description, &description, NULL, operation->engine, forward->description));
  TRY(makePrimitive(operation, backward));
  TRY(addArgument(operation, backward, DNNL_ARG_DIFF_DST, dnnl_query_diff_dst_md));
  TRY(addArgument(operation, backward, DNNL_ARG_DIFF_SRC, dnnl_query_diff_src_md));
  // Where the maxima were.
  TRY(addWorkspace(operation, forward, backward));
#undef TRY
  return (COneDNNResult){operation, dnnl_success};

failure:
  COneDNNFree(operation);
  return (COneDNNResult){NULL, status};
}

void COneDNNPoolingForward(COneDNNOperation* operation, const float* input, float* output) {
  setArgument(&operation->forward, DNNL_ARG_SRC, input);
  setArgument(&operation->forward, DNNL_ARG_DST, output);
  runPrimitive(operation, &operation->forward);
}

void COneDNNPoolingBackward(COneDNNOperation* operation, const float* outputGradient, float* inputGradient) {
  setArgument(&operation->backwardInput, DNNL_ARG_DIFF_DST, outputGradient);
  setArgument(&operation->backwardInput, DNNL_ARG_DIFF_SRC, inputGradient);
  runPrimitive(operation, &operation->backwardInput);
}
