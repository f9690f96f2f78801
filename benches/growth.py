"""How the cost of a cold build grows with the size of a site, as a picture.

    python3 benches/growth.py LYKTA GENERATOR OUT.svg [WORKS ...]

LYKTA is the program, GENERATOR the project's script that writes a site of N works in K languages
(`--layout lykta --works N --langs K --out DIR`). Sites and outputs lie in memory where /dev/shm is.
"""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

LANGUAGES = 10
ROUNDS = 3


def measure(lykta, generator, works, folder):
    """Seconds, seconds of processor, MB of memory (each the least of some rounds) and pages."""
    site, out = folder / "site", folder / "public"
    arguments = ["--layout", "lykta", "--works", str(works), "--langs", str(LANGUAGES), "--out", str(site)]
    subprocess.run([sys.executable, generator, *arguments], check=True, stdout=subprocess.DEVNULL)
    seen = []
    for _ in range(ROUNDS if works <= 3000 else 1):
        shutil.rmtree(out, ignore_errors=True)
        shutil.rmtree(site / ".lykta", ignore_errors=True)
        begun = time.perf_counter()
        process = subprocess.Popen([lykta, "build", "-q", "--root", str(site), "--out", str(out)])
        _, status, used = os.wait4(process.pid, 0)
        assert status == 0, f"{works} works: the build failed"
        seen.append((time.perf_counter() - begun, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024))
    pages = sum(1 for _ in out.rglob("*.html"))
    shutil.rmtree(site)
    shutil.rmtree(out)
    return [min(column) for column in zip(*seen)] + [pages]


def draw(rows):
    """Three small charts side by side, each over the number of pages, both scales logarithmic but for the second's."""
    import math

    width, height, margin = 300, 220, 46
    charts = [
        ("seconds", [row[1] for row in rows], True),
        ("ms of processor a page", [row[2] * 1000 / row[4] for row in rows], False),
        ("MB of memory", [row[3] for row in rows], True),
    ]
    pages = [row[4] for row in rows]
    left, right = math.log10(min(pages)), math.log10(max(pages))
    parts = []
    for at, (title, values, logarithmic) in enumerate(charts):
        scale = math.log10 if logarithmic else float
        low, high = (scale(min(values)), scale(max(values))) if logarithmic else (0.0, max(values) * 1.2)
        place = lambda page, value: (
            at * width + margin + (math.log10(page) - left) / (right - left) * (width - 1.6 * margin),
            height - margin - (scale(value) - low) / (high - low) * (height - 2 * margin),
        )
        points = [place(page, value) for page, value in zip(pages, values)]
        parts.append(f'<text x="{at * width + margin}" y="22" font-weight="bold">{title}</text>')
        parts.append(f'<polyline fill="none" stroke="#1f5f8b" stroke-width="2" points="{" ".join(f"{x:.1f},{y:.1f}" for x, y in points)}"/>')
        for (x, y), page, value in zip(points, pages, values):
            shown = f"{value:.2f}" if value < 10 else f"{value:,.0f}"
            parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="#1f5f8b"/><text x="{x:.1f}" y="{y - 8:.1f}" text-anchor="middle">{shown}</text>')
            parts.append(f'<text x="{x:.1f}" y="{height - 20}" text-anchor="middle" fill="#555">{page:,}</text>')
        parts.append(f'<text x="{at * width + width / 2}" y="{height - 4}" text-anchor="middle" fill="#555">pages</text>')
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {3 * width} {height}" font-family="sans-serif" font-size="11">'
    return head + '<rect width="100%" height="100%" fill="#fff"/>' + "".join(parts) + "</svg>\n"


def main():
    lykta, generator, out = sys.argv[1:4]
    sizes = [int(works) for works in sys.argv[4:]] or [10, 100, 1000, 10000]
    memory = "/dev/shm" if os.path.isdir("/dev/shm") else None
    rows = []
    with tempfile.TemporaryDirectory(dir=memory) as folder:
        for works in sizes:
            rows.append([works, *measure(lykta, generator, works, pathlib.Path(folder))])
            print("{:>6} works: {:.2f} s, {:.2f} s of processor, {:.0f} MB, {:,} pages".format(*rows[-1]), flush=True)
    pathlib.Path(out).write_text(draw(rows), encoding="utf-8")


main()
