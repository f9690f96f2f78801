chapter = Kapitel {$number}
you_write = Du skriver
it_becomes = Så blir det
read_also = Läs vidare
