#include "operation.h"

// Plain weights: output channels, input channels, rows, columns.
static dnnl_memory_desc_t plainWeights(int64_t outputs, int64_t inputs, int64_t side) {
  dnnl_memory_desc_t description;
  const dnnl_dims_t sizes = {outputs, inputs, side, side};
  dnnl_memory_desc_init_by_tag(&description, 4, sizes, dnnl_f32, dnnl_oihw);
  return description;
}

COneDNNResult COneDNNMakeConvolution(COneDNNShape input, int64_t outputChannels, int64_t kernelSide, int64_t stride,
                                     int64_t padding, int hasBias) {
  dnnl_status_t status;
  COneDNNOperation* operation = newOperation(&status);
  if (!operation) return (COneDNNResult){NULL, status};
  const COneDNNShape output = {input.images, (input.rows + 2 * padding - kernelSide) / stride + 1,
                               (input.columns + 2 * padding - kernelSide) / stride + 1, outputChannels};
  const dnnl_memory_desc_t source = pictures(input);
  const dnnl_memory_desc_t result = pictures(output);
  const dnnl_memory_desc_t plain = plainWeights(outputChannels, input.channels, kernelSide);
  dnnl_memory_desc_t anyWeights, bias;
  // oneDNN chooses how weights lie: for few channels the plain layout is ten times slower.
  dnnl_memory_desc_init_by_tag(&anyWeights, 4, plain.dims, dnnl_f32, dnnl_format_tag_any);
  dnnl_memory_desc_init_by_tag(&bias, 1, (dnnl_dims_t){outputChannels}, dnnl_f32, dnnl_a);
  const dnnl_dims_t strides = {stride, stride}, paddings = {padding, padding};
  const dnnl_memory_desc_t* biasOrNone = hasBias ? &bias : NULL;

  Primitive* const forward = &operation->forward;
  Primitive* const backwardWeights = &operation->backwardWeights;
  Primitive* const backwardInput = &operation->backwardInput;
  dnnl_convolution_desc_t description;
#define TRY(expression) \
  if ((status = (expression)) != dnnl_success) goto failure
  TRY(dnnl_convolution_forward_desc_init(&description, dnnl_forward_training, dnnl_convolution_direct, &source,
                                         &anyWeights, biasOrNone, &result, strides, paddings, NULL));
  TRY(dnnl_primitive_desc_create(&forward->description, &description, NULL, operation->engine, NULL));
  TRY(makePrimitive(operation, forward));
  TRY(addArgument(operation, forward, DNNL_ARG_SRC, dnnl_query_src_md));
  TRY(addArgument(operation, forward, DNNL_ARG_WEIGHTS, dnnl_query_exec_arg_md));
  if (hasBias) TRY(addArgument(operation, forward, DNNL_ARG_BIAS, dnnl_query_exec_arg_md));
  TRY(addArgument(operation, forward, DNNL_ARG_DST, dnnl_query_dst_md));
  TRY(makeReorder(operation, &operation->forwardWeights, &plain,
                  dnnl_primitive_desc_query_md(forward->description, dnnl_query_weights_md, 0)));

  TRY(dnnl_convolution_backward_weights_desc_init(&description, dnnl_convolution_direct, &source, &anyWeights,
                                                  biasOrNone, &result, strides, paddings, NULL));
  TRY(dnnl_primitive_desc_create(&backwardWeights->description, &description, NULL, operation->engine,
                                 forward->description));
  TRY(makePrimitive(operation, backwardWeights));
  TRY(addArgument(operation, backwardWeights, DNNL_ARG_SRC, dnnl_query_src_md));
  TRY(addArgument(operation, backwardWeights, DNNL_ARG_DIFF_DST, dnnl_query_diff_dst_md));
  TRY(addArgument(operation, backwardWeights, DNNL_ARG_DIFF_WEIGHTS, dnnl_query_exec_arg_md));
  if (hasBias) TRY(addArgument(operation, backwardWeights, DNNL_ARG_DIFF_BIAS, dnnl_query_exec_arg_md));
  TRY(makeReorder(operation, &operation->weightGradient,
                  dnnl_primitive_desc_query_md(backwardWeights->description, dnnl_query_diff_weights_md, 0), &plain));

  TRY(dnnl_convolution_backward_data_desc_init(&description, dnnl_convolution_direct, &source, &anyWeights, &result,
                                               strides, paddings, NULL));
  TRY(dnnl_primitive_desc_create(&backwardInput->description, &description, NULL, operation->engine,
                                 forward->description));
  TRY(makePrimitive(operation, backwardInput));
  TRY(addArgument(operation, backwardInput, DNNL_ARG_DIFF_DST, dnnl_query_diff_dst_md));
  TRY(addArgument(operation, backwardInput, DNNL_ARG_WEIGHTS, dnnl_query_exec_arg_md));
  TRY(addArgument(operation, backwardInput, DNNL_ARG_DIFF_SRC, dnnl_query_diff_src_md));
  TRY(makeReorder(operation, &operation->backwardInputWeights, &plain,
                  dnnl_primitive_desc_query_md(backwardInput->description, dnnl_query_weights_md, 0)));
#undef TRY
  return (COneDNNResult){operation, dnnl_success};

failure:
  COneDNNFree(operation);
  return (COneDNNResult){NULL, status};
}

void COneDNNConvolutionForward(COneDNNOperation* operation, const float* input, const float* weights, const float* bias,
                               float* output) {
  Primitive* const primitive = &operation->forward;
  setArgument(primitive, DNNL_ARG_SRC, input);
  setArgument(primitive, DNNL_ARG_WEIGHTS, runReorder(operation, &operation->forwardWeights, weights, NULL));
  setArgument(primitive, DNNL_ARG_BIAS, bias);
  setArgument(primitive, DNNL_ARG_DST, output);
  runPrimitive(operation, primitive);
}

void COneDNNConvolutionBackwardWeights(COneDNNOperation* operation, const float* input, const float* outputGradient,
                                       float* weightGradient, float* biasGradient) {
  Primitive* const primitive = &operation->backwardWeights;
  Reorder* const reorder = &operation->weightGradient;
  void* laidOut = weightGradient;
  if (reorder->primitive) dnnl_memory_get_data_handle(reorder->from, &laidOut);
  setArgument(primitive, DNNL_ARG_SRC, input);
  setArgument(primitive, DNNL_ARG_DIFF_DST, outputGradient);
  setArgument(primitive, DNNL_ARG_DIFF_WEIGHTS, laidOut);
  setArgument(primitive, DNNL_ARG_DIFF_BIAS, biasGradient);
  runPrimitive(operation, primitive);
  if (reorder->primitive) runReorder(operation, reorder, laidOut, weightGradient);
}

void COneDNNConvolutionBackwardInput(COneDNNOperation* operation, const float* outputGradient, const float* weights,
                                     float* inputGradient) {
  Primitive* const primitive = &operation->backwardInput;
  setArgument(primitive, DNNL_ARG_DIFF_DST, outputGradient);
  setArgument(primitive, DNNL_ARG_WEIGHTS, runReorder(operation, &operation->backwardInputWeights, weights, NULL));
  setArgument(primitive, DNNL_ARG_DIFF_SRC, inputGradient);
  runPrimitive(operation, primitive);
}
