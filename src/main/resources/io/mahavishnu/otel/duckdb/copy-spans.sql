INSERT INTO mahavishnu_copy.main.spans
SELECT *
FROM spans
WHERE seq > :last
