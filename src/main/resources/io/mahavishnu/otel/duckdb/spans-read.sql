-- The bounds on seq let DuckDB skip every row group outside them. Not ordered: to sort a few rows here costs more than
-- to sort them where they are read.
SELECT * EXCLUDE (content_hash)
FROM spans
WHERE seq BETWEEN :first AND :last
  AND trace_id IN (:traces)
