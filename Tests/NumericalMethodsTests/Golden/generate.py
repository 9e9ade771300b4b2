"""Reference numbers for NumericalMethodsTests, from mpmath alone.

None of the methods under test is used here:
  * spectra are eigenvalues of the symmetric arrowhead matrix (`eigsy`, 120 digits);
  * exponentials of triangular networks come from their eigenvectors with 1,000 digits, equal rates
    moved apart by 1e-90 relative;
  * general matrix exponentials are Taylor series with 80 digits.

Run `python3 generate.py` in this folder; the files it writes are references and never re-recorded
from our own output.
"""
import random

from mpmath import mp, mpf, matrix, eigsy, expm, nstr, exp

random.seed(20261121)


def log_uniform(low, high):
    return 10 ** random.uniform(low, high)


def row(key, values):
    return ",".join([key] + [v if isinstance(v, str) else repr(v) for v in values])


def digits(x):
    return nstr(x, 25, min_fixed=0, max_fixed=0)


def spectrum(exit, to, back, leak):
    """Eigenvalues and center weights, modes in which the center takes no part left out."""
    mp.dps = 120
    n = len(to) + 1
    a = matrix(n, n)
    a[0, 0] = mpf(exit) + sum(mpf(k) for k in to)
    for i, (k, b, l) in enumerate(zip(to, back, leak)):
        a[i + 1, i + 1] = mpf(b) + mpf(l)
        a[0, i + 1] = a[i + 1, 0] = -mp.sqrt(mpf(k) * mpf(b))
    values, vectors = eigsy(a)
    modes = sorted((values[m], vectors[0, m] ** 2) for m in range(n))
    modes = [(v, w) for v, w in modes if w > mpf(10) ** -90]
    return [abs(v) if abs(v) > mpf(10) ** -90 else mpf(0) for v, _ in modes], [w for _, w in modes]


def write_spectra():
    cases = [
        ("propofol Schnider", 0.443, [0.302, 0.196], [0.092, 0.0035], [0.0, 0.0]),
        ("remifentanil Minto", 0.52, [0.4, 0.0147], [0.21, 0.0131], [0.0, 0.0]),
        ("one compartment", 0.3, [], [], []),
        ("closed", 0.0, [1.0, 0.25], [0.5, 0.125], [0.0, 0.0]),
        ("closed and stiff", 0.0, [1e4, 1e-4], [1e-3, 1e4], [0.0, 0.0]),
        ("equal leaves", 0.1, [0.5, 0.25, 0.125], [0.2, 0.2, 0.2], [0.0, 0.0, 0.0]),
        ("nearly equal leaves", 0.1, [0.5, 0.25], [0.2, 0.2 * (1 + 1e-13)], [0.0, 0.0]),
        ("neighbouring doubles", 0.1, [0.5, 0.25], [0.2, 0.2 + 2.0**-55], [0.0, 0.0]),
        ("tiny exit", 1e-12, [1.0], [1.0], [0.0]),
        ("near degenerate", 1.0, [1e-8], [1.0], [0.0]),
        ("nearly decoupled", 1.0, [1e-15], [1.0], [0.0]),
        ("resonant", 0.75, [0.25], [1.0], [0.0]),
        ("slow coupling", 1.0, [1e-14, 1e-10], [1.0 + 1e-14, 1.0 - 1e-10], [0.0, 0.0]),
        ("exit from a leaf only", 0.0, [0.4, 0.1], [0.3, 0.02], [0.05, 0.0]),
        ("all leaves exit", 0.2, [0.4, 0.1], [0.3, 0.02], [0.05, 1e-9]),
        ("leaf hardly returns", 0.0, [1e8], [1e-6], [1.0]),
        ("sink leaf", 0.2, [0.4, 0.1], [0.0, 0.02], [0.7, 0.0]),
        ("spans 1e8", 1e-4, [1e4, 1e-4, 1.0], [1e-4, 1e4, 1.0], [0.0, 0.0, 0.0]),
    ]
    for index in range(160):
        n = random.randint(1, 5)
        low, high = random.choice([(-2, 1), (-4, 4), (-6, 2), (0, 8)])
        to = [log_uniform(low, high) for _ in range(n)]
        back = [log_uniform(low, high) for _ in range(n)]
        leak = [0.0] * n
        exit = random.choice([0.0, log_uniform(low, high), log_uniform(-12, -8)])
        kind = index % 8
        if kind == 1:
            back = [back[0] * (1 + random.choice([0, 1e-13, 1e-9]) * i) for i in range(n)]
        if kind == 2:
            leak = [random.choice([0.0, log_uniform(low, high)]) for _ in range(n)]
        if kind == 3:
            to = [k * log_uniform(-20, -6) for k in to]
        if kind == 4 and exit > 0:
            back[0] = exit + sum(to)
            to[-1] *= 1e-9
        cases.append((f"random {index}", exit, to, back, leak))
    with open("spectra.csv", "w") as out:
        for name, exit, to, back, leak in cases:
            rates, weights = spectrum(exit, to, back, leak)
            print(row("case", [name]), file=out)
            print(row("exit", [exit]), file=out)
            print(row("to", to), file=out)
            print(row("from", back), file=out)
            print(row("leafExit", leak), file=out)
            print(row("rates", [digits(x) for x in rates]), file=out)
            print(row("weights", [digits(x) for x in weights]), file=out)


def triangular(rates, couplings, t):
    """exp(T t) entry by entry from eigenvectors."""
    mp.dps = 1000
    n = len(rates)
    top = max(mpf(r) for r in rates) or mpf(1)
    r = [mpf(rates[i]) + (i + 1) * top * mpf(10) ** -90 for i in range(n)]
    c = [[mpf(0)] * n for _ in range(n)]
    for i, j, w in couplings:
        c[i][j] += mpf(w)
    v = [[mpf(0)] * n for _ in range(n)]
    u = [[mpf(0)] * n for _ in range(n)]
    for j in range(n):
        v[j][j] = u[j][j] = mpf(1)
        for i in range(j + 1, n):
            v[i][j] = sum(c[i][k] * v[k][j] for k in range(j, i)) / (r[i] - r[j])
    for j in range(n):
        for i in range(j + 1, n):
            u[i][j] = -sum(v[i][k] * u[k][j] for k in range(j, i))
    e = [exp(-x * mpf(t)) for x in r]
    return [[sum(v[i][k] * e[k] * u[k][j] for k in range(j, i + 1)) for j in range(i + 1)]
            for i in range(n)]


def chain(n, w):
    return [(i, i - 1, w(i)) for i in range(1, n)]


def dense(n, w, share=0.6):
    return [(i, j, w(i)) for i in range(n) for j in range(i) if random.random() < share]


def write_triangular():
    cases = [
        ("Bateman", [1.0, 0.25], [(1, 0, 1.0)], 3.0),
        ("Bateman, equal rates", [0.5, 0.5], [(1, 0, 0.5)], 3.0),
        ("transit chain", [2.0] * 8, chain(8, lambda i: 2.0), 4.0),
        ("integrators", [0.0] * 6, chain(6, lambda i: 1.0), 50.0),
        ("all rates zero but one", [0.0, 0.0, 3.0, 0.0], dense(4, lambda i: 1.0, 1.0), 7.0),
        ("large couplings", [1.0, 2.0, 3.0, 4.0], dense(4, lambda i: 1e12, 1.0), 0.5),
        ("small couplings", [1.0, 2.0, 3.0, 4.0], dense(4, lambda i: 1e-12, 1.0), 0.5),
        ("short time", [0.3, 0.2, 0.3, 0.1], chain(4, lambda i: 0.4), 1e-7),
        ("long time", [0.3, 0.002, 0.03, 0.001], chain(4, lambda i: 0.4), 2e4),
        ("effect site near a rate", [0.1, 0.456, 0.456 + 1e-9], [(2, 0, 1.0), (2, 1, 2.0)], 11.0),
        ("argument of 600", [30.0, 1.0, 29.999999], chain(3, lambda i: 1.0), 20.0),
    ]
    for index in range(84):
        n = random.randint(2, 10)
        kind = index % 7
        t = log_uniform(-3, 3)
        if kind == 0:
            rates = [random.uniform(0, 3) for _ in range(n)]
        elif kind == 1:
            rates = [random.choice([0.5, 1.25]) for _ in range(n)]
        elif kind == 2:
            rates = [0.7 + 1e-9 * i for i in range(n)]
        elif kind == 3:
            rates = [0.7 * (1 + 1e-13 * random.randint(0, 9)) for _ in range(n)]
        elif kind == 4:
            rates = [log_uniform(-6, 3) for _ in range(n)]
            t = random.choice([1.0, 300.0, 2e4])
        elif kind == 5:
            rates = [random.choice([0.0, log_uniform(-6, 3)]) for _ in range(n)]
            t = 2e4
        else:
            base = log_uniform(-2, 2)
            rates = [base * random.choice([1, 1 + 1e-9, 1 + 1e-13, 1e-3, 1e3]) for _ in range(n)]
        size = random.choice([(-1, 1), (-3, 3), (-8, 8)])
        if index % 2:
            couplings = chain(n, lambda i: log_uniform(*size))
        else:
            couplings = dense(n, lambda i: log_uniform(*size))
        cases.append((f"random {index}", rates, couplings, t))
    with open("triangular.csv", "w") as out:
        for name, rates, couplings, t in cases:
            entries = triangular(rates, couplings, t)
            print(row("case", [name]), file=out)
            print(row("time", [t]), file=out)
            print(row("rates", rates), file=out)
            print(row("to", [i for i, _, _ in couplings]), file=out)
            print(row("from", [j for _, j, _ in couplings]), file=out)
            print(row("weight", [w for _, _, w in couplings]), file=out)
            print(row("lower", [digits(x) for line in entries for x in line]), file=out)


def write_exponentials():
    cases = [
        ("degree 3", [[0.0, 0.01], [-0.01, 0.002]]),
        ("degree 5", [[-0.1, 0.1, 0.0], [0.05, -0.2, 0.01], [0.02, 0.0, -0.1]]),
        ("degree 7", [[-0.5, 0.3], [0.4, -0.6]]),
        ("degree 9", [[-1.0, 0.9, 0.0], [0.5, -1.2, 0.3], [0.1, 0.2, -0.9]]),
        ("degree 13", [[-3.0, 1.0], [2.0, -3.0]]),
        ("rotation", [[0.0, -20.0], [20.0, 0.0]]),
        ("nilpotent", [[0.0, 1e6, 0.0], [0.0, 0.0, 1e6], [0.0, 0.0, 0.0]]),
        ("overscaling", [[1.0, 1e6], [0.0, -1.0]]),
        ("badly scaled units", [[-0.5, 1e-9, 0.0], [1e8, -0.7, 0.3], [0.0, 0.2, -0.4]]),
        ("enterohepatic", [[-0.8, 0.0, 0.5], [0.6, -0.3, 0.0], [0.0, 0.3, -0.5]]),
        ("zero", [[0.0, 0.0], [0.0, 0.0]]),
    ]
    for n in (3, 6, 10, 16):
        for size in (0.1, 1.0, 30.0):
            a = [[size * random.uniform(0, 1) for _ in range(n)] for _ in range(n)]
            for j in range(n):
                a[j][j] = -sum(a[i][j] for i in range(n) if i != j) - size * random.uniform(0, 0.1)
            cases.append((f"compartments {n} {size}", a))
    mp.dps = 80
    with open("exponentials.csv", "w") as out:
        for name, a in cases:
            value = expm(matrix(a), method="taylor")
            n = len(a)
            print(row("case", [name]), file=out)
            print(row("matrix", [x for line in a for x in line]), file=out)
            print(row("exponential", [digits(value[i, j]) for i in range(n) for j in range(n)]),
                  file=out)


def write_functions():
    mp.dps = 60
    points = [0.0, 1e-300, -1e-300, 1e-17, -1e-9, 1e-5, -0.5, 0.5, 1.0, -1.0, 3.7, -40.0, 700.0,
              709.5, 715.0, -745.0, -1e10]
    with open("exponentialMinusOneOver.csv", "w") as out:
        for x in points:
            y = mpf(1) if x == 0 else mp.expm1(mpf(x)) / mpf(x)
            print(f"{x!r},{digits(y)}", file=out)


write_spectra()
write_triangular()
write_exponentials()
write_functions()
