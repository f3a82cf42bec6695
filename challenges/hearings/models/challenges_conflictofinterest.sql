-- A juror whom a conflict sets aside neither attends the hearing nor marks it: the database refuses, whoever writes,
-- and whichever of the two rows comes second.

-- One lock for each person: a conflict declared while they are entered in a hearing is seen by one of the two.
CREATE OR REPLACE FUNCTION challenges_check_conflict(heard bigint, juror bigint) RETURNS void LANGUAGE plpgsql AS $$
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

CREATE OR REPLACE FUNCTION challenges_juror_attends() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM challenges_check_conflict(NEW.hearing_id, NEW.user_id);
    RETURN NULL;
END $$;
CREATE TRIGGER challenges_juror_attends AFTER INSERT OR UPDATE OF hearing_id, user_id, part ON juries_attendance
    FOR EACH ROW WHEN (NEW.part = 'juror' AND NEW.user_id IS NOT NULL) EXECUTE FUNCTION challenges_juror_attends();

CREATE OR REPLACE FUNCTION challenges_juror_marks() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM challenges_check_conflict(NEW.hearing_id, NEW.juror_id);
    RETURN NULL;
END $$;
CREATE TRIGGER challenges_juror_marks AFTER INSERT OR UPDATE OF hearing_id, juror_id ON juries_sheet
    FOR EACH ROW WHEN (NEW.juror_id IS NOT NULL) EXECUTE FUNCTION challenges_juror_marks();

CREATE OR REPLACE FUNCTION challenges_conflict_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM challenges_check_conflict(d.hearing_id, NEW.user_id)
        FROM challenges_challenge d WHERE d.id = NEW.challenge_id AND d.hearing_id IS NOT NULL;
    RETURN NULL;
END $$;
CREATE TRIGGER challenges_conflict_stands AFTER INSERT OR UPDATE ON challenges_conflictofinterest
    FOR EACH ROW WHEN (NEW.stands) EXECUTE FUNCTION challenges_conflict_stands();

CREATE OR REPLACE FUNCTION challenges_challenge_heard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM challenges_check_conflict(NEW.hearing_id, c.user_id)
        FROM challenges_conflictofinterest c WHERE c.challenge_id = NEW.id AND c.stands;
    RETURN NULL;
END $$;
CREATE TRIGGER challenges_challenge_heard AFTER INSERT OR UPDATE OF hearing_id ON challenges_challenge
    FOR EACH ROW WHEN (NEW.hearing_id IS NOT NULL) EXECUTE FUNCTION challenges_challenge_heard();
