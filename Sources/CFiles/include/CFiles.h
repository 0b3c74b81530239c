#ifndef CFILES_H
#define CFILES_H

/// Lets two files or folders change places in one step. Returns 0, or -1 with errno set where the system or the file
/// system cannot do it; then both are as they were.
int cfiles_exchange(const char *first, const char *second);

#endif
