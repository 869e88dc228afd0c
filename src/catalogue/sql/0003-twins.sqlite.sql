-- Pairs of works that may be one story. Derived: `solander twins` finds them again.
create table twin(
    work     integer not null references work(id) on delete cascade,
    other    integer not null references work(id) on delete cascade,
    kind     text not null,                    -- same-text, revised, inside, same-name
    alike    real not null,                    -- of the 4-word shingles of either text, in both
    held     real not null,                    -- of the smaller text's, in the larger one
    compared integer not null,                 -- stands for the two texts that were compared
    primary key(work, other)
) strict, without rowid;
create index twin_by_other on twin(other);

-- A person's word on two works: `other` is a version of `work` and shown there, or they are two.
create table verdict(
    id        integer primary key,
    work      integer not null references work(id) on delete cascade,
    other     integer not null references work(id) on delete cascade,
    verdict   text not null,                   -- joined, apart
    made_by   text not null,
    made_at   text not null,
    undone_at text
) strict;
create index verdict_by_work on verdict(work);
create index verdict_by_other on verdict(other);
