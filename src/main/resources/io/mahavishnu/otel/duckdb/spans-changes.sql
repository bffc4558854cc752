SELECT * EXCLUDE (content_hash)
FROM spans
WHERE seq BETWEEN :first AND :last
ORDER BY seq
LIMIT :limit
