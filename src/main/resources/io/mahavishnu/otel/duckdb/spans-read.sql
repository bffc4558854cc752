-- The bounds on seq let DuckDB skip every row group outside them.
SELECT * EXCLUDE (content_hash)
FROM spans
WHERE seq BETWEEN :first AND :last
  AND trace_id IN (:traces)
ORDER BY seq
