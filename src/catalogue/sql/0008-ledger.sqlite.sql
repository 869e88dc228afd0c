-- The ledger is about pen names too, keeps the numbers of works that went, and is chained: the program fills
-- `chain` in the same transaction.
alter table ledger rename to old_ledger;
drop index ledger_by_work;
create table ledger(
    id          integer primary key,
    work        integer,                       -- null: about a pen name
    creator     integer,                       -- the pen name's row; null: about a work
    name        text not null,                 -- the pen name as it was then
    what        text not null,
    at          text not null,                 -- when it was said, as precise as is known
    recorded_at text not null,
    who         text not null,                 -- who recorded it
    evidence    text not null,
    chain       blob not null                  -- SHA-256 of the chain of the row before and this row's values
) strict;
create index ledger_by_work on ledger(work);
create index ledger_by_creator on ledger(creator) where creator is not null;
insert into ledger(id, work, creator, name, what, at, recorded_at, who, evidence, chain)
    select id, work, null, '', what, at, at, who, evidence, x'' from old_ledger order by id;
drop table old_ledger;

-- A story that was taken down: what must not come in again.
create table tombstone(
    id       integer primary key,
    work     integer not null,                 -- the number it had
    original integer not null references original(id),
    place    text not null,                    -- SHA-256 of where in it: names inside a container may tell
    words    integer not null,
    exact    integer not null,                 -- likeness, as in version
    sketch   blob not null,
    reason   text not null,
    made_by  text not null,
    made_at  text not null
) strict;
create index tombstone_by_original on tombstone(original);
