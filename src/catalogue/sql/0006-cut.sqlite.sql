-- Where a person cut an original that holds several works: the piece that begins with the line this byte is in is the
-- story `ordinal` of its part. An ordinal is never given twice in one part.
create table cut(
    id        integer primary key,
    original  integer not null references original(id),
    path      text not null,                   -- inside the container
    at_byte   integer not null,
    ordinal   integer not null,
    made_by   text not null,
    made_at   text not null,
    undone_at text
) strict;
create index cut_by_original on cut(original);
