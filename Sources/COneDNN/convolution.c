#include "operation.h"
#include "status.h"

// What all primitives of a convolution are made from.
typedef struct {
  // The callers' numbers.
  dnnl_memory_desc_t input;
  dnnl_memory_desc_t output;
  // What is multiplied, which may be less precise: inputs, and gradients of the output.
  dnnl_memory_desc_t factors;
  dnnl_memory_desc_t gradientFactors;
  // The callers' layout of weights: output channels, input channels, rows, columns.
  dnnl_memory_desc_t plainWeights;
  // Lets oneDNN choose the layout: for few channels the plain one is ten times slower.
  dnnl_memory_desc_t anyWeights;
  dnnl_memory_desc_t anyWeightGradient;
  dnnl_memory_desc_t bias;
  int hasBias;
  dnnl_dims_t strides;
  dnnl_dims_t paddings;
} COneDNNConvolutionSetting;

static dnnl_status_t COneDNNDescribeConvolution(COneDNNConvolutionSetting* setting, COneDNNShape input,
                                                int64_t outputChannels, int64_t kernelSize, int64_t stride,
                                                int64_t padding, int hasBias, int isBFloat16) {
  const dnnl_data_type_t type = isBFloat16 ? dnnl_bf16 : dnnl_f32;
  const COneDNNShape output = {input.images, (input.rows + 2 * padding - kernelSize) / stride + 1,
                               (input.columns + 2 * padding - kernelSize) / stride + 1, outputChannels};
  const dnnl_dims_t weights = {outputChannels, input.channels, kernelSize, kernelSize};
  const dnnl_dims_t biases = {outputChannels};
  COneDNN_TRY(COneDNNDescribeImages(&setting->input, input, dnnl_f32));
  COneDNN_TRY(COneDNNDescribeImages(&setting->output, output, dnnl_f32));
  COneDNN_TRY(COneDNNDescribeImages(&setting->factors, input, type));
  COneDNN_TRY(COneDNNDescribeImages(&setting->gradientFactors, output, type));
  COneDNN_TRY(dnnl_memory_desc_init_by_tag(&setting->plainWeights, 4, weights, dnnl_f32, dnnl_oihw));
  COneDNN_TRY(dnnl_memory_desc_init_by_tag(&setting->anyWeights, 4, weights, type, dnnl_format_tag_any));
  COneDNN_TRY(
      dnnl_memory_desc_init_by_tag(&setting->anyWeightGradient, 4, weights, dnnl_f32, dnnl_format_tag_any));
  COneDNN_TRY(dnnl_memory_desc_init_by_tag(&setting->bias, 1, biases, dnnl_f32, dnnl_a));
  setting->hasBias = hasBias;
  setting->strides[0] = setting->strides[1] = stride;
  setting->paddings[0] = setting->paddings[1] = padding;
  return dnnl_success;
}

static dnnl_status_t COneDNNAddConvolutionForward(COneDNNOperation* operation,
                                                  const COneDNNConvolutionSetting* setting) {
  COneDNNPrimitive* const forward = &operation->forward;
  const dnnl_engine_t engine = operation->engine;
  dnnl_convolution_desc_t description;
  COneDNN_TRY(dnnl_convolution_forward_desc_init(&description, dnnl_forward_training, dnnl_convolution_direct,
                                                 &setting->factors, &setting->anyWeights,
                                                 setting->hasBias ? &setting->bias : NULL, &setting->output,
                                                 setting->strides, setting->paddings, NULL));
  COneDNN_TRY(COneDNNMakePrimitive(forward, &description, engine, NULL));
  COneDNN_TRY(COneDNNAddArgument(forward, DNNL_ARG_SRC, dnnl_query_src_md, engine));
  COneDNN_TRY(COneDNNAddArgument(forward, DNNL_ARG_WEIGHTS, dnnl_query_exec_arg_md, engine));
  if (setting->hasBias) COneDNN_TRY(COneDNNAddArgument(forward, DNNL_ARG_BIAS, dnnl_query_exec_arg_md, engine));
  COneDNN_TRY(COneDNNAddArgument(forward, DNNL_ARG_DST, dnnl_query_dst_md, engine));
  COneDNN_TRY(COneDNNMakeReorderFromPlain(&operation->input, &setting->input, &setting->factors, engine));
  return COneDNNMakeReorderFromPlain(&operation->forwardWeights, &setting->plainWeights,
                                     dnnl_primitive_desc_query_md(forward->description, dnnl_query_weights_md, 0),
                                     engine);
}

static dnnl_status_t COneDNNAddConvolutionBackwardWeights(COneDNNOperation* operation,
                                                          const COneDNNConvolutionSetting* setting) {
  COneDNNPrimitive* const backward = &operation->backwardWeights;
  const dnnl_engine_t engine = operation->engine;
  dnnl_convolution_desc_t description;
  COneDNN_TRY(dnnl_convolution_backward_weights_desc_init(
      &description, dnnl_convolution_direct, &setting->factors, &setting->anyWeightGradient,
      setting->hasBias ? &setting->bias : NULL, &setting->gradientFactors, setting->strides, setting->paddings, NULL));
  COneDNN_TRY(COneDNNMakePrimitive(backward, &description, engine, operation->forward.description));
  COneDNN_TRY(COneDNNAddArgument(backward, DNNL_ARG_SRC, dnnl_query_src_md, engine));
  COneDNN_TRY(COneDNNAddArgument(backward, DNNL_ARG_DIFF_DST, dnnl_query_diff_dst_md, engine));
  COneDNN_TRY(COneDNNAddArgument(backward, DNNL_ARG_DIFF_WEIGHTS, dnnl_query_exec_arg_md, engine));
  if (setting->hasBias) COneDNN_TRY(COneDNNAddArgument(backward, DNNL_ARG_DIFF_BIAS, dnnl_query_exec_arg_md, engine));
  COneDNN_TRY(
      COneDNNMakeReorderFromPlain(&operation->outputGradient, &setting->output, &setting->gradientFactors, engine));
  return COneDNNMakeReorderToPlain(&operation->weightGradient, &setting->plainWeights,
                                   dnnl_primitive_desc_query_md(backward->description, dnnl_query_diff_weights_md, 0),
                                   engine);
}

static dnnl_status_t COneDNNAddConvolutionBackwardInput(COneDNNOperation* operation,
                                                        const COneDNNConvolutionSetting* setting) {
  COneDNNPrimitive* const backward = &operation->backwardInput;
  const dnnl_engine_t engine = operation->engine;
  dnnl_convolution_desc_t description;
  COneDNN_TRY(dnnl_convolution_backward_data_desc_init(&description, dnnl_convolution_direct, &setting->input,
                                                       &setting->anyWeights, &setting->gradientFactors, setting->strides,
                                                       setting->paddings, NULL));
  COneDNN_TRY(COneDNNMakePrimitive(backward, &description, engine, operation->forward.description));
  COneDNN_TRY(COneDNNAddArgument(backward, DNNL_ARG_DIFF_DST, dnnl_query_diff_dst_md, engine));
  COneDNN_TRY(COneDNNAddArgument(backward, DNNL_ARG_WEIGHTS, dnnl_query_exec_arg_md, engine));
  COneDNN_TRY(COneDNNAddArgument(backward, DNNL_ARG_DIFF_SRC, dnnl_query_diff_src_md, engine));
  return COneDNNMakeReorderFromPlain(&operation->backwardInputWeights, &setting->plainWeights,
                                     dnnl_primitive_desc_query_md(backward->description, dnnl_query_weights_md, 0),
                                     engine);
}

static dnnl_status_t COneDNNAddConvolution(COneDNNOperation* operation, const COneDNNConvolutionSetting* setting) {
  COneDNN_TRY(COneDNNAddConvolutionForward(operation, setting));
  COneDNN_TRY(COneDNNAddConvolutionBackwardWeights(operation, setting));
  return COneDNNAddConvolutionBackwardInput(operation, setting);
}

COneDNNResult COneDNNMakeConvolution(COneDNNShape input, int64_t outputChannels, int64_t kernelSize, int64_t stride,
                                     int64_t padding, int hasBias, int isBFloat16) {
  COneDNNConvolutionSetting setting;
  const dnnl_status_t status =
      COneDNNDescribeConvolution(&setting, input, outputChannels, kernelSize, stride, padding, hasBias, isBFloat16);
  if (status != dnnl_success) return (COneDNNResult){NULL, status};
  const COneDNNResult result = COneDNNMakeOperation();
  if (!result.operation) return result;
  return COneDNNFinishOperation(result.operation, COneDNNAddConvolution(result.operation, &setting));
}

int COneDNNRunConvolutionForward(COneDNNOperation* operation, const float* input, const float* weights,
                                 const float* bias, float* output) {
  COneDNNPrimitive* const primitive = &operation->forward;
  const float* factors;
  const float* chosenWeights;
  COneDNN_TRY(COneDNNReorderFromPlain(&operation->input, input, &factors, operation->stream));
  COneDNN_TRY(COneDNNReorderFromPlain(&operation->forwardWeights, weights, &chosenWeights, operation->stream));
  COneDNN_TRY(COneDNNSetArgument(primitive, DNNL_ARG_SRC, factors));
  COneDNN_TRY(COneDNNSetArgument(primitive, DNNL_ARG_WEIGHTS, chosenWeights));
  COneDNN_TRY(COneDNNSetArgument(primitive, DNNL_ARG_BIAS, bias));
  COneDNN_TRY(COneDNNSetArgument(primitive, DNNL_ARG_DST, output));
  return COneDNNRunPrimitive(primitive, operation->stream);
}

int COneDNNRunConvolutionBackwardWeights(COneDNNOperation* operation, const float* input, const float* outputGradient,
                                         float* weightGradient, float* biasGradient) {
  COneDNNPrimitive* const primitive = &operation->backwardWeights;
  COneDNNReorder* const reorder = &operation->weightGradient;
  const float* gradientFactors;
  COneDNN_TRY(COneDNNReorderFromPlain(&operation->outputGradient, outputGradient, &gradientFactors, operation->stream));
  // The forward run has left the input's factors.
  COneDNN_TRY(COneDNNSetArgument(primitive, DNNL_ARG_SRC, COneDNNReordered(&operation->input, input)));
  COneDNN_TRY(COneDNNSetArgument(primitive, DNNL_ARG_DIFF_DST, gradientFactors));
  COneDNN_TRY(COneDNNSetArgument(primitive, DNNL_ARG_DIFF_WEIGHTS, COneDNNReorderSource(reorder, weightGradient)));
  COneDNN_TRY(COneDNNSetArgument(primitive, DNNL_ARG_DIFF_BIAS, biasGradient));
  COneDNN_TRY(COneDNNRunPrimitive(primitive, operation->stream));
  return COneDNNReorderToPlain(reorder, weightGradient, operation->stream);
}

int COneDNNRunConvolutionBackwardInput(COneDNNOperation* operation, const float* outputGradient, const float* weights,
                                       float* inputGradient) {
  COneDNNPrimitive* const primitive = &operation->backwardInput;
  const float* chosenWeights;
  COneDNN_TRY(COneDNNReorderFromPlain(&operation->backwardInputWeights, weights, &chosenWeights, operation->stream));
  // The run for the weights has left the gradient's factors.
  COneDNN_TRY(COneDNNSetArgument(primitive, DNNL_ARG_DIFF_DST,
                                 COneDNNReordered(&operation->outputGradient, outputGradient)));
  COneDNN_TRY(COneDNNSetArgument(primitive, DNNL_ARG_WEIGHTS, chosenWeights));
  COneDNN_TRY(COneDNNSetArgument(primitive, DNNL_ARG_DIFF_SRC, inputGradient));
  return COneDNNRunPrimitive(primitive, operation->stream);
}
