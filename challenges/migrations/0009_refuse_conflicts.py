"""A juror whom a conflict sets aside neither attends the hearing nor marks it: the database refuses, whoever writes."""

from django.db import migrations

# One lock for each person: a conflict declared while the same person is entered in a hearing is seen by one of the two.
REFUSE = """
CREATE FUNCTION challenges_check_conflict(heard bigint, juror bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('challenges_conflict', juror));
    IF EXISTS (
        SELECT 1 FROM challenges_conflictofinterest c JOIN challenges_challenge d ON d.id = c.challenge_id
        WHERE d.hearing_id = heard AND c.user_id = juror AND c.stands AND (
            EXISTS (SELECT 1 FROM juries_attendance a
                WHERE a.hearing_id = heard AND a.user_id = juror AND a.part = 'juror')
            OR EXISTS (SELECT 1 FROM juries_sheet s WHERE s.hearing_id = heard AND s.juror_id = juror))
    ) THEN
        RAISE EXCEPTION 'juror % in conflict with hearing %', juror, heard
            USING ERRCODE = 'check_violation', CONSTRAINT = 'challenges_conflict_heard';
    END IF;
END $$;
CREATE FUNCTION challenges_juror_attends() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM challenges_check_conflict(NEW.hearing_id, NEW.user_id);
    RETURN NULL;
END $$;
CREATE TRIGGER challenges_juror_attends AFTER INSERT OR UPDATE OF hearing_id, user_id, part ON juries_attendance
    FOR EACH ROW WHEN (NEW.part = 'juror' AND NEW.user_id IS NOT NULL) EXECUTE FUNCTION challenges_juror_attends();
CREATE FUNCTION challenges_juror_marks() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM challenges_check_conflict(NEW.hearing_id, NEW.juror_id);
    RETURN NULL;
END $$;
CREATE TRIGGER challenges_juror_marks AFTER INSERT OR UPDATE OF hearing_id, juror_id ON juries_sheet
    FOR EACH ROW WHEN (NEW.juror_id IS NOT NULL) EXECUTE FUNCTION challenges_juror_marks();
CREATE FUNCTION challenges_conflict_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM challenges_check_conflict(d.hearing_id, NEW.user_id)
        FROM challenges_challenge d WHERE d.id = NEW.challenge_id AND d.hearing_id IS NOT NULL;
    RETURN NULL;
END $$;
CREATE TRIGGER challenges_conflict_stands AFTER INSERT OR UPDATE ON challenges_conflictofinterest
    FOR EACH ROW WHEN (NEW.stands) EXECUTE FUNCTION challenges_conflict_stands();
CREATE FUNCTION challenges_challenge_heard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM challenges_check_conflict(NEW.hearing_id, c.user_id)
        FROM challenges_conflictofinterest c WHERE c.challenge_id = NEW.id AND c.stands;
    RETURN NULL;
END $$;
CREATE TRIGGER challenges_challenge_heard AFTER INSERT OR UPDATE OF hearing_id ON challenges_challenge
    FOR EACH ROW WHEN (NEW.hearing_id IS NOT NULL) EXECUTE FUNCTION challenges_challenge_heard();
"""
ALLOW = """
DROP TRIGGER challenges_challenge_heard ON challenges_challenge;
DROP TRIGGER challenges_conflict_stands ON challenges_conflictofinterest;
DROP TRIGGER challenges_juror_marks ON juries_sheet;
DROP TRIGGER challenges_juror_attends ON juries_attendance;
DROP FUNCTION challenges_challenge_heard();
DROP FUNCTION challenges_conflict_stands();
DROP FUNCTION challenges_juror_marks();
DROP FUNCTION challenges_juror_attends();
DROP FUNCTION challenges_check_conflict(bigint, bigint);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("challenges", "0008_instruct_challenges"),
        ("juries", "0005_nobody_in_two_places"),
    ]

    operations = [migrations.RunSQL(REFUSE, ALLOW)]
