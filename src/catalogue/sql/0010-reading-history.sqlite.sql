-- What a reader with an account keeps for herself. No page but her own shows it; it goes with the account.
create table reader_choice(
    account  integer primary key references account(id) on delete cascade,
    left_out text not null,                    -- ratings and warnings she does not want in lists, as a form sends them
    history  integer not null                  -- 1: her places are kept; by her own word alone
) strict;

-- Where she was in a work last.
create table reading_place(
    account integer not null references account(id) on delete cascade,
    work    integer not null references work(id) on delete cascade,
    chapter integer,                           -- null: the whole work on one page
    done    integer not null,                  -- 1: she said that she has read it
    at      text not null,                     -- RFC 3339, UTC
    primary key(account, work)
) strict, without rowid;
create index reading_place_by_work on reading_place(work);
