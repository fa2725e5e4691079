#ifndef CLOOP_H
#define CLOOP_H
#include <stddef.h>
/* Projects count positions (degrees) in place through proj_trans_generic as a C program would; seconds, or -1. */
double cloop_project(const char *definition, double *x, double *y, size_t count, int rounds);
#endif
