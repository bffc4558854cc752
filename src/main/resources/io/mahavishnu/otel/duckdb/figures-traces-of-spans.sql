-- Which traces there are, as 63 bits of each id's hash.
SELECT service, name, list(trace_hash) AS trace_hashes
FROM (
    SELECT DISTINCT service, %1$s AS name, CAST(hash(trace_id) >> 1 AS BIGINT) AS trace_hash
    FROM spans
    WHERE seq BETWEEN :first AND :last AND %2$s)
GROUP BY ALL
