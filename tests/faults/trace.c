/* Runs a program and watches its calls to the operating system: those that open, write, sync, rename, link or remove
 * something below a folder. It sees all of them, also those that are made without the C library. Linux only (ptrace).
 *
 *   trace <folder> <log> <at> <errno> <mode> <program> <argument>...
 *
 * Each call that changed something is a line of the log, with tabs between its words; paths are absolute:
 *   create <path> | write <path> <offset> <bytes in hex> | truncate <path> <length> | sync <path> | mkdir <path> |
 *   rename <from> <to> | link <from> <to> | unlink <path> | rmdir <path> | calls <how many there were>
 * If <at> is not 0, the call with that number fails with <errno>: once (mode `once`), or all later ones too (`always`).
 * In mode `links` all calls that make hard links fail with <errno>. Otherwise the mode is `record`.
 * Ends as the program ends; 125 means that it could not be watched. */
#define _GNU_SOURCE
#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>

#ifdef __GLIBC__
#define ptrace_syscall_info __ptrace_syscall_info
#endif

enum { THREADS = 4096, LONG = 8192 };
enum kind { NOTHING, OPEN, WRITE, TRUNCATE, SYNC, MKDIR, RENAME, LINK, UNLINK, RMDIR };

/* A call that has begun. */
struct call {
  pid_t thread;
  enum kind kind;
  int is_new, is_cut, fails, fd;
  uint64_t length;
  char path[LONG], to[LONG];
};

static struct call open_calls[THREADS];
static const char *folder;
static FILE *log_file;
static long calls, at;
static int code, is_always, is_links;

static struct call *call_of(pid_t thread) {
  for (int i = 0; i < THREADS; i++)
    if (open_calls[i].thread == thread) return &open_calls[i];
  for (int i = 0; i < THREADS; i++)
    if (open_calls[i].thread == 0) {
      open_calls[i].thread = thread;
      return &open_calls[i];
    }
  exit(125);
}

static int read_text(pid_t thread, uint64_t address, char *text) {
  size_t done = 0;
  while (done < LONG - 1) {
    size_t part = 4096 - (address + done) % 4096;
    if (part > LONG - 1 - done) part = LONG - 1 - done;
    struct iovec to = {text + done, part}, from = {(void *)(address + done), part};
    ssize_t got = process_vm_readv(thread, &to, 1, &from, 1, 0);
    if (got <= 0) return 0;
    if (memchr(text + done, 0, (size_t)got)) return 1;
    done += (size_t)got;
  }
  return 0;
}

static int path_of_fd(pid_t thread, int fd, char *path) {
  char link[64];
  if (fd == AT_FDCWD) snprintf(link, sizeof link, "/proc/%d/cwd", thread);
  else snprintf(link, sizeof link, "/proc/%d/fd/%d", thread, fd);
  ssize_t length = readlink(link, path, LONG - 1);
  if (length < 0) return 0;
  path[length] = 0;
  return 1;
}

/* The path that a call names, without `.` and double slashes. */
static int path_of(pid_t thread, int fd, uint64_t address, char *path) {
  char name[LONG], whole[2 * LONG + 2];
  if (!read_text(thread, address, name)) return 0;
  if (name[0] == '/') snprintf(whole, sizeof whole, "%s", name);
  else {
    char around[LONG];
    if (!path_of_fd(thread, fd, around)) return 0;
    snprintf(whole, sizeof whole, "%s/%s", around, name);
  }
  size_t end = 0;
  for (char *part = strtok(whole, "/"); part; part = strtok(NULL, "/")) {
    if (strcmp(part, ".") == 0) continue;
    size_t length = strlen(part);
    if (end + length + 2 > LONG) return 0;
    path[end++] = '/';
    memcpy(path + end, part, length);
    end += length;
  }
  path[end] = 0;
  return 1;
}

static int is_below(const char *path) {
  size_t length = strlen(folder);
  return strncmp(path, folder, length) == 0 && (path[length] == '/' || path[length] == 0);
}

/* What a call wants to do. */
static void begin(struct call *call, pid_t thread, uint64_t number, const uint64_t *args) {
  call->kind = NOTHING;
  call->is_new = call->is_cut = call->fails = 0;
  call->fd = (int)args[0];
  int has_path = 0;
  uint64_t flags = 0;
  switch (number) {
#ifdef SYS_open
    case SYS_open:
      call->kind = OPEN, flags = args[1], has_path = path_of(thread, AT_FDCWD, args[0], call->path);
      break;
    case SYS_mkdir: call->kind = MKDIR, has_path = path_of(thread, AT_FDCWD, args[0], call->path); break;
    case SYS_rmdir: call->kind = RMDIR, has_path = path_of(thread, AT_FDCWD, args[0], call->path); break;
    case SYS_unlink: call->kind = UNLINK, has_path = path_of(thread, AT_FDCWD, args[0], call->path); break;
    case SYS_rename:
      call->kind = RENAME;
      has_path = path_of(thread, AT_FDCWD, args[0], call->path) && path_of(thread, AT_FDCWD, args[1], call->to);
      break;
    case SYS_link:
      call->kind = LINK;
      has_path = path_of(thread, AT_FDCWD, args[0], call->path) && path_of(thread, AT_FDCWD, args[1], call->to);
      break;
#endif
    case SYS_openat:
      call->kind = OPEN, flags = args[2], has_path = path_of(thread, (int)args[0], args[1], call->path);
      break;
    case SYS_openat2: {
      struct iovec to = {&flags, sizeof flags}, from = {(void *)args[2], sizeof flags};
      call->kind = OPEN;
      has_path = process_vm_readv(thread, &to, 1, &from, 1, 0) == sizeof flags &&
                 path_of(thread, (int)args[0], args[1], call->path);
      break;
    }
    case SYS_write: case SYS_writev: case SYS_pwrite64: case SYS_pwritev:
      call->kind = WRITE, has_path = path_of_fd(thread, (int)args[0], call->path);
      break;
    case SYS_sendfile: call->kind = WRITE, has_path = path_of_fd(thread, (int)args[0], call->path); break;
    case SYS_copy_file_range: case SYS_splice:
      call->kind = WRITE, call->fd = (int)args[2], has_path = path_of_fd(thread, (int)args[2], call->path);
      break;
    case SYS_ftruncate:
      call->kind = TRUNCATE, call->length = args[1], has_path = path_of_fd(thread, (int)args[0], call->path);
      break;
    case SYS_fsync: case SYS_fdatasync:
      call->kind = SYNC, has_path = path_of_fd(thread, (int)args[0], call->path);
      break;
    case SYS_mkdirat: call->kind = MKDIR, has_path = path_of(thread, (int)args[0], args[1], call->path); break;
    case SYS_unlinkat:
      call->kind = args[2] & AT_REMOVEDIR ? RMDIR : UNLINK;
      has_path = path_of(thread, (int)args[0], args[1], call->path);
      break;
    case SYS_renameat2:
#ifdef SYS_renameat
    case SYS_renameat:
#endif
      call->kind = RENAME;
      has_path = path_of(thread, (int)args[0], args[1], call->path) && path_of(thread, (int)args[2], args[3], call->to);
      break;
    case SYS_linkat:
      call->kind = LINK;
      has_path = path_of(thread, (int)args[0], args[1], call->path) && path_of(thread, (int)args[2], args[3], call->to);
      break;
    default: return;
  }
  if (!has_path || !is_below(call->path)) {
    call->kind = NOTHING;
    return;
  }
  if (call->kind == OPEN) {
    struct stat there;
    int exists = lstat(call->path, &there) == 0;
    call->is_new = flags & O_CREAT && !exists;
    call->is_cut = flags & O_TRUNC && exists;
  }
  calls++;
  call->fails = (at != 0 && (calls == at || (is_always && calls > at))) || (is_links && call->kind == LINK);
}

/* The bytes that a call wrote, read back from the file. */
static void log_written(const struct call *call, pid_t thread, uint64_t number, const uint64_t *args, int64_t length) {
  char path[64], line[128];
  int64_t end = 0;
  if (number == SYS_pwrite64 || number == SYS_pwritev) end = (int64_t)args[3] + length;
  else if (number == SYS_copy_file_range && args[3]) return;
  else {
    snprintf(path, sizeof path, "/proc/%d/fdinfo/%d", thread, call->fd);
    FILE *info = fopen(path, "r");
    if (!info) exit(125);
    while (fgets(line, sizeof line, info))
      if (sscanf(line, "pos: %ld", &end) == 1) break;
    fclose(info);
  }
  snprintf(path, sizeof path, "/proc/%d/fd/%d", thread, call->fd);
  int file = open(path, O_RDONLY);
  unsigned char *bytes = malloc((size_t)length);
  if (file < 0 || !bytes || pread(file, bytes, (size_t)length, end - length) != length) exit(125);
  close(file);
  fprintf(log_file, "write\t%s\t%ld\t", call->path, (long)(end - length));
  for (int64_t i = 0; i < length; i++) fprintf(log_file, "%02x", bytes[i]);
  fputc('\n', log_file);
  free(bytes);
}

static void end(const struct call *call, pid_t thread, uint64_t number, const uint64_t *args, int64_t result) {
  if (result < 0) return;
  switch (call->kind) {
    case OPEN:
      if (call->is_new) fprintf(log_file, "create\t%s\n", call->path);
      if (call->is_cut) fprintf(log_file, "truncate\t%s\t0\n", call->path);
      break;
    case WRITE: if (result > 0) log_written(call, thread, number, args, result); break;
    case TRUNCATE: fprintf(log_file, "truncate\t%s\t%lu\n", call->path, call->length); break;
    case SYNC: fprintf(log_file, "sync\t%s\n", call->path); break;
    case MKDIR: fprintf(log_file, "mkdir\t%s\n", call->path); break;
    case RENAME: fprintf(log_file, "rename\t%s\t%s\n", call->path, call->to); break;
    case LINK: fprintf(log_file, "link\t%s\t%s\n", call->path, call->to); break;
    case UNLINK: fprintf(log_file, "unlink\t%s\n", call->path); break;
    case RMDIR: fprintf(log_file, "rmdir\t%s\n", call->path); break;
    case NOTHING: break;
  }
}

/* The call that begins is none; the system answers "no such call". */
static void prevent(pid_t thread) {
#if defined(__x86_64__)
  ptrace(PTRACE_POKEUSER, thread, offsetof(struct user, regs.orig_rax), -1L);
#elif defined(__aarch64__)
  int none = -1;
  struct iovec part = {&none, sizeof none};
  ptrace(PTRACE_SETREGSET, thread, 0x404 /* NT_ARM_SYSTEM_CALL */, &part);
#endif
}

static void answer(pid_t thread, int64_t result) {
#if defined(__x86_64__)
  ptrace(PTRACE_POKEUSER, thread, offsetof(struct user, regs.rax), result);
#elif defined(__aarch64__)
  struct user_regs_struct all;
  struct iovec part = {&all, sizeof all};
  ptrace(PTRACE_GETREGSET, thread, NT_PRSTATUS, &part);
  all.regs[0] = (unsigned long long)result;
  ptrace(PTRACE_SETREGSET, thread, NT_PRSTATUS, &part);
#endif
}

/* The number and the arguments of each thread's call, from its begin to its end. */
static uint64_t numbers[THREADS], arguments[THREADS][6];

static void stopped(pid_t thread) {
  struct ptrace_syscall_info info;
  if (ptrace(PTRACE_GET_SYSCALL_INFO, thread, sizeof info, &info) <= 0) return;
  struct call *call = call_of(thread);
  size_t place = (size_t)(call - open_calls);
  if (info.op == PTRACE_SYSCALL_INFO_ENTRY) {
    numbers[place] = info.entry.nr;
    for (int i = 0; i < 6; i++) arguments[place][i] = info.entry.args[i];
    begin(call, thread, info.entry.nr, arguments[place]);
    if (call->fails) prevent(thread);
  } else if (info.op == PTRACE_SYSCALL_INFO_EXIT) {
    if (call->fails) answer(thread, -code);
    else end(call, thread, numbers[place], arguments[place], info.exit.rval);
    call->kind = NOTHING;
    call->fails = 0;
  }
}

int main(int count, char **words) {
  if (count < 7) return 125;
  folder = words[1];
  log_file = fopen(words[2], "w");
  at = atol(words[3]);
  code = atoi(words[4]);
  is_always = strcmp(words[5], "always") == 0;
  is_links = strcmp(words[5], "links") == 0;
  if (!log_file) return 125;
  fcntl(fileno(log_file), F_SETFD, FD_CLOEXEC);
  pid_t program = fork();
  if (program == 0) {
    if (ptrace(PTRACE_TRACEME, 0, 0, 0) != 0) _exit(125);
    raise(SIGSTOP);
    execv(words[6], words + 6);
    _exit(125);
  }
  int status;
  if (program < 0 || waitpid(program, &status, 0) != program || !WIFSTOPPED(status)) return 125;
  long options = PTRACE_O_TRACESYSGOOD | PTRACE_O_TRACECLONE | PTRACE_O_TRACEFORK | PTRACE_O_TRACEVFORK |
                 PTRACE_O_TRACEEXEC | PTRACE_O_EXITKILL;
  if (ptrace(PTRACE_SETOPTIONS, program, 0, options) != 0) return 125;
  ptrace(PTRACE_SYSCALL, program, 0, 0);
  int ended = 125;
  for (;;) {
    pid_t thread = waitpid(-1, &status, __WALL);
    if (thread < 0) break;
    if (WIFEXITED(status) || WIFSIGNALED(status)) {
      if (thread == program) ended = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
      call_of(thread)->thread = 0;
      continue;
    }
    int signal = WSTOPSIG(status);
    if (signal == (SIGTRAP | 0x80)) stopped(thread), signal = 0;
    else if (signal == SIGTRAP || (signal == SIGSTOP && thread != program)) signal = 0;
    ptrace(PTRACE_SYSCALL, thread, 0, signal);
  }
  fprintf(log_file, "calls\t%ld\n", calls);
  fclose(log_file);
  return ended;
}
