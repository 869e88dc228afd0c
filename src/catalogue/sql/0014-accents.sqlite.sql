-- Pen names that differ by accents are two names: the program parts them in the same transaction.
select 1;
