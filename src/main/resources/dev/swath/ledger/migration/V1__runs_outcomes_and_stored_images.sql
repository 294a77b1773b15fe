-- For H2 and PostgreSQL alike; H2 keeps what it has made of this where it is killed midway. Times are instants; sizes are bytes.

CREATE TABLE IF NOT EXISTS run (
    id               VARCHAR NOT NULL PRIMARY KEY,
    job              VARCHAR NOT NULL,
    split            VARCHAR NOT NULL,
    -- The process that it runs in, and when that one began: process ids are used again.
    host             VARCHAR NOT NULL,
    process_id       BIGINT NOT NULL,
    process_started  TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    -- Whether it fetches chosen images only, and says nothing about the others.
    chosen           BOOLEAN NOT NULL,
    started          TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    -- The last sign of life.
    seen             TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    ended            TIMESTAMP(6) WITH TIME ZONE,
    -- running, complete, incomplete or interrupted
    status           VARCHAR NOT NULL,
    listed           INTEGER NOT NULL,
    stored           INTEGER NOT NULL,
    skipped          INTEGER NOT NULL,
    empty            INTEGER NOT NULL,
    failed           INTEGER NOT NULL,
    requests         BIGINT NOT NULL,
    retries          BIGINT NOT NULL,
    rejected         BIGINT NOT NULL,
    bytes_received   BIGINT NOT NULL,
    bytes_written    BIGINT NOT NULL,
    listing_failure  VARCHAR,
    stopped          VARCHAR
);

CREATE INDEX IF NOT EXISTS run_of_job ON run (job, started);
CREATE INDEX IF NOT EXISTS run_by_start ON run (started);

-- What became of an image in a run.
CREATE TABLE IF NOT EXISTS outcome (
    run              VARCHAR NOT NULL REFERENCES run (id) ON DELETE CASCADE,
    image            VARCHAR NOT NULL,
    acquired         TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    -- stored, skipped, empty or failed
    status           VARCHAR NOT NULL,
    file             VARCHAR,
    cause            VARCHAR,
    busy_seconds     DOUBLE PRECISION NOT NULL,
    bytes_received   BIGINT NOT NULL,
    bytes_written    BIGINT NOT NULL,
    requests         INTEGER NOT NULL,
    retries          INTEGER NOT NULL,
    rejected         INTEGER NOT NULL,
    PRIMARY KEY (run, image)
);

CREATE INDEX IF NOT EXISTS outcome_of_image ON outcome (image);

-- What is in one file of one output now.
CREATE TABLE IF NOT EXISTS stored_image (
    output           VARCHAR NOT NULL,
    file             VARCHAR NOT NULL,
    image            VARCHAR NOT NULL,
    -- When Earth Engine last changed the asset.
    updated          TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    -- Of the asset and of every setting that changes pixels.
    fingerprint      VARCHAR NOT NULL,
    bytes            BIGINT NOT NULL,
    run              VARCHAR NOT NULL,
    stored_at        TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    PRIMARY KEY (output, file)
);
