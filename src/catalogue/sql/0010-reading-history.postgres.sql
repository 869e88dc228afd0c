-- What a reader with an account keeps for herself. No page but her own shows it; it goes with the account.
create table reader_choice(
    account  bigint primary key references account(id) on delete cascade,
    left_out text not null,                    -- ratings and warnings she does not want in lists, as a form sends them
    history  bigint not null                  -- 1: her places are kept; by her own word alone
);

-- Where she was in a work last.
create table reading_place(
    account bigint not null references account(id) on delete cascade,
    work    bigint not null references work(id) on delete cascade,
    chapter bigint,                            -- null: the whole work on one page
    done    bigint not null,                  -- 1: she said that she has read it
    at      text collate "C" not null,         -- RFC 3339, UTC
    primary key(account, work)
);
create index reading_place_by_work on reading_place(work);
