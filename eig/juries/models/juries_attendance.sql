-- A presence lasts what its hearing lasts. For jurors of challenges, the last hearing of a half-day holds the
-- deliberation too: they are nowhere else then.

-- The half-day of ``HalfDay`` in juries.py.
CREATE OR REPLACE FUNCTION juries_half_day(at timestamptz) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
RETURN to_char(at AT TIME ZONE 'Europe/Paris', 'YYYY-MM-DD ')
    || CASE WHEN extract(hour FROM at AT TIME ZONE 'Europe/Paris') >= 13 THEN 'pm' ELSE 'am' END;

-- The half-hour of ``DELIBERATION``.
CREATE OR REPLACE FUNCTION juries_attendance_follows() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    heard juries_hearing%ROWTYPE;
BEGIN
    SELECT * INTO heard FROM juries_hearing WHERE id = NEW.hearing_id;
    NEW.during := juries_during(heard.starts_at, heard.minutes);
    IF NEW.part = 'juror' AND EXISTS (
        SELECT FROM juries_jury WHERE id = heard.jury_id AND stage = 'challenge'
    ) AND NOT EXISTS (
        SELECT FROM juries_hearing AS later
        WHERE later.jury_id = heard.jury_id AND later.starts_at > heard.starts_at
          AND juries_half_day(later.starts_at) = juries_half_day(heard.starts_at)
    ) THEN
        NEW.during := tstzrange(lower(NEW.during), upper(NEW.during) + interval '30 minutes');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER juries_attendance_follows BEFORE INSERT OR UPDATE ON juries_attendance
    FOR EACH ROW EXECUTE FUNCTION juries_attendance_follows();

-- A hearing that appears or moves may change which one is the last of its jury.
CREATE OR REPLACE FUNCTION juries_hearing_moves() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE juries_attendance SET during = NULL
    WHERE hearing_id IN (SELECT id FROM juries_hearing WHERE jury_id = NEW.jury_id);
    RETURN NULL;
END $$;
CREATE TRIGGER juries_hearing_moves AFTER INSERT OR UPDATE OF jury_id, starts_at, minutes ON juries_hearing
    FOR EACH ROW EXECUTE FUNCTION juries_hearing_moves();
