#ifndef C_FILE_SYSTEM_H
#define C_FILE_SYSTEM_H

// System calls that Swift's module of the C library leaves out, or that each system has under another name. All return
// 0, or the value of errno; ENOSYS where the system has no such call.

// Exchanges what stands under two names in one step, so that neither name is ever without anything.
int fm_exchange(const char *_Nonnull left, const char *_Nonnull right);

// Renames, but only to a name under which nothing stands: EEXIST if something does.
int fm_rename_to_free_name(const char *_Nonnull from, const char *_Nonnull to);

// Writes everything that the file system of an open file holds in memory to its disk.
int fm_sync_file_system(int descriptor);

// Writes what is in memory of an open file or folder to its disk.
int fm_sync(int descriptor);

#endif
