DELETE FROM mahavishnu_copy.main.%1$s AS copied
WHERE NOT EXISTS (
    SELECT 1
    FROM %1$s AS original
    WHERE copied.model = original.model
      AND copied.passage_high = original.passage_high
      AND copied.passage_low = original.passage_low)
