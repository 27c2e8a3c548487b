#pragma once

/// Exchanges what two paths of one file system name, in one step; 0, or -1 with `errno` set.
///
/// Needed because `renameat2` is hidden behind `_GNU_SOURCE`, which Swift's Glibc does not define.
int shim_rename_exchange(const char *one, const char *other);

/// Takes the exclusive `flock` of an open file without waiting; 0, or -1 with `errno` set (`EWOULDBLOCK`: somebody has it).
///
/// Needed because in Swift the function `flock` hides behind the structure of the same name.
int shim_try_lock(int descriptor);
