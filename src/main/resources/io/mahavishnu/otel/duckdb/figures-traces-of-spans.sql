-- A trace by 63 bits of its id's MD5 hash, which stays the same in every version of DuckDB.
SELECT DISTINCT service, %1$s AS name, CAST(md5_number_lower(trace_id) // 2 AS BIGINT) AS trace_hash
FROM spans
WHERE seq BETWEEN :first AND :last AND %2$s
