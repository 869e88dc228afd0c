-- Parts of one story in several files become one work.
-- Which parts of their story a version holds, of stories that came in several files or mailboxes. A work
-- with several such versions is read from one that was put together of them; its ordinal is -1.
create table posting(
    version integer not null references version(id) on delete cascade,
    number  integer not null,                  -- of the part; -1: the whole story
    sub     text not null default '',          -- "a" of part 1a
    total   integer not null default 0,        -- how many parts were said; 0: not said
    first   integer not null,                  -- its first chapter in the version
    stands  integer not null,                  -- 1: this is the one that is read; 0: an earlier one, or the same again
    story   integer not null,                  -- of author and title: parts of one story have the same
    primary key(version, number, sub)
) strict, without rowid;
create index posting_by_story on posting(story);
