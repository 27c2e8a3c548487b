#define _GNU_SOURCE
#include "CPosix.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/file.h>

int shim_rename_exchange(const char *one, const char *other) {
    return renameat2(AT_FDCWD, one, AT_FDCWD, other, RENAME_EXCHANGE);
}

int shim_try_lock(int descriptor) {
    return flock(descriptor, LOCK_EX | LOCK_NB);
}
