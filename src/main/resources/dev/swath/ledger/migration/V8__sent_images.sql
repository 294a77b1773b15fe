-- For H2 and PostgreSQL alike; H2 keeps what it has made of this where it is killed midway.

-- When another scheduler has taken the run over; its process is the one that completes it.
ALTER TABLE run ADD COLUMN IF NOT EXISTS taken_over TIMESTAMP(6) WITH TIME ZONE;

-- The scheduler that acts for a run whose images go to workers, until its summary is sent. Where the lease has ended, another one
-- takes the run over.
CREATE TABLE IF NOT EXISTS run_lease (
    run              VARCHAR NOT NULL PRIMARY KEY REFERENCES run (id) ON DELETE CASCADE,
    -- A process, by host, id and a random part.
    scheduler        VARCHAR NOT NULL,
    host             VARCHAR NOT NULL,
    process_id       BIGINT NOT NULL,
    process_started  TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    -- Of the settings of its job: who takes it over must have the same.
    fingerprint      VARCHAR NOT NULL,
    lease_ends       TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    -- Until when the run may go on.
    time_ends        TIMESTAMP(6) WITH TIME ZONE NOT NULL
);

-- The images that such a run has sent to workers, with what came back; kept until the run has ended.
CREATE TABLE IF NOT EXISTS sent_image (
    run              VARCHAR NOT NULL REFERENCES run (id) ON DELETE CASCADE,
    image            VARCHAR NOT NULL,
    acquired         TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    -- sending, sent or returned
    state            VARCHAR NOT NULL,
    -- The document that came back, and the one before it where the image was sent again.
    outcome          VARCHAR,
    earlier          VARCHAR,
    PRIMARY KEY (run, image)
);

-- Who was notified of such a run.
CREATE TABLE IF NOT EXISTS notified (
    run              VARCHAR NOT NULL REFERENCES run (id) ON DELETE CASCADE,
    recipient        VARCHAR NOT NULL,
    PRIMARY KEY (run, recipient)
);
