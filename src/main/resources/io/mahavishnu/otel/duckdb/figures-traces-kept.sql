SELECT service, name, trace_count, traces
FROM figures_traces
WHERE %s
