#ifndef LIEUDIT_CPROJ_H
#define LIEUDIT_CPROJ_H
#include <proj.h>
#include <geodesic.h>
#endif
