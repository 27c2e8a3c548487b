#define _GNU_SOURCE
#include "CPosix.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <linux/magic.h>
#include <malloc.h>
#include <sys/vfs.h>
#include <sys/xattr.h>
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

void shim_give_back_memory(void) { malloc_trim(0); }

void shim_keep_memory(void) {
    mallopt(M_MMAP_THRESHOLD, 4 << 20);
    mallopt(M_TRIM_THRESHOLD, 256 << 20);
}

int shim_argument_count(void) {
    return argument_count;
}

char **shim_arguments(void) {
    return arguments;
}

int shim_copy_attribute(const char *from, const char *to, const char *name) {
    // As long as the kernel lets one be (XATTR_SIZE_MAX).
    static _Thread_local char value[65536];
    ssize_t size = getxattr(from, name, value, sizeof value);
    if (size >= 0) {
        return setxattr(to, name, value, (size_t)size, 0);
    }
    if (errno == ENOTSUP) {
        return 0;
    }
    if (errno != ENODATA) {
        return -1;
    }
    return removexattr(to, name) == 0 || errno == ENODATA || errno == ENOTSUP ? 0 : -1;
}

int shim_set_attribute(const char *path, const char *name, const void *value, size_t size) {
    return setxattr(path, name, value, size, 0);
}

ssize_t shim_get_attribute(const char *path, const char *name, void *value, size_t size) {
    return getxattr(path, name, value, size);
}
