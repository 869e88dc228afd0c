-- The bytes of an original that is kept here and not as a file. SQLite's archives keep files; the table is
-- there because both engines have the same ones.
create table original_piece(
    original integer not null references original(id),
    place    integer not null,                 -- from 0
    bytes    blob not null,                    -- a mebibyte, the last one less
    primary key(original, place)
) strict;
