-- The number of a row that went is never given again: people note the numbers of findings, corrections, links and keys.

create table new_finding(
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
insert into new_finding(id, accession, original, path, version, kind, text, from_byte, to_byte, settled)
    select id, accession, original, path, version, kind, text, from_byte, to_byte, settled from finding order by id;
drop table finding;
alter table new_finding rename to finding;
create index finding_by_version on finding(version);
-- Chapters of a site in a container, looked for when it is read again.
create index finding_of_chapters on finding(original) where kind = 'no-story' and text = 'chapter';

create table new_edit(
    id        integer primary key autoincrement,
    work      integer not null references work(id) on delete cascade,
    field     text not null,
    value     text not null,
    made_by   text not null,
    made_at   text not null,
    undone_at text
) strict;
insert into new_edit(id, work, field, value, made_by, made_at, undone_at)
    select id, work, field, value, made_by, made_at, undone_at from edit order by id;
drop table edit;
alter table new_edit rename to edit;
create index edit_by_work on edit(work);

create table new_claim_link(
    id         integer primary key autoincrement,
    digest     blob not null unique,           -- SHA-256 of the secret in the link
    creator    integer not null references creator(id),
    address    blob,                           -- SHA-256 of the address it was sent to; null: handed over otherwise
    made_by    text not null,
    made_at    text not null,
    until      text not null,                  -- from then on it leads nowhere
    revoked_at text
) strict;
insert into new_claim_link(id, digest, creator, address, made_by, made_at, until, revoked_at)
    select id, digest, creator, address, made_by, made_at, until, revoked_at from claim_link order by id;
drop table claim_link;
alter table new_claim_link rename to claim_link;
create index claim_link_by_creator on claim_link(creator);

create table new_api_token(
    id         integer primary key autoincrement,
    digest     blob not null unique,            -- SHA-256 of the token
    account    integer not null references account(id) on delete cascade,
    name       text not null,
    scope      text not null check(scope in ('read', 'staff')),
    made_at    integer not null,                -- seconds since 1970
    used_at    integer not null,                -- to the day; 0: never
    expires_at integer not null                 -- 0: never
) strict;
insert into new_api_token(id, digest, account, name, scope, made_at, used_at, expires_at)
    select id, digest, account, name, scope, made_at, used_at, expires_at from api_token order by id;
drop table api_token;
alter table new_api_token rename to api_token;
create index api_token_by_account on api_token(account);
