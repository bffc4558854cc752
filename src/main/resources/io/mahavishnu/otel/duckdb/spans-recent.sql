SELECT trace_id, span_id, content_hash
FROM spans
WHERE seq > :after
ORDER BY seq
