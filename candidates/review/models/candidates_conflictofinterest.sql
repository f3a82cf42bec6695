-- Whom a conflict sets aside from an application neither hears, nor marks, nor reads it: the database refuses, whoever
-- writes, and whichever of the two rows comes second.

-- One lock for each person: a conflict declared while they are entered in a hearing is seen by one of the two.
CREATE OR REPLACE FUNCTION candidates_check_conflict(judged bigint, judge bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('candidates_conflict', judge));
    IF EXISTS (SELECT 1 FROM candidates_conflictofinterest c
        WHERE c.application_id = judged AND c.user_id = judge AND c.stands)
    AND (EXISTS (SELECT 1 FROM candidates_reading r WHERE r.application_id = judged AND r.reader_id = judge)
        OR EXISTS (SELECT 1 FROM candidates_interview i JOIN juries_attendance a ON a.hearing_id = i.hearing_id
            WHERE i.application_id = judged AND i.status IN ('booked', 'moved', 'held')
            AND a.user_id = judge AND a.part = 'juror')
        OR EXISTS (SELECT 1 FROM candidates_interview i JOIN juries_sheet s ON s.hearing_id = i.hearing_id
            WHERE i.application_id = judged AND i.status IN ('booked', 'moved', 'held') AND s.juror_id = judge))
    THEN
        RAISE EXCEPTION 'person % in conflict with application %', judge, judged
            USING ERRCODE = 'check_violation', CONSTRAINT = 'candidates_conflict_judged';
    END IF;
END $$;

CREATE OR REPLACE FUNCTION candidates_juror_attends() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM candidates_check_conflict(i.application_id, NEW.user_id)
        FROM candidates_interview i
        WHERE i.hearing_id = NEW.hearing_id AND i.status IN ('booked', 'moved', 'held');
    RETURN NULL;
END $$;
CREATE TRIGGER candidates_juror_attends AFTER INSERT OR UPDATE OF hearing_id, user_id, part ON juries_attendance
    FOR EACH ROW WHEN (NEW.part = 'juror' AND NEW.user_id IS NOT NULL) EXECUTE FUNCTION candidates_juror_attends();

CREATE OR REPLACE FUNCTION candidates_juror_marks() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM candidates_check_conflict(i.application_id, NEW.juror_id)
        FROM candidates_interview i
        WHERE i.hearing_id = NEW.hearing_id AND i.status IN ('booked', 'moved', 'held');
    RETURN NULL;
END $$;
CREATE TRIGGER candidates_juror_marks AFTER INSERT OR UPDATE OF hearing_id, juror_id ON juries_sheet
    FOR EACH ROW WHEN (NEW.juror_id IS NOT NULL) EXECUTE FUNCTION candidates_juror_marks();

CREATE OR REPLACE FUNCTION candidates_conflict_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM candidates_check_conflict(NEW.application_id, NEW.user_id);
    RETURN NULL;
END $$;
CREATE TRIGGER candidates_conflict_stands AFTER INSERT OR UPDATE ON candidates_conflictofinterest
    FOR EACH ROW WHEN (NEW.stands) EXECUTE FUNCTION candidates_conflict_stands();

CREATE OR REPLACE FUNCTION candidates_reader_reads() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM candidates_check_conflict(NEW.application_id, NEW.reader_id);
    RETURN NULL;
END $$;
CREATE TRIGGER candidates_reader_reads AFTER INSERT OR UPDATE OF application_id, reader_id ON candidates_reading
    FOR EACH ROW EXECUTE FUNCTION candidates_reader_reads();

CREATE OR REPLACE FUNCTION candidates_interview_booked() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM candidates_check_conflict(NEW.application_id, c.user_id)
        FROM candidates_conflictofinterest c WHERE c.application_id = NEW.application_id AND c.stands;
    RETURN NULL;
END $$;
CREATE TRIGGER candidates_interview_booked AFTER INSERT OR UPDATE OF hearing_id, application_id ON candidates_interview
    FOR EACH ROW EXECUTE FUNCTION candidates_interview_booked();
