-- The stretches that have a service, but not its span names.
SELECT first_seq, last_seq
FROM figures_stretches
WHERE last_seq IN (SELECT last_seq FROM figures_traces WHERE service = :service AND name IS NULL)
  AND last_seq NOT IN (SELECT last_seq FROM figures_traces WHERE service = :service AND name IS NOT NULL)
