#include "CProj.h"

#include <dlfcn.h>
#include <stddef.h>

/* The name under which the library with the header's interface is installed. Source: PROJ's CMakeLists.txt
   (PROJ_SOVERSION: 25 since 9.0.0, 22 since 8.0.0); `proj_trans_bounds` came with 8.2. */
#if PROJ_VERSION_MAJOR >= 9
#define SOVERSION "25"
#else
#define SOVERSION "22"
#endif

#ifdef __APPLE__
static const char *const names[] = {
    "libproj." SOVERSION ".dylib", "/opt/homebrew/lib/libproj." SOVERSION ".dylib",
    "/usr/local/lib/libproj." SOVERSION ".dylib", "/opt/local/lib/proj9/lib/libproj." SOVERSION ".dylib"};
#else
/* libproj.so is there with the header, whatever a later PROJ calls itself. */
static const char *const names[] = {"libproj.so." SOVERSION, "libproj.so"};
#endif

const char *lieudit_proj_open(struct lieudit_proj_calls *calls) {
  void *library = NULL;
  for (size_t i = 0; library == NULL && i < sizeof names / sizeof *names; i++) library = dlopen(names[i], RTLD_NOW);
  if (library == NULL) {
    /* What is wrong with the name that it should have, not with the last one tried. */
    (void)dlopen(names[0], RTLD_NOW);
    const char *problem = dlerror();
    return problem != NULL ? problem : "its library cannot be opened";
  }
#define FIND(name)                                              \
  calls->name = (__typeof__(calls->name))dlsym(library, #name); \
  if (calls->name == NULL) return "its library lacks the function " #name;
  LIEUDIT_PROJ_CALLS(FIND)
#undef FIND
  if (calls->proj_info().major != PROJ_VERSION_MAJOR) return "its library is of another major version than its header";
  return NULL;
}
