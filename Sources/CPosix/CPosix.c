#define _GNU_SOURCE
#include "CPosix.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/close_range.h>
#include <linux/magic.h>
#include <malloc.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/vfs.h>
#include <sys/wait.h>
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

struct shim_tied {
    const char *program, *folder;
    char *const *arguments, *const *environment;
    int output;
    /// Takes the error number of a start that failed, and is closed by one that didn't.
    int started[2];
    pthread_t thread;
    pthread_mutex_t lock;
    pid_t process;
    int status;
};

/// Between `fork` and `execve`: nothing here may need a lock that another thread held.
static void become(const struct shim_tied *tied, pid_t parent) {
    sigset_t none;
    sigemptyset(&none);
    int input = open("/dev/null", O_RDONLY);
    // Who was killed before the order reached the system is no parent any more.
    if (prctl(PR_SET_PDEATHSIG, SIGKILL) == 0 && getppid() == parent && setsid() >= 0 && chdir(tied->folder) == 0 &&
        dup2(input, 0) >= 0 && dup2(tied->output, 1) >= 0 && dup2(tied->output, 2) >= 0) {
        signal(SIGPIPE, SIG_DFL);
        sigprocmask(SIG_SETMASK, &none, NULL);
        syscall(SYS_close_range, 3U, UINT_MAX, CLOSE_RANGE_CLOEXEC);
        execve(tied->program, tied->arguments, tied->environment);
    }
    int error = errno;
    if (write(tied->started[1], &error, sizeof error) < 0) _exit(126);
    _exit(127);
}

static void *attend(void *argument) {
    struct shim_tied *tied = argument;
    pid_t parent = getpid();
    tied->process = fork();
    if (tied->process == 0) become(tied, parent);
    if (tied->process < 0) {
        int error = errno;
        if (write(tied->started[1], &error, sizeof error) < 0) return NULL;
    }
    close(tied->started[1]);
    if (tied->process < 0) return NULL;
    siginfo_t ended;
    while (waitid(P_PID, (id_t)tied->process, &ended, WEXITED | WNOWAIT) != 0 && errno == EINTR) {}
    // Its number may belong to another process as soon as it is waited for.
    pthread_mutex_lock(&tied->lock);
    int status = 0;
    waitpid(tied->process, &status, 0);
    tied->status = status;
    pthread_mutex_unlock(&tied->lock);
    return NULL;
}

shim_tied *shim_start_tied(
    const char *program, char *const arguments[], char *const environment[], const char *folder, int output) {
    struct shim_tied *tied = calloc(1, sizeof *tied);
    if (!tied) return NULL;
    *tied = (struct shim_tied){
        .program = program, .folder = folder, .arguments = arguments, .environment = environment, .output = output,
        .status = -1};
    pthread_mutex_init(&tied->lock, NULL);
    if (pipe2(tied->started, O_CLOEXEC) != 0) {
        free(tied);
        return NULL;
    }
    int error = pthread_create(&tied->thread, NULL, attend, tied);
    if (error != 0) {
        close(tied->started[0]);
        close(tied->started[1]);
        free(tied);
        errno = error;
        return NULL;
    }
    ssize_t count;
    do count = read(tied->started[0], &error, sizeof error);
    while (count < 0 && errno == EINTR);
    close(tied->started[0]);
    if (count != sizeof error) return tied;
    shim_end_tied(tied);
    errno = error;
    return NULL;
}

int shim_status_of_tied(shim_tied *tied) {
    pthread_mutex_lock(&tied->lock);
    int status = tied->status;
    pthread_mutex_unlock(&tied->lock);
    return status;
}

void shim_end_tied(shim_tied *tied) {
    pthread_mutex_lock(&tied->lock);
    if (tied->process > 0 && tied->status == -1) kill(tied->process, SIGKILL);
    pthread_mutex_unlock(&tied->lock);
    pthread_join(tied->thread, NULL);
    pthread_mutex_destroy(&tied->lock);
    free(tied);
}

int shim_is_in_memory(const char *folder) {
    struct statfs status;
    if (statfs(folder, &status) != 0) return 0;
    return status.f_type == TMPFS_MAGIC || status.f_type == RAMFS_MAGIC;
}
