#include "operation.h"
#include "status.h"

static dnnl_status_t COneDNNAddPooling(COneDNNOperation* operation, COneDNNShape input, int64_t size,
                                       COneDNNPooling kind) {
  const COneDNNShape output = {input.images, input.rows / size, input.columns / size, input.channels};
  const dnnl_alg_kind_t algorithm = kind == COneDNNPoolingMaximum ? dnnl_pooling_max : dnnl_pooling_avg_exclude_padding;
  const dnnl_dims_t sizes = {size, size}, paddings = {0, 0};
  COneDNNPrimitive* const forward = &operation->forward;
  COneDNNPrimitive* const backward = &operation->backwardInput;
  const dnnl_engine_t engine = operation->engine;
  dnnl_memory_desc_t source, result;
  COneDNN_TRY(COneDNNDescribeImages(&source, input, dnnl_f32));
  COneDNN_TRY(COneDNNDescribeImages(&result, output, dnnl_f32));

  dnnl_pooling_desc_t description;
  COneDNN_TRY(dnnl_pooling_forward_desc_init(&description, dnnl_forward_training, algorithm, &source, &result, sizes,
                                             sizes, paddings, NULL));
  COneDNN_TRY(COneDNNMakePrimitive(forward, &description, engine, NULL));
  COneDNN_TRY(COneDNNAddArgument(forward, DNNL_ARG_SRC, dnnl_query_src_md, engine));
  COneDNN_TRY(COneDNNAddArgument(forward, DNNL_ARG_DST, dnnl_query_dst_md, engine));

  COneDNN_TRY(dnnl_pooling_backward_desc_init(&description, algorithm, &source, &result, sizes, sizes, paddings, NULL));
  COneDNN_TRY(COneDNNMakePrimitive(backward, &description, engine, forward->description));
  COneDNN_TRY(COneDNNAddArgument(backward, DNNL_ARG_DIFF_DST, dnnl_query_diff_dst_md, engine));
  COneDNN_TRY(COneDNNAddArgument(backward, DNNL_ARG_DIFF_SRC, dnnl_query_diff_src_md, engine));
  // The places of the maxima.
  return COneDNNAddWorkspace(operation, forward, backward);
}

COneDNNResult COneDNNMakePooling(COneDNNShape input, int64_t size, COneDNNPooling kind) {
  const COneDNNResult result = COneDNNMakeOperation();
  if (!result.operation) return result;
  return COneDNNFinishOperation(result.operation, COneDNNAddPooling(result.operation, input, size, kind));
}

int COneDNNRunPoolingForward(COneDNNOperation* operation, const float* input, float* output) {
  COneDNN_TRY(COneDNNSetArgument(&operation->forward, DNNL_ARG_SRC, input));
  COneDNN_TRY(COneDNNSetArgument(&operation->forward, DNNL_ARG_DST, output));
  return COneDNNRunPrimitive(&operation->forward, operation->stream);
}

int COneDNNRunPoolingBackward(COneDNNOperation* operation, const float* outputGradient, float* inputGradient) {
  COneDNN_TRY(COneDNNSetArgument(&operation->backwardInput, DNNL_ARG_DIFF_DST, outputGradient));
  COneDNN_TRY(COneDNNSetArgument(&operation->backwardInput, DNNL_ARG_DIFF_SRC, inputGradient));
  return COneDNNRunPrimitive(&operation->backwardInput, operation->stream);
}
