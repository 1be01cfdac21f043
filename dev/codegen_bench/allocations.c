// Counts how often a program asks for memory; all of glibc's ways lead to these.

#include <stddef.h>
#include "allocations.h"

extern void *__libc_malloc(size_t);
extern void *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);
extern void *__libc_memalign(size_t, size_t);

static long count;

long allocation_count(void) { return count; }

void *malloc(size_t size) { count++; return __libc_malloc(size); }

void *calloc(size_t members, size_t size) { count++; return __libc_calloc(members, size); }

void *realloc(void *pointer, size_t size) { count++; return __libc_realloc(pointer, size); }

void *aligned_alloc(size_t alignment, size_t size) { count++; return __libc_memalign(alignment, size); }

int posix_memalign(void **pointer, size_t alignment, size_t size)
{
    count++;
    *pointer = __libc_memalign(alignment, size);
    return *pointer ? 0 : 12;
}
