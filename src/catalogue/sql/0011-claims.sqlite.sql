-- Authors say what becomes of their stories, by links of their own; a takedown can be undone while its rows are sealed.
alter table tombstone add column kept blob;
alter table tombstone add column act integer;
create index tombstone_by_work on tombstone(work);

-- A private link for an author, by which she says what becomes of her stories. Only the digest is kept.
create table claim_link(
    id         integer primary key,
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
