DELETE FROM spans
WHERE seq BETWEEN :first AND :last
  AND trace_id IN (:traces)
