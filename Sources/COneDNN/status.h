// How functions of this target pass on a failure of oneDNN.

#ifndef CONEDNN_STATUS_H
#define CONEDNN_STATUS_H

#include <dnnl.h>

// Returns the status of an expression from the function around it, unless it is success.
#define COneDNN_TRY(expression)                \
  do {                                         \
    const dnnl_status_t status = (expression); \
    if (status != dnnl_success) return status; \
  } while (0)

#endif
