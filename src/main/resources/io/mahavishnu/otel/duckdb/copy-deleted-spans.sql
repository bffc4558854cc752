DELETE FROM mahavishnu_copy.main.spans AS copied
USING deletions AS deleted
WHERE deleted.seq > :last
  AND copied.trace_id = deleted.trace_id
  AND copied.seq < deleted.seq
