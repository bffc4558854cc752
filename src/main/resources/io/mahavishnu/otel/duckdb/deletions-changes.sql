SELECT seq, trace_id
FROM deletions
WHERE seq BETWEEN :first AND :last
ORDER BY seq
LIMIT :limit
