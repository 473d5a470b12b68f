/*
 * The floor: makes as many Threefry-2x32-20 words and calendar entries a draw as the engine does, and nothing else.
 *   floor BLOCKS ENTRIES MONTHS DRAWS
 * Checks itself against the known answers of Random123 first; exit code 1 when one differs.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

static inline uint32_t turn(uint32_t x, int n) { return (x << n) | (x >> (32 - n)); }

static inline __attribute__((always_inline)) void threefry(uint32_t k0, uint32_t k1, uint32_t c0, uint32_t c1, uint32_t *x, uint32_t *y) {
  const uint32_t k2 = 0x1bd11bda ^ k0 ^ k1;
  uint32_t a = c0 + k0, b = c1 + k1;
#define ROUND(n) a += b; b = turn(b, n) ^ a;
#define FOUR_A ROUND(13) ROUND(15) ROUND(26) ROUND(6)
#define FOUR_B ROUND(17) ROUND(29) ROUND(16) ROUND(24)
  FOUR_A a += k1; b += k2 + 1;
  FOUR_B a += k2; b += k0 + 2;
  FOUR_A a += k0; b += k1 + 3;
  FOUR_B a += k1; b += k2 + 4;
  FOUR_A *x = a + k2; *y = b + k0 + 5;
}

static int known(uint32_t c0, uint32_t c1, uint32_t k0, uint32_t k1, uint32_t x, uint32_t y) {
  uint32_t a, b;
  threefry(k0, k1, c0, c1, &a, &b);
  return a == x && b == y;
}

static double user_seconds(void) {
  struct rusage u;
  getrusage(RUSAGE_SELF, &u);
  return u.ru_utime.tv_sec + u.ru_utime.tv_usec / 1e6;
}

int main(int argc, char **argv) {
  if (argc != 5) return 2;
  const long asked = atol(argv[1]), entries = atol(argv[2]), months = atol(argv[3]), draws = atol(argv[4]);
  if (!known(0, 0, 0, 0, 0x6b200159, 0x99ba4efe) ||
      !known(0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0x1cb996fc, 0xbb002be7) ||
      !known(0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344, 0xc4923a9c, 0x483df7a0))
    return 1;
  const long blocks = asked > entries ? asked : entries;
  int32_t *first = malloc(sizeof(int32_t) * months), *next = malloc(sizeof(int32_t) * (entries + 1));
  uint32_t *subject = malloc(sizeof(uint32_t) * (entries + 1));
  struct timespec from, to;
  uint32_t sum = 0;
  const double user = user_seconds();
  clock_gettime(CLOCK_MONOTONIC, &from);
  for (long d = 0; d < draws; d++) {
    memset(first, 0xff, sizeof(int32_t) * months);
    for (long i = 0; i < entries; i++) {
      uint32_t x, y;
      threefry(1, (uint32_t)d, (uint32_t)i, 0, &x, &y);
      const uint32_t month = (uint32_t)(((uint64_t)x * (uint64_t)months) >> 32);
      subject[i] = y;
      next[i] = first[month];
      first[month] = (int32_t)i;
    }
    /* Words without an entry need no order, so the compiler may make several at once. */
    for (uint32_t i = (uint32_t)entries; i < (uint32_t)blocks; i++) {
      uint32_t x, y;
      threefry(1, (uint32_t)d, (uint32_t)i, 0, &x, &y);
      sum ^= x ^ y;
    }
    for (long m = 0; m < months; m++)
      for (int32_t e = first[m]; e >= 0; e = next[e]) sum += subject[e];
  }
  clock_gettime(CLOCK_MONOTONIC, &to);
  printf("{\"wallSeconds\":%.6f,\"userSeconds\":%.6f,\"sum\":%u}\n",
         (to.tv_sec - from.tv_sec) + (to.tv_nsec - from.tv_nsec) / 1e9, user_seconds() - user, sum);
  return 0;
}
