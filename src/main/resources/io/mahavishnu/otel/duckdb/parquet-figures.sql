SELECT count(*) AS spans, count(DISTINCT trace_id) AS traces
FROM read_parquet(:file)
