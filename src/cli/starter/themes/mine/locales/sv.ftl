# Ord som din webbplats säger på ett annat sätt än det inbyggda temat.
read_also = Läs vidare
