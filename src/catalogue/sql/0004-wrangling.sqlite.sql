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
