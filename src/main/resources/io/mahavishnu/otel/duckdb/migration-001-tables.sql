-- Append only: no key, no unique constraint, no index.
CREATE TABLE schema_version (
    version    INTEGER NOT NULL,
    name       VARCHAR NOT NULL,
    applied_ns BIGINT  NOT NULL
);

-- One row a span. JSON columns are '' when they would say nothing. content_hash tells a retried span from another
-- one of the same id. zstd takes a third of what DuckDB would choose for long JSON that resembles the row above.
CREATE TABLE spans (
    seq                BIGINT   NOT NULL,
    trace_id           VARCHAR  NOT NULL,
    span_id            VARCHAR  NOT NULL,
    parent_span_id     VARCHAR,
    name               VARCHAR  NOT NULL,
    kind               TINYINT  NOT NULL,
    start_ns           BIGINT   NOT NULL,
    end_ns             BIGINT   NOT NULL,
    status_code        TINYINT  NOT NULL,
    status_message     VARCHAR  NOT NULL,
    service            VARCHAR  NOT NULL,
    attributes         VARCHAR  NOT NULL USING COMPRESSION zstd,
    resource           VARCHAR  NOT NULL,
    scope              VARCHAR  NOT NULL,
    events             VARCHAR  NOT NULL USING COMPRESSION zstd,
    links              VARCHAR  NOT NULL,
    trace_state        VARCHAR  NOT NULL,
    flags              INTEGER  NOT NULL,
    dropped_attributes INTEGER  NOT NULL,
    dropped_events     INTEGER  NOT NULL,
    dropped_links      INTEGER  NOT NULL,
    caller_system_id   VARCHAR,
    received_ns        BIGINT   NOT NULL,
    content_hash       BIGINT   NOT NULL
);

-- Deleted traces; numbered from the same sequence as the spans.
CREATE TABLE deletions (
    seq        BIGINT  NOT NULL,
    trace_id   VARCHAR NOT NULL,
    deleted_ns BIGINT  NOT NULL
);
