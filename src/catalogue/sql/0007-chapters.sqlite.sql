-- Chapters of a site in a container, looked for when it is read again.
create index if not exists finding_of_chapters on finding(original) where kind = 'no-story' and text = 'chapter';
