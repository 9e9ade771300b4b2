#!/usr/bin/env python3
"""Workload W3 in numba: the same patients, the same closed form, each exponential by multiplication.

Usage: peer.py PATIENTS.csv THREADS ROUNDS. Exits with 69 where numba is not at hand.
"""
import csv
import statistics
import sys
import time

try:
    import numba
    import numpy as np
except ImportError as missing:
    print(f"{missing.name} is not installed", file=sys.stderr)
    sys.exit(69)

path, threads, rounds = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
numba.set_num_threads(min(threads, numba.config.NUMBA_NUM_THREADS))
with open(path, newline="") as file:
    rows = np.array([[float(x) for x in row] for row in list(csv.reader(file))[1:]])
MOMENTS, STEP, SESSION, COURSE = 1345, 15.0, 2880.0, 40.0


def modes(rows):
    """Rates and coefficients of all patients: the roots of a cubic, polished twice."""
    cl, v1, q2, v2, q3, v3 = rows[:, 2:8].T
    k10, k12, k21, k13, k31 = cl / v1, q2 / v1, q2 / v2, q3 / v1, q3 / v3
    a2, a0 = k10 + k12 + k13 + k21 + k31, k10 * k21 * k31
    a1 = k10 * (k21 + k31) + k21 * k31 + k12 * k31 + k13 * k21
    m = a2 / 3
    p = m * m - a1 / 3
    angle = np.arccos(np.clip((m**3 - a2 * a1 / 6 + a0 / 2) / p**1.5, -1, 1)) / 3
    x = np.stack([m + 2 * np.sqrt(p) * np.cos(angle - 2 * np.pi * k / 3) for k in range(3)], 1)
    a2, a1, a0 = a2[:, None], a1[:, None], a0[:, None]
    for _ in range(2):
        x -= (((x - a2) * x + a1) * x - a0) / ((3 * x - 2 * a2) * x + a1)
    c = [
        (k21 - x[:, i]) * (k31 - x[:, i]) / v1
        / ((x[:, i - 2] - x[:, i]) * (x[:, i - 1] - x[:, i]))
        for i in range(3)
    ]
    return x, np.stack(c, 1)


@numba.njit(parallel=True, fastmath=True)
def run(rates, weights, doses, out):
    for patient in numba.prange(len(doses)):
        l, c, r, row = rates[patient], weights[patient], doses[patient], out[patient]
        l0, l1, l2 = l[0], l[1], l[2]
        e0, e1, e2 = np.exp(-l0 * STEP), np.exp(-l1 * STEP), np.exp(-l2 * STEP)
        s0, s1, s2 = c[0] * r / l0, c[1] * r / l1, c[2] * r / l2
        a0 = a1 = a2 = 0.0
        row[0] = 0.0
        for session in range(6):
            first = 192 * session
            d0, d1, d2 = a0 - s0, a1 - s1, a2 - s2
            for i in range(1, 3):
                d0 *= e0
                d1 *= e1
                d2 *= e2
                row[first + i] = s0 + s1 + s2 + d0 + d1 + d2
            a0 = (s0 + d0 * np.exp(-l0 * 10)) * np.exp(-l0 * 5)
            a1 = (s1 + d1 * np.exp(-l1 * 10)) * np.exp(-l1 * 5)
            a2 = (s2 + d2 * np.exp(-l2 * 10)) * np.exp(-l2 * 5)
            last = first + 193 if session < 5 else MOMENTS
            for i in range(first + 3, last):
                row[i] = a0 + a1 + a2
                if i + 1 < last:
                    a0 *= e0
                    a1 *= e1
                    a2 *= e2


out = np.zeros((len(rows), MOMENTS))
walls, cpus = [], []
for round in range(rounds + 1):  # the first compiles
    wall, cpu = time.perf_counter(), time.process_time()
    run(*modes(rows), 0.5 * rows[:, 1] / COURSE, out)
    walls.append(time.perf_counter() - wall)
    cpus.append(time.process_time() - cpu)
print(
    f"w3 threads={threads} seconds={statistics.median(walls[1:])} fastest={min(walls[1:])} "
    f"cpu={min(cpus[1:])} mean={out.mean():.15g}"
)
