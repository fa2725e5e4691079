#include "cloop.h"
#include <proj.h>
#include <string.h>
#include <stdlib.h>
#include <time.h>

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* The best of the rounds, each from fresh copies of the input. */
double cloop_project(const char *definition, double *x, double *y, size_t count, int rounds) {
  PJ_CONTEXT *context = proj_context_create();
  proj_context_set_enable_network(context, 0);
  PJ *raw = proj_create_crs_to_crs(context, "OGC:CRS84", definition, NULL);
  PJ *operation = raw ? proj_normalize_for_visualization(context, raw) : NULL;
  double best = -1;
  double *x0 = malloc(count * sizeof(double)), *y0 = malloc(count * sizeof(double));
  memcpy(x0, x, count * sizeof(double));
  memcpy(y0, y, count * sizeof(double));
  for (int round = 0; operation && round < rounds; round++) {
    memcpy(x, x0, count * sizeof(double));
    memcpy(y, y0, count * sizeof(double));
    double start = now();
    proj_trans_generic(operation, PJ_FWD, x, sizeof(double), count, y, sizeof(double), count, NULL, 0, 0, NULL, 0, 0);
    double taken = now() - start;
    if (best < 0 || taken < best) best = taken;
  }
  free(x0);
  free(y0);
  if (operation) proj_destroy(operation);
  if (raw) proj_destroy(raw);
  proj_context_destroy(context);
  return best;
}
