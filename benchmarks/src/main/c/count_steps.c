/*
 * count_steps TID FILE ROUNDS: how many instructions a thread takes for a round of its work.
 *
 * The thread writes another int to the file after each round, and is let run one instruction at a
 * time from the end of one round to the end of another. Prints the instructions of each round, a
 * line each, and writes 1 behind that int for the thread to end. Exits with 1 when the thread can't
 * be traced or ends before.
 */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>

#define TRAP_FLAG 0x100UL

static void fail(const char *what) {
  perror(what);
  exit(1);
}

/* Waits until the thread has stopped, and returns the signal that is to be handed on to it. */
static int await_stop(pid_t thread) {
  int status;
  if (waitpid(thread, &status, __WALL) < 0) {
    fail("waitpid");
  }
  if (!WIFSTOPPED(status)) {
    fprintf(stderr, "the thread ended\n");
    exit(1);
  }
  return WSTOPSIG(status) == SIGTRAP ? 0 : WSTOPSIG(status);
}

int main(int count, char **arguments) {
  if (count != 4) {
    fprintf(stderr, "usage: count_steps TID FILE ROUNDS\n");
    return 1;
  }
  pid_t thread = atoi(arguments[1]);
  int file = open(arguments[2], O_RDWR);
  if (file < 0) {
    fail(arguments[2]);
  }
  volatile int *round = mmap(NULL, 2 * sizeof(int), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  if (round == MAP_FAILED) {
    fail("mmap");
  }
  if (ptrace(PTRACE_SEIZE, thread, NULL, NULL) || ptrace(PTRACE_INTERRUPT, thread, NULL, NULL)) {
    fail("ptrace");
  }
  await_stop(thread);
  int rounds = atoi(arguments[3]);
  int last = *round;
  int signal = 0;
  /* the first round was begun before the thread was stopped */
  for (int counted = -1; counted < rounds; counted++) {
    long steps = 0;
    for (; *round == last; steps++) {
      if (ptrace(PTRACE_SINGLESTEP, thread, NULL, (long)signal)) {
        fail("ptrace");
      }
      signal = await_stop(thread);
    }
    last = *round;
    if (counted >= 0) {
      printf("%ld\n", steps);
    }
  }
  round[1] = 1;
  /* HotSpot's stub for a safepoint saves the flags and restores them: the trap flag of a step would
   * stay set, and the thread die of it */
  struct user_regs_struct registers;
  if (ptrace(PTRACE_GETREGS, thread, NULL, &registers)) {
    fail("ptrace");
  }
  registers.eflags &= ~TRAP_FLAG;
  if (ptrace(PTRACE_SETREGS, thread, NULL, &registers)) {
    fail("ptrace");
  }
  return ptrace(PTRACE_DETACH, thread, NULL, (long)signal) ? 1 : 0;
}
