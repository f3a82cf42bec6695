-- The interval of a hearing. An index needs an immutable function; adding minutes to an instant is one, whatever the
-- zone of the session. Tables are built on it.

CREATE OR REPLACE FUNCTION juries_during(starts_at timestamptz, minutes smallint) RETURNS tstzrange
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN tstzrange(starts_at, starts_at + minutes * interval '1 minute');
