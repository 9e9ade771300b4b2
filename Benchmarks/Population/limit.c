/* What the machine allows: workloads W3, W5 and W6 of the population benchmarks in C.
 *
 * Eight patients side by side, three (five) exponentials each carried by multiplication, nothing checked:
 * no units, no degenerate rates, no error bound, no metrics. Build: cc -O3 -march=native -ffast-math -fopenmp
 * limit.c -o limit -lm. PATIENTS.csv: ID, WT, CL, V1, Q2, V2, Q3, V3, CLM, VM1, QM, VM2. Usage: limit w3|w5|w6 PATIENTS.csv THREADS ROUNDS. Prints wall and processor seconds.
 *
 * W5 is one patient after the other by Dormand and Prince's method of order 5(4), a step of which ends on
 * every moment observed (relative tolerance 1e-8, absolute 1e-10 mg). PATIENTS.csv: ID, V1, VMAX, KM, V2, Q2.
 */
#define _GNU_SOURCE
#include <math.h>
#include <omp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { MOMENTS = 1345, LANES = 8 };
typedef double lanes __attribute__((vector_size(8 * LANES)));

static double seconds(clockid_t clock) {
  struct timespec t;
  clock_gettime(clock, &t);
  return t.tv_sec + 1e-9 * t.tv_nsec;
}

/* The roots of the cubic k10, k12, k21, k13, k31, by Newton's method between the poles. */
static void rates(double k10, double k12, double k21, double k13, double k31, double *r) {
  double a2 = k10 + k12 + k13 + k21 + k31, a0 = k10 * k21 * k31;
  double a1 = k10 * (k21 + k31) + k21 * k31 + k12 * k31 + k13 * k21;
  double m = a2 / 3, p = m * m - a1 / 3, q = m * m * m - a2 * a1 / 6 + a0 / 2, s = sqrt(p);
  double angle = acos(fmax(-1, fmin(1, q / (s * s * s)))) / 3;
  for (int k = 0; k < 3; k++) {
    double x = m + 2 * s * cos(angle - 2 * M_PI * k / 3);
    for (int i = 0; i < 2; i++) x -= (((x - a2) * x + a1) * x - a0) / ((3 * x - 2 * a2) * x + a1);
    r[k] = x;
  }
}

/* Rates and coefficients of one patient; returns the infusion's rate. */
static double patient(const double *v, int modes, double l[5], double c[2][5]) {
  double v1 = v[3], k10 = v[2] / v1, k12 = v[4] / v1, k21 = v[4] / v[5], k13 = v[6] / v1, k31 = v[6] / v[7];
  rates(k10, k12, k21, k13, k31, l);
  if (modes == 5) {
    double e = v[8] / v[9], out = v[10] / v[9], back = v[10] / v[11];
    double b = e + out + back, d = sqrt(b * b - 4 * e * back);
    l[3] = (b + d) / 2, l[4] = e * back / l[3];
    for (int i = 0; i < 5; i++) {
      double n = 0.8 * 0.941 * k10 * (back - l[i]) * (k21 - l[i]) * (k31 - l[i]) / v[9];
      for (int j = 0; j < 5; j++) n /= j == i ? 1 : l[j] - l[i];
      c[1][i] = n;
    }
  }
  for (int i = 0; i < 5; i++) c[0][i] = 0;
  for (int i = 0; i < 3; i++) {
    double a = l[(i + 1) % 3], b = l[(i + 2) % 3];
    c[0][i] = (k21 - l[i]) * (k31 - l[i]) / ((a - l[i]) * (b - l[i])) / v1;
  }
  return 0.5 * v[1] / 40;
}

static inline __attribute__((always_inline)) void tile(const double *rows, int width, int modes, int outputs, lanes *out) {
  lanes l[5] = {{0}}, c[2][5] = {{{0}}}, z[5] = {{0}}, rate = {0}, step[5], e10[5], e5[5];
  for (int lane = 0; lane < LANES; lane++) {
    double a[5] = {0}, b[2][5] = {{0}};
    rate[lane] = patient(rows + lane * width, modes, a, b);
    for (int k = 0; k < modes; k++) l[k][lane] = a[k], c[0][k][lane] = b[0][k], c[1][k][lane] = b[1][k];
  }
  for (int k = 0; k < modes; k++)
    for (int lane = 0; lane < LANES; lane++)
      e5[k][lane] = exp(-5 * l[k][lane]), e10[k][lane] = exp(-10 * l[k][lane]), step[k][lane] = exp(-15 * l[k][lane]);
  for (int o = 0; o < outputs; o++) out[o * MOMENTS] = (lanes){0};
  for (int i = 1; i < MOMENTS; i++) {
    int place = (i - 1) % 192; /* the course repeats every 2880 min, six times */
    if (place < 3 && i <= 1152) {
      lanes *first = place < 2 ? step : e10;
      for (int k = 0; k < modes; k++) z[k] = rate / l[k] + (z[k] - rate / l[k]) * first[k];
      if (place == 2) for (int k = 0; k < modes; k++) z[k] *= e5[k];
    } else {
      for (int k = 0; k < modes; k++) z[k] *= step[k];
    }
    for (int o = 0; o < outputs; o++) {
      lanes sum = c[o][0] * z[0];
      for (int k = 1; k < (o ? modes : 3); k++) sum += c[o][k] * z[k];
      out[o * MOMENTS + i] = sum;
    }
  }
}

/* W5: two compartments, amounts in mg. */
enum { W5_MOMENTS = 577 };
struct saturable {
  double v1, vmax, km, k12, k21, rate;
};

static void change(const struct saturable *p, const double *y, double *d) {
  double c = y[0] / p->v1;
  d[0] = p->rate - p->vmax * c / (p->km + c) - p->k12 * y[0] + p->k21 * y[1];
  d[1] = p->k12 * y[0] - p->k21 * y[1];
}

/* From moment to moment, 15 min apart; writes concentrations behind `out`. */
static double *dormand_prince(const struct saturable *p, double *y, int moments, double *out) {
  static const double a[7][6] = {
      {0},
      {0.2},
      {3. / 40, 9. / 40},
      {44. / 45, -56. / 15, 32. / 9},
      {19372. / 6561, -25360. / 2187, 64448. / 6561, -212. / 729},
      {9017. / 3168, -355. / 33, 46732. / 5247, 49. / 176, -5103. / 18656},
      {35. / 384, 0, 500. / 1113, 125. / 192, -2187. / 6784, 11. / 84}};
  static const double e[7] = {71. / 57600, 0, -71. / 16695, 71. / 1920, -17253. / 339200, 22. / 525, -1. / 40};
  double k[7][2], next[2], width = 0.01;
  change(p, y, k[0]);
  for (int i = 0; i < moments; i++) {
    double left = 15;
    while (left > 0) {
      int hits = width >= left;
      double h = hits ? left : 2 * width > left ? left / 2 : width;
      for (int s = 1; s < 7; s++) {
        for (int c = 0; c < 2; c++) {
          double sum = 0;
          for (int j = 0; j < s; j++) sum += a[s][j] * k[j][c];
          next[c] = y[c] + h * sum;
        }
        change(p, next, k[s]);
      }
      double error = 0;
      for (int c = 0; c < 2; c++) {
        double sum = 0;
        for (int s = 0; s < 7; s++) sum += e[s] * k[s][c];
        sum *= h / (1e-10 + 1e-8 * fmax(fabs(y[c]), fabs(next[c])));
        error += sum * sum;
      }
      error = sqrt(error / 2);
      double wish = h * (error > 0 ? fmax(0.2, fmin(5, 0.9 * pow(error, -0.2))) : 5);
      if (error > 1) {
        width = wish;
        continue;
      }
      /* A step that was cut short says little about the next. */
      width = hits ? fmax(width, wish) : wish;
      left = hits ? 0 : left - h;
      for (int c = 0; c < 2; c++) y[c] = next[c], k[0][c] = k[6][c];
    }
    *out++ = y[0] / p->v1;
  }
  return out;
}

static void five(const double *v, double *out) {
  struct saturable p = {v[1], v[2], v[3], v[5] / v[1], v[5] / v[4], 0.15};
  double y[2] = {0, 0};
  *out = 0;
  out = dormand_prince(&p, y, 384, out + 1);
  p.rate = 0;
  dormand_prince(&p, y, 192, out);
}

int main(int argc, char **argv) {
  if (argc < 5) return 64;
  int six = !strcmp(argv[1], "w6"), w5 = !strcmp(argv[1], "w5");
  int threads = atoi(argv[3]), rounds = atoi(argv[4]), n = 0, width = w5 ? 6 : 12;
  double *rows = malloc(sizeof *rows * 10000 * width);
  FILE *file = fopen(argv[2], "r");
  char line[4096];
  if (!file || !fgets(line, sizeof line, file)) return 74;
  while (n < 10000 && fgets(line, sizeof line, file)) {
    char *s = line;
    for (int j = 0; j < width; j++) rows[n * width + j] = strtod(s, &s), s++;
    n++;
  }
  int moments = w5 ? W5_MOMENTS : MOMENTS;
  size_t per = (size_t)moments * (six ? 2 : 1);
  lanes *out = aligned_alloc(64, sizeof(lanes) * per * (n / LANES));
  memset(out, 0, sizeof(lanes) * per * (n / LANES));
  double best = 1e9, processor = 1e9, all[1000];
  for (int r = 0; r < rounds && r < 1000; r++) {
    double wall = seconds(CLOCK_MONOTONIC), cpu = seconds(CLOCK_PROCESS_CPUTIME_ID);
    #pragma omp parallel for schedule(static) num_threads(threads)
    for (int i = 0; i < n / LANES; i++) {
      if (w5) for (int k = 0; k < LANES; k++) five(rows + ((size_t)i * LANES + k) * width, (double *)(out + i * per) + k * moments);
      else if (six) tile(rows + (size_t)i * LANES * width, width, 5, 2, out + i * per);
      else tile(rows + (size_t)i * LANES * width, width, 3, 1, out + i * per);
    }
    cpu = seconds(CLOCK_PROCESS_CPUTIME_ID) - cpu, wall = seconds(CLOCK_MONOTONIC) - wall;
    all[r] = wall;
    if (wall < best) best = wall;
    if (cpu < processor) processor = cpu;
  }
  double sum = 0;
  for (size_t i = 0; i < per * (n / LANES); i++) if (!six || i % per >= MOMENTS) for (int k = 0; k < LANES; k++) sum += out[i][k];
  for (int i = 1; i < rounds; i++) for (int j = i; j > 0 && all[j] < all[j - 1]; j--) { double t = all[j]; all[j] = all[j - 1]; all[j - 1] = t; }
  printf("%s threads=%d seconds=%.6f fastest=%.6f cpu=%.6f mean=%.15g\n", argv[1], threads, all[rounds / 2], best, processor, sum / n / moments);
  return 0;
}
