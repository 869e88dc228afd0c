-- The catalogue, as SQLite sees it. schema.postgres.sql says the same for PostgreSQL.
-- Text keys ("key" columns) are folded for comparison; names are kept as written.
-- Times are RFC 3339 in UTC, as text. Dates said by authors have the precision that was said.

-- How this database was made: schema version, features by name.
create table meta(
    key   text primary key,
    value text not null
) strict, without rowid;

create table migration(
    name       text primary key,
    applied_at text not null
) strict, without rowid;

-- One act of receiving material, with what became of it.
create table accession(
    id             integer primary key,
    started_at     text not null,
    finished_at    text,                       -- null: interrupted, or still running
    given_by       text not null default '',
    files          integer not null default 0,
    stories_added  integer not null default 0,
    versions_added integer not null default 0,
    already_held   integer not null default 0,
    not_stories    integer not null default 0,
    unreadable     integer not null default 0,
    findings       integer not null default 0,
    bytes          integer not null default 0
) strict;

-- A received file, byte for byte; its bytes are the plain file originals/ab/cd/<digest>.
create table original(
    id        integer primary key,
    digest    blob not null unique,            -- SHA-256, 32 bytes
    size      integer not null,
    accession integer not null references accession(id),
    name      text not null,                   -- leaf name as first received
    class     text not null default '',        -- the contract's class, or "container"
    sealed_at text                             -- takedown: bytes gone, digest kept
) strict;

-- The bytes of an original that is kept here and not as a file. SQLite's archives keep files; the table is
-- there because both engines have the same ones.
create table original_piece(
    original integer not null references original(id),
    place    integer not null,                 -- from 0
    bytes    blob not null,                    -- a mebibyte, the last one less
    primary key(original, place)
) strict;

-- Every path a file was received under, and what the file system said then: a second add of the same
-- folder needs no reading. Path bytes as they are on disk.
create table receipt(
    path      blob primary key,                -- absolute path of the source
    original  integer not null references original(id),
    size      integer not null,
    mtime_ns  integer not null,
    inode     integer not null,
    accession integer not null references accession(id)
) strict, without rowid;

create table work(
    id              integer primary key,
    title           text not null,
    title_key       text not null,             -- for sorting
    rating          text not null default '',
    rating_as_given text not null default '',
    summary         text not null default '',
    notes           text not null default '',
    end_notes       text not null default '',
    disclaimer      text not null default '',
    permission      text not null,             -- the default's name
    permission_text text not null default '',  -- as given
    statement       text not null default '',  -- the rest of what was stated, one thing a line
    visibility      text not null,             -- what follows, kept beside the work
    language        text not null default '',
    words           integer not null,
    chapters        integer not null,
    scenes          integer not null,
    part_number     real,
    part_of         integer,
    complete        integer,                   -- 1 yes, 0 no, null not said
    published       text not null default '',
    updated         text not null default '',
    spoilers        text not null default '',
    beta            text not null default '',
    feedback        text not null default '',
    current         integer,                   -- version.id whose text is read
    added_at        text not null
) strict;

-- One of several texts of a work.
create table version(
    id        integer primary key,
    work      integer not null references work(id) on delete cascade,
    original  integer not null references original(id),
    path      text not null default '',        -- inside the container
    ordinal   integer not null default 0,      -- which story of the file, from 0
    name      text not null,                   -- leaf name of the part
    bytes     integer not null,
    encoding  text not null,
    class     text not null,
    reading   integer not null,                -- kReadingVersion that made it
    exact     integer not null,                -- likeness: hash of the folded words
    sketch    blob not null,                   -- likeness: minhash
    added_at  text not null,
    unique(original, path, ordinal)
) strict;
create index version_by_work on version(work);
create index version_by_exact on version(exact);

create table chapter(
    version integer not null references version(id) on delete cascade,
    number  integer not null,                  -- from 1
    title   text not null default '',
    words   integer not null,
    body    blob not null,                     -- zstd of the stored document
    primary key(version, number)
) strict;

-- Which parts of their story a version holds, of stories that came in several files or mailboxes. A work
-- with several such versions is read from one that was put together of them; its ordinal is -1.
create table posting(
    version integer not null references version(id) on delete cascade,
    number  integer not null,                  -- of the part; -1: the whole story
    sub     text not null default '',          -- "a" of part 1a
    total   integer not null default 0,        -- how many parts were said; 0: not said
    first   integer not null,                  -- its first chapter in the version; 0: in those of the part before it
    stands  integer not null,                  -- 1: this is the one that is read; 0: an earlier one, or the same again
    story   integer not null,                  -- of author and title: parts of one story have the same
    primary key(version, number, sub)
) strict, without rowid;
create index posting_by_story on posting(story);

create table creator(
    id   integer primary key,
    name text not null,
    key  text not null unique
) strict;
create table work_creator(
    work    integer not null references work(id) on delete cascade,
    place   integer not null,
    creator integer not null references creator(id),
    role    text not null,
    name    text,                              -- as written on this work, when not creator.name
    primary key(work, place)
) strict, without rowid;
create index work_creator_by_creator on work_creator(creator);

create table tag(
    id   integer primary key,
    kind text not null,                        -- fandom relationship character category warning freeform
    name text not null,
    key  text not null,
    unique(kind, key)
) strict;
create table work_tag(
    work  integer not null references work(id) on delete cascade,
    tag   integer not null references tag(id),
    place integer not null,
    name  text,                                -- as this author wrote it, when not tag.name
    primary key(work, tag)
) strict, without rowid;
create index work_tag_by_tag on work_tag(tag);

create table series(
    id   integer primary key,
    name text not null,
    key  text not null unique
) strict;
create table work_series(
    work     integer not null references work(id) on delete cascade,
    place    integer not null,
    series   integer not null references series(id),
    position real,
    name     text,                             -- as written on this work, when not series.name
    within   integer,                           -- place of the series that this one is a part of, on this work
    primary key(work, place)
) strict, without rowid;
create index work_series_by_series on work_series(series);

-- Values under labels that no table knows: kept, shown, searched.
create table extra(
    work  integer not null references work(id) on delete cascade,
    place integer not null,
    label text not null,
    value text not null,
    primary key(work, place)
) strict, without rowid;

-- One value with the bytes it came from.
create table claim(
    version    integer not null references version(id) on delete cascade,
    place      integer not null,
    field      text not null,
    label      text not null,
    raw        text not null,
    value      text,                           -- null: raw with its white space squeezed
    from_byte  integer not null,
    to_byte    integer not null,
    rule       text not null,
    confidence real not null,
    source     text,                           -- null: "text"
    primary key(version, place)
) strict, without rowid;

-- A person's correction: a claim of its own that wins and survives every re-reading.
create table edit(
    id        integer primary key autoincrement,
    work      integer not null references work(id) on delete cascade,
    field     text not null,
    value     text not null,
    made_by   text not null,
    made_at   text not null,
    undone_at text
) strict;
create index edit_by_work on edit(work);

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

-- A person's word on a name: what a tag, pen name or series is beside the others. What the author wrote is
-- never changed by it. Of the acts about one thing the latest batch that is not undone holds, whole.
create table wrangling(
    id        integer primary key,
    batch     integer not null,                -- one act of a person, undone as a whole
    list      text not null,                   -- tag, creator, series: the table that subject is in
    subject   integer not null,
    act       text not null,                   -- canonical, synonym, ignored, unsettled; sub, parent, note ...
    other     integer,                         -- null: none, or an act that needs none
    value     text,                            -- of acts that say a word
    made_by   text not null,
    made_at   text not null,
    undone_at text
) strict;
create index wrangling_by_subject on wrangling(list, subject);
create index wrangling_by_other on wrangling(list, other);
create index wrangling_by_batch on wrangling(batch);

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

-- What was stated, asked, granted, refused, withdrawn: about one work, or about all works under a pen name.
-- Rows are only ever added, and stay when the work goes. Each holds the digest of the one before it (docs/on-disk.md).
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
    made_at  text not null,
    kept     blob,                             -- SHA-256 of its rows, sealed: what undoes it
    act      integer                           -- the first row of the ledger that was written with it
) strict;
create index tombstone_by_original on tombstone(original);
create index tombstone_by_work on tombstone(work);

create table finding(
    id        integer primary key autoincrement,
    accession integer references accession(id),
    original  integer references original(id),
    path      text not null default '',
    version   integer references version(id) on delete cascade,
    kind      text not null,
    text      text not null,
    from_byte integer not null default 0,
    to_byte   integer not null default 0,
    settled   text                             -- when a person dealt with it
) strict;
create index finding_by_version on finding(version);
-- Chapters of a site in a container, looked for when it is read again.
create index finding_of_chapters on finding(original) where kind = 'no-story' and text = 'chapter';

-- People who log in. Passwords and secrets are kept as digests alone.
create table account(
    id       integer primary key,
    name     text not null,
    key      text not null unique,             -- the name, folded: no two that look alike
    role     text not null check(role in ('reader', 'author', 'wrangler', 'archivist', 'admin')),
    password text not null,                    -- argon2id; empty: nobody can log in with one
    locked   integer not null default 0,
    made_at  text not null,
    totp     blob,                             -- 20 bytes that codes are made of (RFC 6238); null: none are asked for
    totp_step integer not null default 0        -- the last code that was taken: half minutes since 1970
) strict;

-- Ended by deleting the row: every server asks for it with every request.
create table session(
    digest  blob primary key,                  -- SHA-256 of the secret in the cookie
    account integer not null references account(id) on delete cascade,
    made_at integer not null,                  -- seconds since 1970
    used_at integer not null                   -- to the hour
) strict;
create index session_by_account on session(account);

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

-- A private link for an author, by which she says what becomes of her stories. Only the digest is kept.
create table claim_link(
    id         integer primary key autoincrement,
    digest     blob not null unique,           -- SHA-256 of the secret in the link
    creator    integer not null references creator(id),
    address    blob,                           -- SHA-256 of the address it was sent to; null: handed over otherwise
    made_by    text not null,
    made_at    text not null,
    until      text not null,                  -- from then on it leads nowhere
    revoked_at text
) strict;
create index claim_link_by_creator on claim_link(creator);

-- What an author did by herself, as it can be undone: each row is one effect, a batch one press of a button.
create table claim_act(
    id        integer primary key,
    batch     integer not null,
    creator   integer not null references creator(id),
    work      integer,                         -- null: about all of hers
    what      text not null,                   -- a word of the ledger, or "corrected"
    ledger    integer,                         -- the row that it wrote
    edit      integer,                         -- the correction that it made
    made_at   text not null,
    undone_at text
) strict;
create index claim_act_by_creator on claim_act(creator);
create index claim_act_by_batch on claim_act(batch);
create index claim_act_by_what on claim_act(what, made_at);

-- Addresses that are never written to: SHA-256 of each in lower case.
create table no_mail(
    digest  blob primary key,
    made_by text not null,
    made_at text not null
) strict;

-- Pen names that are an account's own.
create table owner(
    account integer not null references account(id) on delete cascade,
    creator integer not null references creator(id),
    made_at text not null,
    primary key(account, creator)
) strict;

-- Whoever has the link may make an account, once.
create table invitation(
    digest     blob primary key,                -- SHA-256 of the secret in the link
    role       text not null check(role in ('reader', 'author', 'wrangler', 'archivist', 'admin')),
    made_by    text not null,
    expires_at integer not null                 -- seconds since 1970
) strict;
create index invitation_by_end on invitation(expires_at);

-- Keys for programs: e-readers, scripts. They read, as their account may or less.
create table api_token(
    id         integer primary key autoincrement,
    digest     blob not null unique,            -- SHA-256 of the token
    account    integer not null references account(id) on delete cascade,
    name       text not null,
    scope      text not null check(scope in ('read', 'staff')),
    made_at    integer not null,                -- seconds since 1970
    used_at    integer not null,                -- to the day; 0: never
    expires_at integer not null                 -- 0: never
) strict;
create index api_token_by_account on api_token(account);

-- Words and filters follow this by sequence number. One row for each change of a work that they must see.
create table change(
    seq  integer primary key autoincrement,
    work integer not null,
    what text not null                         -- "put", "gone"; "names": of no work, a word on names
) strict;
