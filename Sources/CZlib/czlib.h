#ifndef LIEUDIT_CZLIB_H
#define LIEUDIT_CZLIB_H

#include <zlib.h>

/* zlib's own is a macro, which Swift does not see. */
static inline int lieudit_inflate_init_raw(z_streamp stream) { return inflateInit2(stream, -MAX_WBITS); }

#endif
