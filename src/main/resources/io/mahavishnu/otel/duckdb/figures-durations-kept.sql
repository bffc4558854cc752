SELECT service, name, duration_class,
    sum(duration_ns * span_count) / sum(span_count) AS duration_ns,
    CAST(sum(span_count) AS BIGINT) AS span_count,
    CAST(sum(error_count) AS BIGINT) AS error_count,
    max(last_seen_ns) AS last_seen_ns
FROM figures_durations
WHERE %s
GROUP BY ALL
