#pragma once

#include <stddef.h>
#include <sys/types.h>

/// Exchanges what two paths of one file system name, in one step; 0, or -1 with `errno` set.
///
/// Needed because `renameat2` is hidden behind `_GNU_SOURCE`, which Swift's Glibc does not define.
int shim_rename_exchange(const char *one, const char *other);

/// Waits until all that was written to the file system of an open file is on its disk; 0, or -1 with `errno` set.
///
/// Needed because `syncfs` is hidden in the same way.
int shim_sync_file_system(int descriptor);

/// Whether a folder belongs to `proc` or `sysfs`, in which nobody but the kernel makes anything.
///
/// Needed because Swift's Glibc does not have `statfs`.
int shim_is_of_kernel(const char *folder);

/// Gives memory that was freed back to the system.
///
/// Needed because Swift's Glibc does not have `malloc_trim`.
void shim_give_back_memory(void);

/// Lets memory that was freed wait for whoever wants some next, rather than give it back to the system, which takes a while
/// to clear it for the next.
///
/// Needed because Swift's Glibc does not have `mallopt`.
void shim_keep_memory(void);

/// How many arguments the process was started with, its name among them.
int shim_argument_count(void);

/// The arguments themselves, where a process list shows them.
///
/// Needed because Swift's `CommandLine` looks for them beside the environment, and finds none where a preloaded library
/// has moved that.
char **shim_arguments(void);

/// Gives a file or folder another one's extended attribute of that name, or takes it away where the other has none; 0, or -1
/// with `errno` set. Where the file system knows no such attributes there is nothing to do.
int shim_copy_attribute(const char *from, const char *to, const char *name);

/// Sets an extended attribute; 0, or -1 with `errno` set.
int shim_set_attribute(const char *path, const char *name, const void *value, size_t size);

/// Reads an extended attribute into `value`; its size, or -1 with `errno` set.
///
/// Needed, as the two above, because Swift's Glibc does not include `sys/xattr.h`.
ssize_t shim_get_attribute(const char *path, const char *name, void *value, size_t size);

/// Whether what is written below a folder stays in memory; 0 also where that can't be told.
///
/// Needed because Swift's Glibc does not include `sys/vfs.h`.
int shim_is_in_memory(const char *folder);

/// A process that doesn't outlive this one.
typedef struct shim_tied shim_tied;

/// Starts a program in `folder`, with all that it says going to the descriptor `output`; `NULL` with `errno` set where it
/// can't be started.
///
/// The system kills it with this process, however that ends: the thread that started it, by which the system judges, does
/// nothing but wait for its end. It inherits no other descriptor, and signals of the terminal don't reach it.
shim_tied *shim_start_tied(
    const char *program, char *const arguments[], char *const environment[], const char *folder, int output);

/// How it ended, as `wait` tells it; -1 while it runs.
int shim_status_of_tied(shim_tied *tied);

/// Kills it where it still runs, waits for its end, and forgets it.
void shim_end_tied(shim_tied *tied);
