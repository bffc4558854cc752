-- The traces with a span in a stretch of the log, if nothing of them was received later. The whole table is looked
-- through, but for two columns only.
SELECT trace_id, min(seq) AS first_seq, max(seq) AS last_seq
FROM spans
WHERE trace_id IN (
    SELECT trace_id
    FROM spans
    WHERE seq > :after AND seq <= :last AND received_ns < :before)
GROUP BY trace_id
HAVING max(received_ns) < :before AND max(seq) <= :bound
ORDER BY last_seq
