// Lets ThreadSanitizer see contended uses of Swift's `Synchronization.Mutex` on Linux.
//
// An uncontended lock or unlock is one compare-and-exchange that the compiler puts into the calling code, where it is
// instrumented. A contended one calls the functions below in libswiftSynchronization, which is not: there the kernel
// hands the lock over (futex(2), FUTEX_LOCK_PI), and ThreadSanitizer takes every access that follows for a race.
// Suppressing those reports would hide real races of whatever a mutex guards. Instead these definitions take the place
// of the library's, call them, and state what they promise: acquiring happens after the last release.
//
// A Swift whose functions have other names would bring the false reports back; it could not hide a true one.

#if defined(__linux__) && defined(__has_feature)
#if __has_feature(thread_sanitizer)

#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

#define SWIFT __attribute__((swiftcall))
#define SELF __attribute__((swift_context))
#define LOCK_SLOW "$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF"
#define TRY_LOCK_SLOW "$s15Synchronization12_MutexHandleV12_tryLockSlowSbyF"
#define UNLOCK_SLOW "$s15Synchronization12_MutexHandleV11_unlockSlowyyF"

// Of ThreadSanitizer's runtime (sanitizer/tsan_interface.h).
void __tsan_acquire(void *address);
void __tsan_release(void *address);

static void *original(const char *name) {
    void *function = dlsym(RTLD_NEXT, name);
    if (function == NULL) abort();
    return function;
}

SWIFT void lock_slow(uint32_t thread, SELF void *handle) __asm__(LOCK_SLOW);
SWIFT bool try_lock_slow(SELF void *handle) __asm__(TRY_LOCK_SLOW);
SWIFT void unlock_slow(SELF void *handle) __asm__(UNLOCK_SLOW);

SWIFT void lock_slow(uint32_t thread, SELF void *handle) {
    ((SWIFT void (*)(uint32_t, SELF void *))original(LOCK_SLOW))(thread, handle);
    __tsan_acquire(handle);
}

SWIFT bool try_lock_slow(SELF void *handle) {
    bool isLocked = ((SWIFT bool (*)(SELF void *))original(TRY_LOCK_SLOW))(handle);
    if (isLocked) __tsan_acquire(handle);
    return isLocked;
}

SWIFT void unlock_slow(SELF void *handle) {
    __tsan_release(handle);
    ((SWIFT void (*)(SELF void *))original(UNLOCK_SLOW))(handle);
}

#endif
#endif
