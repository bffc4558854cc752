-- Figures of stretches of the log, so that those of everything need not be read off all spans. They are derived: a
-- stretch that is not here is read off its spans. Each row belongs to the stretch that ends at last_seq; one without a
-- name is of all spans of its service. hash_sample tells by which hash function of DuckDB's the sketches were made.
CREATE TABLE figures_stretches (
    last_seq    BIGINT  NOT NULL,
    first_seq   BIGINT  NOT NULL,
    hash_sample UBIGINT NOT NULL DEFAULT hash('mahavishnu')
);

-- The spans whose durations are nearly alike; duration_ns is their mean.
CREATE TABLE figures_durations (
    last_seq       BIGINT   NOT NULL,
    service        VARCHAR  NOT NULL,
    name           VARCHAR,
    duration_class SMALLINT NOT NULL,
    duration_ns    DOUBLE   NOT NULL,
    span_count     BIGINT   NOT NULL,
    error_count    BIGINT   NOT NULL,
    last_seen_ns   BIGINT   NOT NULL
);

-- How many traces there are, and which, as a HyperLogLog sketch.
CREATE TABLE figures_traces (
    last_seq    BIGINT  NOT NULL,
    service     VARCHAR NOT NULL,
    name        VARCHAR,
    trace_count BIGINT  NOT NULL,
    traces      BLOB    NOT NULL
);
