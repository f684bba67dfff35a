-- Verdicts that were stored before sources were weighed: the next look judges them again. Until then pages judge anew.
insert into source_weighings (enterprise_id, pack_id, pack_version, weighing, weighed_at, changes_at)
select v.enterprise_id, v.pack_id, v.pack_version,
       '{"health": [], "copies": [], "groups": {}, "estimate": null, "notEstimated": "few-sources"}', now(), now()
  from (select distinct enterprise_id, pack_id, pack_version from verdicts) v
 where exists (select from observations o where o.enterprise_id = v.enterprise_id and o.closed_at is null)
on conflict (enterprise_id, pack_id, pack_version) do nothing;
