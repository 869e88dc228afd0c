-- People who log in. Passwords and secrets are kept as digests alone.
create table account(
    id       integer primary key,
    name     text not null,
    key      text not null unique,             -- the name, folded: no two that look alike
    role     text not null check(role in ('reader', 'author', 'wrangler', 'archivist', 'admin')),
    password text not null,                    -- argon2id; empty: nobody can log in with one
    locked   integer not null default 0,
    made_at  text not null
) strict;

-- Ended by deleting the row: every server asks for it with every request.
create table session(
    digest  blob primary key,                  -- SHA-256 of the secret in the cookie
    account integer not null references account(id) on delete cascade,
    made_at integer not null,                  -- seconds since 1970
    used_at integer not null                   -- to the hour
) strict;
create index session_by_account on session(account);
