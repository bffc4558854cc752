-- Where nearly every span has a name of its own, figures of each name would be as large as the spans.
SELECT service
FROM (
    SELECT service, count(DISTINCT name) AS names, count(*) AS span_count
    FROM spans
    WHERE seq BETWEEN :first AND :last AND service <> ''
    GROUP BY service)
WHERE names <= greatest(100, span_count // 20)
QUALIFY sum(names) OVER (ORDER BY names, service) <= 30000
