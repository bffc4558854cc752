INSERT INTO mahavishnu_copy.main.deletions
SELECT *
FROM deletions
WHERE seq > :last
