-- The feed of verdicts that changed is a reading of the record of events.
create index events_verdicts_idx on events (enterprise_id, seq) where action = 'verdicts.changed';
