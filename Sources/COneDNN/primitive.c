#include "primitive.h"

#include <stdlib.h>
#include <sys/mman.h>

#include "status.h"

// The bytes that a scratchpad has beyond what oneDNN asks for. The 1x1 convolutions of oneDNN 2.6.3 with a stride copy
// pixels into the scratchpad a vector at a time, and write up to a vector beyond its end if the number of channels is no
// multiple of the vector's length.
enum { COneDNNScratchpadMargin = 256, COneDNNScratchpadAlignment = 64 };

// The bytes that must be free before oneDNN makes kernels. A primitive has up to a dozen, of 256 KiB at most.
enum { COneDNNRoom = 32 << 20 };

// Makes the description of a primitive whose scratchpad is an argument. The scratchpads of oneDNN itself belong to the
// thread that made the primitive, whereas a network may be made in one thread and run in another.
static dnnl_status_t COneDNNMakeDescription(COneDNNPrimitive* primitive, const_dnnl_op_desc_t description,
                                            dnnl_engine_t engine, const_dnnl_primitive_desc_t forward) {
  dnnl_primitive_attr_t attributes;
  COneDNN_TRY(dnnl_primitive_attr_create(&attributes));
  dnnl_status_t status = dnnl_primitive_attr_set_scratchpad_mode(attributes, dnnl_scratchpad_mode_user);
  if (status == dnnl_success)
    status = dnnl_primitive_desc_create(&primitive->description, description, attributes, engine, forward);
  dnnl_primitive_attr_destroy(attributes);
  return status;
}

static dnnl_status_t COneDNNAddScratchpad(COneDNNPrimitive* primitive, dnnl_engine_t engine) {
  const dnnl_memory_desc_t* layout = dnnl_primitive_desc_query_md(primitive->description, dnnl_query_scratchpad_md, 0);
  const size_t byteCount = layout ? dnnl_memory_desc_get_size(layout) : 0;
  if (byteCount == 0) return dnnl_success;
  if (posix_memalign(&primitive->scratchpad, COneDNNScratchpadAlignment, byteCount + COneDNNScratchpadMargin) != 0) {
    primitive->scratchpad = NULL;
    return dnnl_out_of_memory;
  }
  dnnl_memory_t memory;
  COneDNN_TRY(dnnl_memory_create(&memory, layout, engine, primitive->scratchpad));
  const dnnl_status_t status = COneDNNAddMemory(primitive, DNNL_ARG_SCRATCHPAD, memory);
  if (status != dnnl_success) dnnl_memory_destroy(memory);
  return status;
}

// oneDNN 2.6.3 asks the system for the memory of each kernel's code and writes to it without looking whether it got any.
dnnl_status_t COneDNNCheckRoom(void) {
  void* const room = mmap(NULL, COneDNNRoom, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON, -1, 0);
  if (room == MAP_FAILED) return dnnl_out_of_memory;
  munmap(room, COneDNNRoom);
  return dnnl_success;
}

dnnl_status_t COneDNNMakePrimitive(COneDNNPrimitive* primitive, const_dnnl_op_desc_t description, dnnl_engine_t engine,
                                   const_dnnl_primitive_desc_t forward) {
  COneDNN_TRY(COneDNNMakeDescription(primitive, description, engine, forward));
  COneDNN_TRY(COneDNNCheckRoom());
  COneDNN_TRY(dnnl_primitive_create(&primitive->primitive, primitive->description));
  return COneDNNAddScratchpad(primitive, engine);
}

dnnl_status_t COneDNNAddMemory(COneDNNPrimitive* primitive, int number, dnnl_memory_t memory) {
  if (primitive->argumentCount == COneDNNMaximumArgumentCount) return dnnl_invalid_arguments;
  primitive->arguments[primitive->argumentCount++] = (dnnl_exec_arg_t){number, memory};
  return dnnl_success;
}

dnnl_status_t COneDNNAddArgument(COneDNNPrimitive* primitive, int number, dnnl_query_t layout, dnnl_engine_t engine) {
  const int index = layout == dnnl_query_exec_arg_md ? number : 0;
  const dnnl_memory_desc_t* description = dnnl_primitive_desc_query_md(primitive->description, layout, index);
  if (!description) return dnnl_invalid_arguments;
  dnnl_memory_t memory;
  COneDNN_TRY(dnnl_memory_create(&memory, description, engine, DNNL_MEMORY_NONE));
  const dnnl_status_t status = COneDNNAddMemory(primitive, number, memory);
  if (status != dnnl_success) dnnl_memory_destroy(memory);
  return status;
}

dnnl_status_t COneDNNSetArgument(COneDNNPrimitive* primitive, int number, const float* address) {
  for (int index = 0; index < primitive->argumentCount; index++)
    if (primitive->arguments[index].arg == number)
      return dnnl_memory_set_data_handle_v2(primitive->arguments[index].memory, (void*)address, NULL);
  return dnnl_success;
}

dnnl_status_t COneDNNRunPrimitive(COneDNNPrimitive* primitive, dnnl_stream_t stream) {
  COneDNN_TRY(
      dnnl_primitive_execute(primitive->primitive, stream, primitive->argumentCount, primitive->arguments));
  return dnnl_stream_wait(stream);
}

void COneDNNFreePrimitive(COneDNNPrimitive* primitive, dnnl_memory_t shared) {
  for (int index = 0; index < primitive->argumentCount; index++)
    if (primitive->arguments[index].memory != shared) dnnl_memory_destroy(primitive->arguments[index].memory);
  if (primitive->primitive) dnnl_primitive_destroy(primitive->primitive);
  if (primitive->description) dnnl_primitive_desc_destroy(primitive->description);
  free(primitive->scratchpad);
}
