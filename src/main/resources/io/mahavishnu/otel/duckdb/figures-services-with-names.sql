-- Services with so many span names that figures of each would be nearly as large as the spans are left out, and so are
-- those with the most names when there are too many names in all.
SELECT service
FROM (
    SELECT service, count(DISTINCT name) AS names, count(*) AS span_count
    FROM spans
    WHERE seq BETWEEN :first AND :last AND service <> ''
    GROUP BY service)
WHERE names <= greatest(100, span_count // 20)
QUALIFY sum(names) OVER (ORDER BY names, service) <= 10000
