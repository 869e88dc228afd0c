-- Second factors, invitations and keys for programs.
alter table account add column totp blob;
alter table account add column totp_step integer not null default 0;

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
    id         integer primary key,
    digest     blob not null unique,            -- SHA-256 of the token
    account    integer not null references account(id) on delete cascade,
    name       text not null,
    scope      text not null check(scope in ('read', 'staff')),
    made_at    integer not null,                -- seconds since 1970
    used_at    integer not null,                -- to the day; 0: never
    expires_at integer not null                 -- 0: never
) strict;
create index api_token_by_account on api_token(account);
