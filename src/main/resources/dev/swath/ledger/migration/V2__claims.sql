-- For H2 and PostgreSQL alike; H2 keeps what it has made of this where it is killed midway.

-- The process that works on an image at the moment: by the file that it makes in an output. It renews its claim while it
-- works; a claim that is not renewed ends, by the clock of the database.
CREATE TABLE IF NOT EXISTS claim (
    output           VARCHAR NOT NULL,
    file             VARCHAR NOT NULL,
    image            VARCHAR NOT NULL,
    run              VARCHAR NOT NULL,
    host             VARCHAR NOT NULL,
    process_id       BIGINT NOT NULL,
    process_started  TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    taken            TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    lease_ends       TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    PRIMARY KEY (output, file)
);

-- Images that another process was working on.
ALTER TABLE run ADD COLUMN IF NOT EXISTS elsewhere INTEGER DEFAULT 0 NOT NULL;
