-- Here the number of a row that went was never given again.
select 1;
