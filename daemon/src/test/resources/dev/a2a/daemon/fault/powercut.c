/*
 * What a disk keeps when the power goes, and a disk that fails: preloaded into a daemon under test.
 *
 * Each fsync of a file named a2a.db* copies it into the folder CUT_SHADOW before it returns, so that folder holds exactly
 * what the daemon was promised. After a SIGKILL the test puts the shadow in the place of the data: that was a power cut. The
 * real fsync is left out: the kernel survives here, and only the promise matters.
 *
 *   CUT_SHADOW=DIR  where the disk is; without it everything is as ever
 *   CUT_FAIL=N      the N-th fsync fails with EIO. What the write-ahead log had not yet on the disk never gets there: the
 *                   kernel marks such pages clean, and a later fsync says that all is well. DIR/failed names the file.
 *   CUT_SILENT=1    for controls: that fsync says that all is well, too
 *   CUT_FORGET=1    for controls: each fsync of the write-ahead log is promised and not done, as SQLite itself leaves it out
 *                   with synchronous=NORMAL
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define CHUNK (1 << 20)

typedef int by_descriptor(int);
typedef int by_path(const char *);

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static long syncs;
static int log_is_lost;
static char ours[CHUNK], theirs[CHUNK];

/* The name of a file that is watched, or null. */
static const char *watched(const char *path) {
  const char *slash = strrchr(path, '/');
  const char *name = slash ? slash + 1 : path;
  return getenv("CUT_SHADOW") && strncmp(name, "a2a.db", 6) == 0 ? name : NULL;
}

static int is_log(const char *name) {
  size_t length = strlen(name);
  return length > 4 && strcmp(name + length - 4, "-wal") == 0;
}

static void shadow(char *to, const char *name, const char *suffix) {
  if (snprintf(to, PATH_MAX, "%s/%s%s", getenv("CUT_SHADOW"), name, suffix) >= PATH_MAX) abort();
}

static ssize_t fill(int fd, char *to) {
  ssize_t all = 0, n;
  while (all < CHUNK && (n = read(fd, to + all, CHUNK - all)) > 0) all += n;
  return all;
}

/* Is there anything in the file that the disk has not? */
static int differs(const char *path, const char *name) {
  char kept[PATH_MAX];
  shadow(kept, name, "");
  int a = open(path, O_RDONLY | O_CLOEXEC), b = open(kept, O_RDONLY | O_CLOEXEC);
  int different = a < 0 || b < 0;
  while (!different) {
    ssize_t n = fill(a, ours), m = fill(b, theirs);
    different = n != m || memcmp(ours, theirs, n) != 0;
    if (n == 0) break;
  }
  if (a >= 0) close(a);
  if (b >= 0) close(b);
  return different;
}

/* A whole copy or none: the process may be killed at any time. */
static void keep(const char *path, const char *name) {
  char half[PATH_MAX], whole[PATH_MAX];
  shadow(half, name, ".half");
  shadow(whole, name, "");
  int from = open(path, O_RDONLY | O_CLOEXEC);
  int to = open(half, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (from < 0 || to < 0) abort();
  ssize_t n;
  while ((n = fill(from, ours)) > 0)
    if (write(to, ours, n) != n) abort();
  close(from);
  close(to);
  if (rename(half, whole) != 0) abort();
}

static void say_failed(const char *name) {
  char path[PATH_MAX];
  shadow(path, "failed", "");
  int fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
  if (fd < 0 || write(fd, name, strlen(name)) < 0) abort();
  close(fd);
}

static int promise(int fd, const char *symbol) {
  char link[64], path[PATH_MAX];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, sizeof path - 1);
  path[length > 0 ? length : 0] = 0;
  const char *name = watched(path);
  if (!name) return ((by_descriptor *)dlsym(RTLD_NEXT, symbol))(fd);

  const char *fail = getenv("CUT_FAIL");
  int result = 0;
  pthread_mutex_lock(&lock);
  if (is_log(name) && getenv("CUT_FORGET")) {
    /* Promised. */
  } else if (++syncs == (fail ? atol(fail) : 0)) {
    log_is_lost = is_log(name) && differs(path, name);
    say_failed(name);
    result = getenv("CUT_SILENT") ? 0 : -1;
  } else if (!(is_log(name) && log_is_lost)) {
    keep(path, name);
  }
  pthread_mutex_unlock(&lock);
  if (result != 0) errno = EIO;
  return result;
}

int fsync(int fd) { return promise(fd, "fsync"); }

int fdatasync(int fd) { return promise(fd, "fdatasync"); }

int unlink(const char *path) {
  by_path *real = (by_path *)dlsym(RTLD_NEXT, "unlink");
  int result = real(path);
  const char *name = watched(path);
  if (result == 0 && name) {
    char kept[PATH_MAX];
    shadow(kept, name, "");
    real(kept);
  }
  return result;
}
