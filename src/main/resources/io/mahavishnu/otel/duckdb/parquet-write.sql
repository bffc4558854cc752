COPY (
    SELECT * EXCLUDE (seq, content_hash)
    FROM spans
    WHERE trace_id IN (
        SELECT trace_id
        FROM spans
        GROUP BY trace_id
        HAVING coalesce(min(start_ns) FILTER (WHERE start_ns > 0), min(received_ns)) BETWEEN :from AND :to))
TO %s (FORMAT parquet, COMPRESSION zstd)
