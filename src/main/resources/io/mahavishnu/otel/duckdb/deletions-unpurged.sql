-- A purge sets deleted_ns to 0.
SELECT coalesce(min(deleted_ns), 0) AS since_ns, coalesce(min(seq), 0) AS first_seq
FROM deletions
WHERE deleted_ns > 0
