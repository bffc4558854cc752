-- Figures of a span name take about a hundred times the room of a span. So there is one for each 500 spans at most (or 20), and the
-- services with the fewest names come first.
SELECT service
FROM (
    SELECT service, count(DISTINCT name) AS names
    FROM spans
    WHERE seq BETWEEN :first AND :last AND service <> ''
    GROUP BY service)
QUALIFY sum(names) OVER (ORDER BY names, service) <= greatest(20, (:last - :first + 1) // 500)
