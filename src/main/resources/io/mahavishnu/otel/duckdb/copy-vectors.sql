INSERT INTO mahavishnu_copy.main.%1$s
SELECT *
FROM %1$s AS original
WHERE NOT EXISTS (
    SELECT 1
    FROM mahavishnu_copy.main.%1$s AS copied
    WHERE copied.model = original.model
      AND copied.passage_high = original.passage_high
      AND copied.passage_low = original.passage_low)
