-- Quantiles are approximate (t-digest), so that memory stays bounded however many spans there are.
SELECT name AS grouped_name,
    count(DISTINCT trace_id) AS trace_count,
    count(*) AS span_count,
    count(*) FILTER (WHERE status_code = 2) AS error_count,
    approx_quantile(CASE WHEN start_ns > 0 AND end_ns >= start_ns THEN end_ns - start_ns ELSE 0 END,
        [0.50, 0.95, 0.99]) AS duration_quantiles,
    max(CASE WHEN start_ns > 0 THEN start_ns ELSE received_ns END) AS last_seen_ns
FROM spans
WHERE service = :service
GROUP BY grouped_name
ORDER BY grouped_name
