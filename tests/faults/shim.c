/* Makes one call to the operating system fail: the n-th of those that open, write, sync, rename, link or make a folder below
 * FAULT_UNDER. FAULT_AT is n, FAULT_ERRNO the error. With FAULT_ALWAYS all later calls fail as well. At the end the number
 * of calls is written to the file FAULT_COUNT. Preloaded by tests/suite/trust/io_faults.rs; Linux with glibc only. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

enum { FILES = 4096 };
static unsigned char ours[FILES];
static long calls;

static const char *setting(const char *name) { return getenv(name); }

static int is_ours(const char *path) {
  const char *under = setting("FAULT_UNDER");
  return under && path && strncmp(path, under, strlen(under)) == 0;
}

static int has_fd(int fd) { return fd >= 0 && fd < FILES && ours[fd]; }

/* Whether this call has to fail. */
static int fails(void) {
  const char *at = setting("FAULT_AT");
  long n = __atomic_add_fetch(&calls, 1, __ATOMIC_SEQ_CST);
  if (!at) return 0;
  long wanted = atol(at);
  if (n == wanted || (n > wanted && setting("FAULT_ALWAYS"))) {
    const char *code = setting("FAULT_ERRNO");
    errno = code ? atoi(code) : EIO;
    return 1;
  }
  return 0;
}

__attribute__((destructor)) static void write_count(void) {
  const char *file = setting("FAULT_COUNT");
  if (!file) return;
  FILE *out = fopen(file, "w");
  if (out) {
    fprintf(out, "%ld\n", calls);
    fclose(out);
  }
}

#define REAL(name) ((__typeof__(name) *)dlsym(RTLD_NEXT, #name))

static int track(int fd, const char *path) {
  if (fd >= 0 && fd < FILES) ours[fd] = (unsigned char)is_ours(path);
  return fd;
}

#define OPEN(name)                                   \
  int name(const char *path, int flags, ...) {       \
    va_list rest;                                    \
    va_start(rest, flags);                           \
    mode_t mode = va_arg(rest, mode_t);              \
    va_end(rest);                                    \
    if (is_ours(path) && fails()) return -1;         \
    return track(REAL(name)(path, flags, mode), path); \
  }
OPEN(open)
OPEN(open64)

#define OPENAT(name)                                 \
  int name(int at, const char *path, int flags, ...) { \
    va_list rest;                                    \
    va_start(rest, flags);                           \
    mode_t mode = va_arg(rest, mode_t);              \
    va_end(rest);                                    \
    if (is_ours(path) && fails()) return -1;         \
    return track(REAL(name)(at, path, flags, mode), path); \
  }
OPENAT(openat)
OPENAT(openat64)

int close(int fd) {
  if (fd >= 0 && fd < FILES) ours[fd] = 0;
  return REAL(close)(fd);
}

ssize_t write(int fd, const void *bytes, size_t length) {
  if (has_fd(fd) && fails()) return -1;
  return REAL(write)(fd, bytes, length);
}

ssize_t writev(int fd, const struct iovec *parts, int count) {
  if (has_fd(fd) && fails()) return -1;
  return REAL(writev)(fd, parts, count);
}

int fsync(int fd) { return has_fd(fd) && fails() ? -1 : REAL(fsync)(fd); }

int fdatasync(int fd) { return has_fd(fd) && fails() ? -1 : REAL(fdatasync)(fd); }

int rename(const char *from, const char *to) {
  return is_ours(from) && fails() ? -1 : REAL(rename)(from, to);
}

int linkat(int a, const char *from, int b, const char *to, int flags) {
  return is_ours(from) && fails() ? -1 : REAL(linkat)(a, from, b, to, flags);
}

int link(const char *from, const char *to) {
  return is_ours(from) && fails() ? -1 : REAL(link)(from, to);
}

int mkdir(const char *path, mode_t mode) {
  return is_ours(path) && fails() ? -1 : REAL(mkdir)(path, mode);
}
