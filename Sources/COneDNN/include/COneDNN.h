// The operations of oneDNN that networks need: convolution, pooling and batch normalisation with their gradients, and the
// matrix product. Batches of images are floats in the order images x rows x columns x channels, channels contiguous.
//
// An operation is made once for its shapes and then runs any number of times, on one thread at a time. It uses no threads
// besides the one that calls it.
//
// Every function that returns an int returns a status of oneDNN: 0 if it succeeded.

#ifndef CONEDNN_H
#define CONEDNN_H

#include <stdint.h>

#if defined(__clang__)
#pragma clang assume_nonnull begin
#define COneDNN_NULLABLE _Nullable
#else
#define COneDNN_NULLABLE
#endif

// An operation with the memory that it keeps between forward and backward.
typedef struct COneDNNOperation COneDNNOperation;

typedef struct {
  int64_t images;
  int64_t rows;
  int64_t columns;
  int64_t channels;
} COneDNNShape;

// The result of making an operation: a null pointer and the status of oneDNN if it failed.
typedef struct {
  COneDNNOperation* COneDNN_NULLABLE operation;
  int status;
} COneDNNResult;

void COneDNNFreeOperation(COneDNNOperation* COneDNN_NULLABLE operation);

// Makes a convolution. Its weights are in the order output channels x input channels x rows x columns, columns contiguous.
//
// isBFloat16: whether inputs, weights and gradients are rounded to bfloat16 (8 bits of precision) before they are multiplied;
// sums are in float32. Only where COneDNNHasBFloat16 is not 0.
COneDNNResult COneDNNMakeConvolution(COneDNNShape input, int64_t outputChannels, int64_t kernelSize, int64_t stride,
                                     int64_t padding, int hasBias, int isBFloat16);

// Whether the processor has instructions for bfloat16.
int COneDNNHasBFloat16(void);

int COneDNNRunConvolutionForward(COneDNNOperation* operation, const float* input, const float* weights,
                                 const float* COneDNN_NULLABLE bias, float* output);

// Overwrites the gradients of the weights and of the bias, after a forward run with the same input.
int COneDNNRunConvolutionBackwardWeights(COneDNNOperation* operation, const float* input, const float* outputGradient,
                                         float* weightGradient, float* COneDNN_NULLABLE biasGradient);

// Overwrites the gradient of the input, after a run for the weights' gradients with the same gradient of the output.
int COneDNNRunConvolutionBackwardInput(COneDNNOperation* operation, const float* outputGradient, const float* weights,
                                       float* inputGradient);

typedef enum {
  COneDNNPoolingMaximum,
  COneDNNPoolingAverage,
} COneDNNPooling;

// Makes a pooling over square windows that do not overlap; remaining rows and columns are dropped.
COneDNNResult COneDNNMakePooling(COneDNNShape input, int64_t size, COneDNNPooling kind);

int COneDNNRunPoolingForward(COneDNNOperation* operation, const float* input, float* output);
int COneDNNRunPoolingBackward(COneDNNOperation* operation, const float* outputGradient, float* inputGradient);

// Makes a batch normalisation, followed by a ReLU if `fusesReLU` is not 0.
COneDNNResult COneDNNMakeBatchNormalisation(COneDNNShape shape, float epsilon, int fusesReLU);

// Normalises by the mean and variance of the batch, and writes these to `mean` and `variance`.
int COneDNNRunBatchNormalisationForward(COneDNNOperation* operation, const float* input, const float* scale,
                                        const float* shift, float* mean, float* variance, float* output);

// Normalises by a given mean and variance.
int COneDNNRunBatchNormalisationInference(COneDNNOperation* operation, const float* input, const float* scale,
                                          const float* shift, const float* mean, const float* variance, float* output);

// Overwrites the gradients of input, scale and shift, after a forward run with the batch's own mean and variance.
int COneDNNRunBatchNormalisationBackward(COneDNNOperation* operation, const float* input, const float* mean,
                                         const float* variance, const float* outputGradient, const float* scale,
                                         const float* shift, float* inputGradient, float* scaleGradient,
                                         float* shiftGradient);

// Computes result = left x right + addend * result. All three are row-major: left is rows x inner (inner x rows if it is
// transposed), right is inner x columns (columns x inner if it is transposed).
int COneDNNMultiplyMatrices(const float* left, int isLeftTransposed, const float* right, int isRightTransposed,
                            int64_t rows, int64_t columns, int64_t inner, float addend, float* result);

// Makes oneDNN use no other thread wherever the calling thread calls it from now on.
void COneDNNUseOneThread(void);

#if defined(__clang__)
#pragma clang assume_nonnull end
#endif

#endif
