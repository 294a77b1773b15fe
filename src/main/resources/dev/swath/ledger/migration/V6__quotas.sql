-- For H2 and PostgreSQL alike; H2 keeps what it has made of this where it is killed midway.

-- A budget of requests that processes share: the quota of a project. Whoever changes shares locks its row first.
CREATE TABLE IF NOT EXISTS quota (
    name             VARCHAR NOT NULL PRIMARY KEY
);

-- The part of it that a process may use. What all have been granted is never more than there is.
CREATE TABLE IF NOT EXISTS quota_share (
    quota            VARCHAR NOT NULL REFERENCES quota (name) ON DELETE CASCADE,
    -- A process, by host, id and a random part.
    worker           VARCHAR NOT NULL,
    -- Requests in flight at once: how many there are as far as this process knows, how many it could use, and how many it may.
    total            INTEGER NOT NULL,
    wanted           INTEGER NOT NULL,
    granted          INTEGER NOT NULL,
    lease_ends       TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    PRIMARY KEY (quota, worker)
);
