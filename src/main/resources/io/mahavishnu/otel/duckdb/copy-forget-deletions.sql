-- The last one stays: it may be the last number that was given.
DELETE FROM mahavishnu_copy.main.deletions
WHERE seq <= :indexed
  AND seq < (SELECT max(seq) FROM mahavishnu_copy.main.deletions)
