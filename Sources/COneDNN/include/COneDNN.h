// What the networks need of oneDNN: convolution, pooling and batch normalisation with their gradients, and the matrix
// product. Pictures are float, images x rows x columns x channels, the last running fastest.
//
// Every operation is made once for its shapes, and then run any number of times, by one thread at a time. Operations
// run on the calling thread alone.

#ifndef CONEDNN_H
#define CONEDNN_H

#include <stdint.h>

#if defined(__clang__)
#pragma clang assume_nonnull begin
#define COneDNN_NULLABLE _Nullable
#else
#define COneDNN_NULLABLE
#endif

// An operation with the memory that it needs between forward and backward.
typedef struct COneDNNOperation COneDNNOperation;

typedef struct {
  int64_t images;
  int64_t rows;
  int64_t columns;
  int64_t channels;
} COneDNNShape;

// The result of making an operation; nothing if oneDNN refuses, with its status.
typedef struct {
  COneDNNOperation* COneDNN_NULLABLE operation;
  int status;
} COneDNNResult;

// Makes a convolution with stride. Weights are output channels x input channels x rows x columns, the last running fastest.
COneDNNResult COneDNNMakeConvolution(COneDNNShape input, int64_t outputChannels, int64_t kernelSide, int64_t stride,
                                     int64_t padding, int hasBias);

void COneDNNConvolutionForward(COneDNNOperation* operation, const float* input, const float* weights,
                               const float* COneDNN_NULLABLE bias, float* output);

// Gradients of the weights and the bias; overwrites them.
void COneDNNConvolutionBackwardWeights(COneDNNOperation* operation, const float* input, const float* outputGradient,
                                       float* weightGradient, float* COneDNN_NULLABLE biasGradient);

// Gradient of the input.
void COneDNNConvolutionBackwardInput(COneDNNOperation* operation, const float* outputGradient, const float* weights,
                                     float* inputGradient);

typedef enum {
  COneDNNPoolingMaximum,
  COneDNNPoolingAverage,
} COneDNNPooling;

// Makes a pooling over squares that do not overlap; rows and columns left over are dropped.
COneDNNResult COneDNNMakePooling(COneDNNShape input, int64_t side, COneDNNPooling kind);

void COneDNNPoolingForward(COneDNNOperation* operation, const float* input, float* output);
void COneDNNPoolingBackward(COneDNNOperation* operation, const float* outputGradient, float* inputGradient);

// Makes a batch normalisation, followed by a rectifier if asked for.
COneDNNResult COneDNNMakeBatchNormalisation(COneDNNShape shape, float epsilon, int isRectified);

// Normalises by the batch's own mean and variance, which it writes.
void COneDNNBatchNormalisationForward(COneDNNOperation* operation, const float* input, const float* scale,
                                      const float* shift, float* mean, float* variance, float* output);

// Normalises by a mean and variance that are given.
void COneDNNBatchNormalisationInference(COneDNNOperation* operation, const float* input, const float* scale,
                                        const float* shift, const float* mean, const float* variance, float* output);

// Gradients of input, scale and shift, after a forward run with the batch's own statistics.
void COneDNNBatchNormalisationBackward(COneDNNOperation* operation, const float* input, const float* mean,
                                       const float* variance, const float* outputGradient, const float* scale,
                                       const float* shift, float* inputGradient, float* scaleGradient,
                                       float* shiftGradient);

void COneDNNFree(COneDNNOperation* COneDNN_NULLABLE operation);

// result = left x right + addend * result, row-major. left is rows x inner (inner x rows in memory if it is transposed), right is
// inner x columns.
void COneDNNMultiply(const float* left, int isLeftTransposed, const float* right, int isRightTransposed, int64_t rows,
                     int64_t columns, int64_t inner, float addend, float* result);

// From now on oneDNN uses the calling thread alone, where it is called from this thread.
void COneDNNUseOneThread(void);

#if defined(__clang__)
#pragma clang assume_nonnull end
#endif

#endif
