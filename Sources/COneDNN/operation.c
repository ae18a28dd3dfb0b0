#include "operation.h"

#include <stdlib.h>

#include "status.h"

COneDNNResult COneDNNMakeOperation(void) {
  COneDNNOperation* operation = calloc(1, sizeof *operation);
  if (!operation) return (COneDNNResult){NULL, dnnl_out_of_memory};
  dnnl_status_t status = dnnl_engine_create(&operation->engine, dnnl_cpu, 0);
  if (status == dnnl_success)
    status = dnnl_stream_create(&operation->stream, operation->engine, dnnl_stream_default_flags);
  return COneDNNFinishOperation(operation, status);
}

COneDNNResult COneDNNFinishOperation(COneDNNOperation* operation, dnnl_status_t status) {
  if (status == dnnl_success) return (COneDNNResult){operation, status};
  COneDNNFreeOperation(operation);
  return (COneDNNResult){NULL, status};
}

dnnl_status_t COneDNNAddWorkspace(COneDNNOperation* operation, COneDNNPrimitive* forward, COneDNNPrimitive* backward) {
  const dnnl_memory_desc_t* description =
      dnnl_primitive_desc_query_md(forward->description, dnnl_query_workspace_md, 0);
  if (!description || dnnl_memory_desc_get_size(description) == 0) return dnnl_success;
  COneDNN_TRY(dnnl_memory_create(&operation->workspace, description, operation->engine, DNNL_MEMORY_ALLOCATE));
  COneDNN_TRY(COneDNNAddMemory(forward, DNNL_ARG_WORKSPACE, operation->workspace));
  return COneDNNAddMemory(backward, DNNL_ARG_WORKSPACE, operation->workspace);
}

dnnl_status_t COneDNNDescribeImages(dnnl_memory_desc_t* description, COneDNNShape shape, dnnl_data_type_t type) {
  const dnnl_dims_t sizes = {shape.images, shape.channels, shape.rows, shape.columns};
  return dnnl_memory_desc_init_by_tag(description, 4, sizes, type, dnnl_nhwc);
}

void COneDNNFreeOperation(COneDNNOperation* operation) {
  if (!operation) return;
  COneDNNFreePrimitive(&operation->forward, operation->workspace);
  COneDNNFreePrimitive(&operation->inference, operation->workspace);
  COneDNNFreePrimitive(&operation->backwardInput, operation->workspace);
  COneDNNFreePrimitive(&operation->backwardWeights, operation->workspace);
  if (operation->workspace) dnnl_memory_destroy(operation->workspace);
  COneDNNFreeReorder(&operation->input);
  COneDNNFreeReorder(&operation->outputGradient);
  COneDNNFreeReorder(&operation->forwardWeights);
  COneDNNFreeReorder(&operation->backwardInputWeights);
  COneDNNFreeReorder(&operation->weightGradient);
  if (operation->stream) dnnl_stream_destroy(operation->stream);
  if (operation->engine) dnnl_engine_destroy(operation->engine);
  free(operation);
}

int COneDNNHasBFloat16(void) {
#if defined(__x86_64__)
  return dnnl_get_effective_cpu_isa() >= dnnl_cpu_isa_avx512_core_bf16;
#else
  return 0;
#endif
}
