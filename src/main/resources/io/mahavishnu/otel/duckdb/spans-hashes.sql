-- Of several spans of one id the first counts.
SELECT trace_id, span_id, arg_min(content_hash, seq) AS content_hash
FROM spans
WHERE seq BETWEEN :first AND :last
  AND trace_id IN (:traces)
GROUP BY trace_id, span_id
