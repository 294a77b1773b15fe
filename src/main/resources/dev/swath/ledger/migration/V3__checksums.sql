-- For H2 and PostgreSQL alike. Of the whole file, in hexadecimal; null where it was found on disk, not written.
ALTER TABLE stored_image ADD COLUMN IF NOT EXISTS sha256 VARCHAR;
