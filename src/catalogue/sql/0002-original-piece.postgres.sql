-- The bytes of an original that is kept here and not as a file (originals.in = "database"), in pieces.
-- string_agg(bytes, '' order by place) is the original; sha256() of that, its digest.
create table original_piece(
    original bigint not null references original(id),
    place    bigint not null,                 -- from 0
    bytes    bytea not null,                  -- a mebibyte, the last one less
    primary key(original, place)
);
