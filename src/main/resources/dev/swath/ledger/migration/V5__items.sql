-- For H2 and PostgreSQL alike; H2 keeps what it has made of this where it is killed midway.

-- The STAC Items in outputs that can't be read: of them the collection of a job is made.
CREATE TABLE IF NOT EXISTS item (
    output           VARCHAR NOT NULL,
    -- The name of the item in the output.
    file             VARCHAR NOT NULL,
    job              VARCHAR NOT NULL,
    json             VARCHAR NOT NULL,
    PRIMARY KEY (output, file)
);

CREATE INDEX IF NOT EXISTS item_of_job ON item (output, job, file);
