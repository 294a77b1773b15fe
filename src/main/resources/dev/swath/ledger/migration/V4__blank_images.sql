-- For H2 and PostgreSQL alike; H2 keeps what it has made of this where it is killed midway.

-- Images that have no data in the area of a job: nothing is stored of them, and they need not be fetched again.
CREATE TABLE IF NOT EXISTS blank_image (
    -- Of the asset and of every setting that changes pixels.
    fingerprint      VARCHAR NOT NULL PRIMARY KEY,
    image            VARCHAR NOT NULL,
    run              VARCHAR NOT NULL,
    noted_at         TIMESTAMP(6) WITH TIME ZONE NOT NULL
);
