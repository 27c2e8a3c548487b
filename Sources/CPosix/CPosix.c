#define _GNU_SOURCE
#include "CPosix.h"

#include <fcntl.h>
#include <stdio.h>
#include <linux/magic.h>
#include <sys/vfs.h>
#include <unistd.h>

int shim_rename_exchange(const char *one, const char *other) {
    return renameat2(AT_FDCWD, one, AT_FDCWD, other, RENAME_EXCHANGE);
}

int shim_sync_file_system(int descriptor) {
    return syncfs(descriptor);
}

int shim_is_of_kernel(const char *folder) {
    struct statfs status;
    return statfs(folder, &status) == 0 && (status.f_type == PROC_SUPER_MAGIC || status.f_type == SYSFS_MAGIC);
}

static int argument_count;
static char **arguments;

/// glibc hands these to whatever runs before `main`.
__attribute__((constructor)) static void keep_arguments(int count, char **values) {
    argument_count = count;
    arguments = values;
}

int shim_argument_count(void) {
    return argument_count;
}

char **shim_arguments(void) {
    return arguments;
}
