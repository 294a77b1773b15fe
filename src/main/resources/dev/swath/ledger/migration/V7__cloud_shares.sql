-- For H2 and PostgreSQL alike; H2 keeps what it has made of this where it is killed midway.

-- How much of an area is cloudy in an image: asked once, for an image, a way to find clouds and an area.
CREATE TABLE IF NOT EXISTS cloud_share (
    -- Of the asset, of the way to find clouds and of the area.
    fingerprint      VARCHAR NOT NULL PRIMARY KEY,
    image            VARCHAR NOT NULL,
    -- Not set where no pixel in the area has data.
    cloudy_percent   DOUBLE PRECISION,
    run              VARCHAR NOT NULL,
    noted_at         TIMESTAMP(6) WITH TIME ZONE NOT NULL
);
