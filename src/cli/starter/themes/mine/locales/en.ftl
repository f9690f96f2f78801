# Words that your site says in another way than the built-in theme.
read_also = Read next
