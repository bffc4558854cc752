INSERT INTO deletions (seq, trace_id, deleted_ns)
VALUES (:seq, :trace, :deletedNanos)
