-- Figures of stretches of the log, so that those of everything need not be read off all spans. They are derived: a
-- stretch that is not here is read off its spans. A row without a name is of all spans of its service.
CREATE TABLE figures_stretches (
    first_seq BIGINT NOT NULL,
    last_seq  BIGINT NOT NULL
);

-- The spans whose durations are nearly alike. stretch is its last number; duration_ns is their mean.
CREATE TABLE figures_durations (
    stretch        BIGINT   NOT NULL,
    service        VARCHAR  NOT NULL,
    name           VARCHAR,
    duration_class SMALLINT NOT NULL,
    duration_ns    DOUBLE   NOT NULL,
    span_count     BIGINT   NOT NULL,
    error_count    BIGINT   NOT NULL,
    last_seen_ns   BIGINT   NOT NULL
);

-- Which traces there are, as a HyperLogLog sketch.
CREATE TABLE figures_traces (
    stretch     BIGINT  NOT NULL,
    service     VARCHAR NOT NULL,
    name        VARCHAR,
    trace_count BIGINT  NOT NULL,
    traces      BLOB    NOT NULL
);
