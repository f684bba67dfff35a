-- What a file speaks of while it is read: each scope of a subject with the newest time of its observations, whether or not
-- the file speaks for all of it, so that nothing has to be gathered from the rows afterwards.
alter table staged_reports rename to staged_scopes;
alter table staged_scopes add column declared boolean not null, add column newest_at timestamptz;
comment on column staged_scopes.declared is 'the file speaks for all checks of the scope on the subject';
comment on column staged_scopes.newest_at is 'of its observations in the file, never later than the receipt';
