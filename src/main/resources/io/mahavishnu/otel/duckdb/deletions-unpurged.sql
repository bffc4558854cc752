-- A purge sets deleted_ns to 0.
SELECT coalesce(min(deleted_ns), 0) AS since_ns, coalesce(max(seq), 0) AS last_seq
FROM deletions
WHERE deleted_ns > 0
