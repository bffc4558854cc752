-- Before they are deleted, since RETURNING would read all columns.
SELECT seq
FROM spans
WHERE seq BETWEEN :first AND :last
  AND trace_id IN (:traces)
