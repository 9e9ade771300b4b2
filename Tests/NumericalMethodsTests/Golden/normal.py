#!/usr/bin/env python3
"""Writes Sources/NumericalMethods/Portable+NormalTable.swift: polynomials of the normal deviate.

usage: normal.py > Sources/NumericalMethods/Portable+NormalTable.swift   (needs mpmath)
Octave e holds p = m 2^-(e+1) in [2^-(e+1), 2^-e), e = 2...52, as a polynomial in
u = (m - g) / (m + g), g the double nearest to the square root of 2.
"""
from mpmath import mp, mpf, sqrt, log, erfc, exp, pi, cos
mp.dps = 50


def deviate(p):
    """x > 0 with upper tail p, p < 1/2: Newton on the logarithm of the tail"""
    x = sqrt(-2 * log(p)) if p < mpf(1) / 100 else mpf(1)
    for _ in range(60):
        tail = erfc(x / sqrt(2)) / 2
        density = exp(-x * x / 2) / sqrt(2 * pi)
        step = tail / density * log(tail / p)
        x += step
        if abs(step) < mpf(10) ** -45:
            return x
    raise ValueError(p)


def fit(f, n):
    """Monomial coefficients in t on [-1, 1] of the interpolant at n Chebyshev nodes"""
    nodes = [cos(pi * (2 * k + 1) / (2 * n)) for k in range(n)]
    values = [f(t) for t in nodes]
    cheb = [2 / mpf(n) * sum(v * cos(pi * j * (2 * k + 1) / (2 * n)) for k, v in enumerate(values)) for j in range(n)]
    cheb[0] /= 2
    a, b = [mpf(1)], [mpf(0), mpf(1)]
    total = [mpf(0)] * n
    for j in range(n):
        for i, c in enumerate(a):
            total[i] += cheb[j] * c
        a, b = b, [(-(a[i]) if i < len(a) else 0) + (2 * b[i - 1] if i > 0 else 0) for i in range(len(b) + 1)]
    return total


def rounded(coefficients):
    """The first as a pair of doubles, the others as one each"""
    high = float(coefficients[0])
    return [high, float(coefficients[0] - mpf(high))] + [float(c) for c in coefficients[1:]]


def hexfloat(x):
    m, e = x.hex().split("p")
    if "." in m:
        m = m.rstrip("0").rstrip(".")
    return f"{m}p{int(e)}"


def rows(values, per=4):
    for i in range(0, len(values), per):
        yield "    " + ", ".join(hexfloat(v) for v in values[i:i + per]) + ","


DEGREE = 18
G = mpf(2.0 ** 0.5)
LIMIT = mpf(172) / 1000          # |u| stays below it
def significand(u):
    return G * (1 + u) / (1 - u)
octaves = []
for e in range(2, 53):
    c = fit(lambda t: deviate(mpf(2) ** -(e + 1) * significand(t * LIMIT)), DEGREE + 1)
    octaves.append(rounded([v / LIMIT ** i for i, v in enumerate(c)]))
# the centre: x / q as a polynomial in r = q^2 on [0, 25/256], expanded about 0
HALF = mpf(25) / 512
def ratio(r):
    q = sqrt(r)
    return sqrt(2 * pi) if q == 0 else deviate(mpf(1) / 2 - q) / q
def center(n):
    c = fit(lambda t: ratio((t + 1) * HALF), n)
    # shift t = r / HALF - 1
    out = [mpf(0)] * n
    for k in reversed(range(n)):
        out = [(-(out[i]) + (out[i - 1] / HALF if i else 0)) for i in range(n)]
        out[0] += c[k]
    return out
CENTER = 22
c = rounded(center(CENTER))
import sys
print("""// Written by Tests/NumericalMethodsTests/Golden/normal.py with 50-digit arithmetic; do not edit.

extension Portable {
  /// The deviate divided by q = p - 1/2, as a polynomial in q² on [0, 25/256]: the constant term as a
  /// pair of doubles, then the other coefficients.
  static let normalCenter: [Double] = [""")
print("\n".join(rows(c)))
print("""  ]

  /// For each octave of the tail probability, 2^-(e+1) <= p < 2^-e with e = 2...52, the deviate of
  /// the upper tail as a polynomial of degree %d in u = (m - √2) / (m + √2), m the significand of p:
  /// the constant term as a pair of doubles, then the other coefficients.
  static let normalOctaves: [Double] = [""" % DEGREE)
print("\n".join(rows([v for o in octaves for v in o])))
print("  ]\n}")
# check of truncation
from mpmath import polyval
worst = 0
for e in (2, 3, 10, 52):
    o = octaves[e - 2]
    co = [mpf(o[0]) + mpf(o[1])] + [mpf(v) for v in o[2:]]
    for i in range(41):
        m = 1 + mpf(i) / 40
        u = (m - G) / (m + G)
        x = deviate(mpf(2) ** -(e + 1) * m)
        worst = max(worst, abs(polyval(co[::-1], u) / x - 1))
wc = 0
co = [mpf(c[0]) + mpf(c[1])] + [mpf(v) for v in c[2:]]
for i in range(1, 41):
    r = mpf(i) / 40 * 2 * HALF
    wc = max(wc, abs(polyval(co[::-1], r) / ratio(r) - 1))
print(mp.nstr(worst, 3), mp.nstr(wc, 3), file=sys.stderr)
