#ifndef LIEUDIT_CPROJ_H
#define LIEUDIT_CPROJ_H

/* Homebrew's folders are not on the compiler's path. */
#if __has_include(<proj.h>)
#include <geodesic.h>
#include <proj.h>
#elif __has_include("/opt/homebrew/include/proj.h")
#include "/opt/homebrew/include/geodesic.h"
#include "/opt/homebrew/include/proj.h"
#elif __has_include("/usr/local/include/proj.h")
#include "/usr/local/include/geodesic.h"
#include "/usr/local/include/proj.h"
#else
#error "PROJ's header proj.h is missing: `make deps` installs it (Debian and Ubuntu: libproj-dev, Homebrew: proj)"
#endif

#pragma clang assume_nonnull begin

/* The functions of libproj that Lieudit calls, with the types of the installed header.

   Linked, libproj and the forty libraries behind it (HTTP, TLS, TIFF, …) would be loaded and relocated by every run of
   the program: 6 ms, as much as finding a name takes. Opened when the first map needs it, it costs the others nothing. */
#define LIEUDIT_PROJ_CALLS(CALL) \
  CALL(proj_area_create) CALL(proj_area_destroy) CALL(proj_area_set_bbox) CALL(proj_context_create) \
  CALL(proj_context_destroy) CALL(proj_context_errno) CALL(proj_context_errno_string) \
  CALL(proj_context_set_enable_network) CALL(proj_context_set_file_finder) CALL(proj_create) \
  CALL(proj_create_crs_to_crs_from_pj) CALL(proj_destroy) CALL(proj_errno) CALL(proj_errno_reset) \
  CALL(proj_factors) CALL(proj_get_area_of_use) CALL(proj_get_name) CALL(proj_get_type) CALL(proj_info) \
  CALL(proj_log_func) CALL(proj_normalize_for_visualization) CALL(proj_trans) CALL(proj_trans_bounds) \
  CALL(proj_trans_generic) \
  CALL(geod_direct) CALL(geod_init) CALL(geod_inverse)

#define LIEUDIT_PROJ_MEMBER(name) __typeof__(name) *name;
struct lieudit_proj_calls {
  LIEUDIT_PROJ_CALLS(LIEUDIT_PROJ_MEMBER)
};
#undef LIEUDIT_PROJ_MEMBER

/* Opens libproj and fills in the calls; NULL, or why it could not be done (valid until the thread's next call of the
   dynamic linker). */
const char *_Nullable lieudit_proj_open(struct lieudit_proj_calls *calls);

#pragma clang assume_nonnull end
#endif
