#!/usr/bin/env python3
"""Population workloads on NumPy or numba, in closed form.

Usage: peer.py numpy|numba w1|w2|w3|w3c|w4|w6 THREADS ROUNDS [PATIENTS.csv [CURVES.csv]]. Patients
as `PopulationWorkloads patients` writes them. Prints one line: wall (median) and processor seconds
(least), peak memory and figures to compare. Exits with 69 where the library is not at hand. NumPy
runs w3c on a tenth of the patients and says so; its other workloads take one thread.
"""
import csv
import resource
import statistics
import sys
import time

peer, workload, threads, rounds = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
try:
    import numpy as np

    if peer == "numba":
        import numba
        from numba import njit, prange

        numba.set_num_threads(min(threads, numba.config.NUMBA_NUM_THREADS))
    else:
        def njit(**_):
            return lambda function: function

        prange = range
except ImportError as missing:
    print(f"{missing.name} is not at hand", file=sys.stderr)
    sys.exit(69)

TYPICAL = (1.93158, 4.41, 2.61072, 2.61072 / 0.247, 2.6019, 2.6019 / 0.0146)  # CL V1 Q2 V2 Q3 V3


def modes(rows):
    """Rates and coefficients of all patients: the roots of a cubic, polished twice."""
    cl, v1, q2, v2, q3, v3 = rows.T
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


def metabolite_modes(rows):
    """The same with a metabolite of two compartments: five rates, coefficients of both analytes."""
    cl, v1, q2, v2, q3, v3, clm, vm, qm, vd = rows.T
    x, c = modes(rows[:, :6])
    out, deep, back = clm / vm, qm / vm, qm / vd
    total = out + deep + back
    fast = (total + np.sqrt(total * total - 4 * out * back)) / 2
    x = np.column_stack([x, fast, out * back / fast])
    formed = []
    for i in range(5):
        n = 0.8 * 0.941 * cl / v1 * (back - x[:, i]) * (q2 / v2 - x[:, i]) * (q3 / v3 - x[:, i]) / vm
        for j in range(5):
            if j != i:
                n = n / (x[:, j] - x[:, i])
        formed.append(n)
    return x, np.column_stack([c, np.zeros((len(c), 2))]), np.stack(formed, 1)


def closed_form(rates, outputs, doses, pieces, step, results):
    """NumPy: every value from its own exponentials, some patients at a time."""
    for low in range(0, len(rates), 64):
        l = rates[low : low + 64]
        state, now, factor = np.zeros_like(l), 0.0, 0.0
        dose = doses[low : low + 64, None]
        for start, next_factor, first, last in pieces:
            plateau = factor * dose / l
            state = plateau + (state - plateau) * np.exp(-l * (start - now))
            now, factor = start, next_factor
            plateau = factor * dose / l
            times = np.arange(first, last) * step - now
            decay = np.exp(-l[:, :, None] * times)
            for coefficients, result in zip(outputs, results):
                c = coefficients[low : low + 64]
                sums = np.einsum("pm,pmt->pt", c * (state - plateau), decay)
                result[low : low + 64, first:last] = sums + (c * plateau).sum(1)[:, None]


@njit(parallel=True, fastmath=True, cache=True)
def course(rates, weights, doses, sessions, interval, inside, rest, step, out):
    """numba: sessions of one infusion, three modes carried by multiplication.

    `interval` moments from session to session; the infusion ends `rest` after moment `inside`.
    """
    for patient in prange(len(doses)):
        l, c, r, row = rates[patient], weights[patient], doses[patient], out[patient]
        l0, l1, l2 = l[0], l[1], l[2]
        e0, e1, e2 = np.exp(-l0 * step), np.exp(-l1 * step), np.exp(-l2 * step)
        s0, s1, s2 = c[0] * r / l0, c[1] * r / l1, c[2] * r / l2
        a0 = a1 = a2 = 0.0
        row[0] = 0.0
        for session in range(sessions):
            first = interval * session
            d0, d1, d2 = a0 - s0, a1 - s1, a2 - s2
            for i in range(1, inside + 1):
                d0 *= e0
                d1 *= e1
                d2 *= e2
                row[first + i] = s0 + s1 + s2 + d0 + d1 + d2
            gap = step - rest
            a0 = (s0 + d0 * np.exp(-l0 * rest)) * np.exp(-l0 * gap)
            a1 = (s1 + d1 * np.exp(-l1 * rest)) * np.exp(-l1 * gap)
            a2 = (s2 + d2 * np.exp(-l2 * rest)) * np.exp(-l2 * gap)
            last = first + interval + 1 if session < sessions - 1 else len(row)
            for i in range(first + inside + 1, last):
                row[i] = a0 + a1 + a2
                if i + 1 < last:
                    a0 *= e0
                    a1 *= e1
                    a2 *= e2


@njit(parallel=True, fastmath=True, cache=True)
def metabolite_course(rates, parent, formed, doses, first_out, second_out):
    """numba: W3's course with five modes and two outputs."""
    for patient in prange(len(doses)):
        l, r = rates[patient], doses[patient]
        c, m, plasma, met = parent[patient], formed[patient], first_out[patient], second_out[patient]
        e, e10, e5 = np.exp(-15.0 * l), np.exp(-10.0 * l), np.exp(-5.0 * l)
        e_0, e_1, e_2, e_3, e_4 = e[0], e[1], e[2], e[3], e[4]
        c0, c1, c2 = c[0], c[1], c[2]
        m0, m1, m2, m3, m4 = m[0], m[1], m[2], m[3], m[4]
        s = r / l
        z = np.zeros(5)
        plasma[0] = met[0] = 0.0
        for session in range(6):
            first = 192 * session
            d = z - s
            for i in range(1, 3):
                d = d * e
                x = s + d
                plasma[first + i] = c0 * x[0] + c1 * x[1] + c2 * x[2]
                met[first + i] = m0 * x[0] + m1 * x[1] + m2 * x[2] + m3 * x[3] + m4 * x[4]
            z = (s + d * e10) * e5
            z0, z1, z2, z3, z4 = z[0], z[1], z[2], z[3], z[4]
            last = first + 193 if session < 5 else 1345
            for i in range(first + 3, last):
                plasma[i] = c0 * z0 + c1 * z1 + c2 * z2
                met[i] = m0 * z0 + m1 * z1 + m2 * z2 + m3 * z3 + m4 * z4
                if i + 1 < last:
                    z0 *= e_0
                    z1 *= e_1
                    z2 *= e_2
                    z3 *= e_3
                    z4 *= e_4
            z[0], z[1], z[2], z[3], z[4] = z0, z1, z2, z3, z4


@njit(fastmath=True, cache=True)
def escalation(l, c, doses, row):
    """numba: forty steps of 360 min, then nothing, at every minute."""
    e0, e1, e2 = np.exp(-l[0]), np.exp(-l[1]), np.exp(-l[2])
    a0 = a1 = a2 = 0.0
    row[0] = 0.0
    for piece in range(41):
        r = doses[piece] if piece < 40 else 0.0
        s0, s1, s2 = c[0] * r / l[0], c[1] * r / l[1], c[2] * r / l[2]
        d0, d1, d2 = a0 - s0, a1 - s1, a2 - s2
        for i in range(360 * piece + 1, 360 * piece + 361 if piece < 40 else len(row)):
            d0 *= e0
            d1 *= e1
            d2 *= e2
            row[i] = s0 + s1 + s2 + d0 + d1 + d2
        a0, a1, a2 = s0 + d0, s1 + d1, s2 + d2


def pieces(events, step, moments):
    """The stretches between events as (start, factor, first moment, moment behind the last)."""
    ends = [start for start, _ in events[1:]] + [step * (moments - 1)]
    # A moment at which something changes belongs to the stretch that ends there.
    return [
        (start, factor, 0 if start == 0 else int(start // step) + 1, int(end // step) + 1)
        for (start, factor), end in zip(events, ends)
    ]


MOMENTS = {"w1": 1441, "w2": 20161, "w3": 1345, "w3c": 1345, "w4": 241, "w6": 1345}[workload]
STEP = 15.0 if MOMENTS == 1345 else 1.0
STEPS = 0.1 + 0.0125 * np.arange(40)
SESSION = [(0.0, 1.0), (40.0, 0.0)]
COURSE = [(2880.0 * k + t, f) for k in range(6) for t, f in SESSION]
EVENTS = {"w1": SESSION, "w4": SESSION, "w2": [(360.0 * k, f) for k, f in enumerate(STEPS)]}
if workload == "w2":
    EVENTS["w2"].append((14400.0, 0.0))
PIECES = pieces(EVENTS.get(workload, COURSE), STEP, MOMENTS)

if workload in ("w1", "w2"):
    rows = np.array([TYPICAL])
    doses = np.array([0.875 if workload == "w1" else 1.0])
else:
    with open(sys.argv[5], newline="") as file:
        table = np.array([[float(x) for x in row] for row in list(csv.reader(file))[1:]])
    if peer == "numpy" and workload == "w3c":
        table = table[: len(table) // 10]
    rows, doses = table[:, 2 : 12 if workload == "w6" else 8], 0.5 * table[:, 1] / 40
out = np.zeros((2 if workload == "w6" else 1, len(rows), MOMENTS))


def simulate():
    if workload == "w6":
        rates, *weights = metabolite_modes(rows)
    else:
        rates, *weights = modes(rows)
    if peer == "numpy":
        closed_form(rates, weights, doses, PIECES, STEP, out)
    elif workload == "w6":
        metabolite_course(rates, *weights, doses, *out)
    elif workload == "w2":
        escalation(rates[0], weights[0][0], STEPS, out[0, 0])
    elif workload in ("w1", "w4"):
        course(rates, weights[0], doses, 1, 1, 40, 0.0, STEP, out[0])
    else:
        course(rates, weights[0], doses, 6, 192, 2, 10.0, STEP, out[0])


def save():
    times = np.tile(np.arange(MOMENTS) * 15, len(rows))
    columns = np.column_stack([np.repeat(np.arange(len(rows)), MOMENTS), times, 1e3 * out[0].ravel()])
    np.savetxt(sys.argv[6], columns, fmt="%d,%d,%.17g", header="subject,time_min,c", comments="")


walls, cpus = [], []
for round in range(rounds + 1):  # the first compiles
    wall, cpu = time.perf_counter(), time.process_time()
    simulate()
    if workload == "w4":
        percentiles = np.percentile(out[0], [5, 50, 95], axis=0)
    if workload == "w3c":
        save()
    walls.append(time.perf_counter() - wall)
    cpus.append(time.process_time() - cpu)
    if workload == "w3c":
        break
walls, cpus = walls[1:] or walls, cpus[1:] or cpus
scale = 10 if workload == "w3c" and peer == "numpy" else 1
figures = {
    "w1": lambda: f"at40={out[0, 0, 40]:.15g} last={out[0, 0, -1]:.15g}",
    "w2": lambda: f"at40={out[0, 0, 40]:.15g} last={out[0, 0, -1]:.15g}",
    "w4": lambda: " ".join(f"p{p}={x:.15g}" for p, x in zip((5, 50, 95), percentiles[:, 40])),
}.get(workload, lambda: f"mean={out[-1].mean():.15g}")()
print(
    f"{workload} threads={threads} seconds={scale * statistics.median(walls)} "
    f"cpu={scale * min(cpus)} peak={resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f}MB "
    f"{figures}{' extrapolated from a tenth' if scale == 10 else ''}"
)
