#!/usr/bin/env python3
"""Draws how the cost of a build grows with the size of a site, as SVG on standard output. Standard library only.

    growth.py WORKS:SECONDS:MB …        whole builds, one a size: the works (in ten languages), wall time, peak memory

Both axes are logarithmic, so that what grows with the size alone is a straight line at 45°.
"""
import math, sys

WIDTH, HEIGHT, LEFT, BOTTOM, TOP = 640, 400, 64, 48, 32


def main():
    points = [tuple(float(part) for part in point.split(':')) for point in sys.argv[1:]]
    works = [w for w, _, _ in points]
    low, high = math.log10(min(works)), math.log10(max(works))
    across = lambda w: LEFT + (math.log10(w) - low) / (high - low) * (WIDTH - LEFT - 96)
    decades = high - low
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-labelledby="t" font-family="sans-serif" font-size="13">',
           '<title id="t">Time and memory of a build over the number of works in ten languages, both axes logarithmic</title>',
           f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
           f'<text x="{LEFT}" y="18" font-weight="bold">A build, by works in ten languages</text>']
    for w in works:
        x = across(w)
        out.append(f'<path d="M{x:.1f} {TOP}V{HEIGHT - BOTTOM}" stroke="#ddd"/><text x="{x:.1f}" y="{HEIGHT - BOTTOM + 20}" text-anchor="middle">{w:,.0f}</text>')
    # The same number of pixels a decade on both axes.
    scale = (WIDTH - LEFT - 96) / decades
    for name, column, colour, unit in (('time', 1, '#b45309', 's'), ('memory', 2, '#1d4ed8', 'MB')):
        values = [p[column] for p in points]
        first = math.log10(values[0])
        span = (HEIGHT - BOTTOM - TOP - 16) / max(math.log10(max(values)) - first, 0.1)
        step = min(scale, span)
        up = lambda v: HEIGHT - BOTTOM - 8 - (math.log10(v) - first) * step
        line = ' '.join(f'{across(p[0]):.1f},{up(p[column]):.1f}' for p in points)
        out.append(f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2"/>')
        for at, p in enumerate(points):
            x, y = across(p[0]), up(p[column])
            label = f'{p[column]:.2f}' if p[column] < 10 else f'{p[column]:,.0f}'
            dy = -8 if column == 1 else 18
            out.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/><text x="{x + 6:.1f}" y="{y + dy:.1f}" fill="{colour}">{label} {unit}</text>')
    out.append('</svg>')
    print('\n'.join(out))


if __name__ == '__main__':
    main()
