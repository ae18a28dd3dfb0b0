// What the operations have in common.

#ifndef CONEDNN_OPERATION_H
#define CONEDNN_OPERATION_H

#include "COneDNN.h"
#include "primitive.h"
#include "reorder.h"

struct COneDNNOperation {
  dnnl_engine_t engine;
  dnnl_stream_t stream;
  COneDNNPrimitive forward;
  COneDNNPrimitive inference;
  COneDNNPrimitive backwardInput;
  COneDNNPrimitive backwardWeights;
  // What forward leaves for backward.
  dnnl_memory_t workspace;
  // Changes of the callers' numbers into less precise ones.
  COneDNNReorder input;
  COneDNNReorder outputGradient;
  COneDNNReorder forwardWeights;
  COneDNNReorder backwardInputWeights;
  COneDNNReorder weightGradient;
};

// Makes an operation without primitives; the result has a status if memory is short or oneDNN does not start.
COneDNNResult COneDNNMakeOperation(void);

// Gives an operation, or frees it and gives only the status if its primitives could not be made.
COneDNNResult COneDNNFinishOperation(COneDNNOperation* operation, dnnl_status_t status);

// Makes the memory in which forward leaves something for backward, if the primitives want it.
dnnl_status_t COneDNNAddWorkspace(COneDNNOperation* operation, COneDNNPrimitive* forward, COneDNNPrimitive* backward);

// Describes the layout of a batch of images.
dnnl_status_t COneDNNDescribeImages(dnnl_memory_desc_t* description, COneDNNShape shape, dnnl_data_type_t type);

#endif
