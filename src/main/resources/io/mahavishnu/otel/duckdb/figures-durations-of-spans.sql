-- The durations of a class lie within 2 percent of each other, whatever their size, as in DDSketch (Masson, Rim and Lee:
-- DDSketch, a fast and fully-mergeable quantile sketch with relative-error guarantees, VLDB 2019).
SELECT service,
    %1$s AS name,
    CASE WHEN duration > 0 THEN CAST(floor(ln(duration) / ln(1.02)) AS SMALLINT) ELSE -1 END AS duration_class,
    avg(duration) AS duration_ns,
    count(*) AS span_count,
    count(*) FILTER (WHERE status_code = 2) AS error_count,
    max(seen_ns) AS last_seen_ns
FROM (
    SELECT service, name, status_code,
        CASE WHEN start_ns > 0 AND end_ns >= start_ns THEN end_ns - start_ns ELSE 0 END AS duration,
        CASE WHEN start_ns > 0 THEN start_ns ELSE received_ns END AS seen_ns
    FROM spans
    WHERE seq BETWEEN :first AND :last AND %2$s)
GROUP BY ALL
