chapter = Chapter {$number}
you_write = You write
it_becomes = It becomes
read_also = Read on
