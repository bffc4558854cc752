SELECT coalesce(max(seq), 0) AS last_seq, count(*) AS span_count
FROM (
    SELECT seq
    FROM spans
    WHERE seq > :after AND received_ns < :before AND seq <= :bound
    ORDER BY seq
    LIMIT :limit)
