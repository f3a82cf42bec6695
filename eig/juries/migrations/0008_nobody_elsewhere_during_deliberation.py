"""After the last challenge of its half-day a jury deliberates: its jurors are nowhere else for half an hour."""

import django.contrib.postgres.constraints
import django.db.models.constraints
from django.db import migrations

# The half-day of ``HalfDay`` in eig/juries/models/juries.py, and the half-hour of ``DELIBERATION``.
DELIBERATE = """
CREATE FUNCTION juries_half_day(at timestamptz) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
RETURN to_char(at AT TIME ZONE 'Europe/Paris', 'YYYY-MM-DD ')
    || CASE WHEN extract(hour FROM at AT TIME ZONE 'Europe/Paris') >= 13 THEN 'pm' ELSE 'am' END;
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
CREATE OR REPLACE FUNCTION juries_hearing_moves() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE juries_attendance SET during = NULL
    WHERE hearing_id IN (SELECT id FROM juries_hearing WHERE jury_id = NEW.jury_id);
    RETURN NULL;
END $$;
DROP TRIGGER juries_hearing_moves ON juries_hearing;
CREATE TRIGGER juries_hearing_moves AFTER INSERT OR UPDATE OF jury_id, starts_at, minutes ON juries_hearing
    FOR EACH ROW EXECUTE FUNCTION juries_hearing_moves();
"""
# A jury whose jurors are already expected elsewhere keeps its presences as they are.
FOLLOW = """
DO $$
DECLARE
    one bigint;
BEGIN
    FOR one IN SELECT id FROM juries_jury LOOP
        BEGIN
            UPDATE juries_attendance SET during = NULL
            WHERE hearing_id IN (SELECT id FROM juries_hearing WHERE jury_id = one);
            SET CONSTRAINTS ALL IMMEDIATE;
        EXCEPTION WHEN exclusion_violation THEN NULL;
        END;
    END LOOP;
END $$
"""
PART = """
CREATE OR REPLACE FUNCTION juries_attendance_follows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    SELECT juries_during(starts_at, minutes) INTO NEW.during FROM juries_hearing WHERE id = NEW.hearing_id;
    RETURN NEW;
END $$;
CREATE OR REPLACE FUNCTION juries_hearing_moves() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE juries_attendance SET during = NULL WHERE hearing_id = NEW.id;
    RETURN NULL;
END $$;
DROP TRIGGER juries_hearing_moves ON juries_hearing;
CREATE TRIGGER juries_hearing_moves AFTER UPDATE OF starts_at, minutes ON juries_hearing
    FOR EACH ROW EXECUTE FUNCTION juries_hearing_moves();
DROP FUNCTION juries_half_day(timestamptz);
UPDATE juries_attendance SET during = NULL
"""


class Migration(migrations.Migration):
    dependencies = [("juries", "0007_keep_marked_criteria")]
    operations = [
        migrations.RunSQL(DELIBERATE, PART),
        migrations.RunSQL(FOLLOW, migrations.RunSQL.noop),
        migrations.AlterConstraint(
            model_name="attendance",
            name="juries_attendance_person",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                deferrable=django.db.models.constraints.Deferrable["IMMEDIATE"],
                expressions=[("user", "="), ("during", "&&")],
                name="juries_attendance_person",
                violation_error_message="Une personne serait à deux endroits à la même heure : une audition, ou la délibération qui suit la dernière.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="attendance",
            name="juries_attendance_address",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                deferrable=django.db.models.constraints.Deferrable["IMMEDIATE"],
                expressions=[("email", "="), ("during", "&&")],
                name="juries_attendance_address",
                violation_error_message="Une personne serait à deux endroits à la même heure : une audition, ou la délibération qui suit la dernière.",
            ),
        ),
    ]
