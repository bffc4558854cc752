SELECT greatest(
    (SELECT coalesce(max(seq), 0) FROM spans),
    (SELECT coalesce(max(seq), 0) FROM deletions))
