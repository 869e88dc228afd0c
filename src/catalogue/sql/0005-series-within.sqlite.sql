-- Series in series; who asks for the names that one stands for.
alter table work_series add column within integer; -- place of the series that this one is a part of
create index if not exists wrangling_by_other on wrangling(list, other);
