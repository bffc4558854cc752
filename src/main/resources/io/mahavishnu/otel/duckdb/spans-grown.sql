SELECT DISTINCT trace_id
FROM spans
WHERE seq > :tail
  AND trace_id IN (:traces)
