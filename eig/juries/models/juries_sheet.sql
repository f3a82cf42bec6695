-- What the verbs refuse, the database refuses too: writing a closed sheet, giving a rank twice in a jury.

CREATE OR REPLACE FUNCTION juries_refuse_closed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    heard bigint;
BEGIN
    IF TG_TABLE_NAME = 'juries_mark' THEN
        SELECT hearing_id INTO heard FROM juries_sheet WHERE id = NEW.sheet_id;
    ELSE
        heard := NEW.hearing_id;
    END IF;
    IF EXISTS (
        SELECT 1 FROM juries_hearing h JOIN juries_jury j ON j.id = h.jury_id
        WHERE h.id = heard AND j.status = 'locked'
    ) THEN
        RAISE EXCEPTION 'Les fiches de ce jury sont closes.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'juries_sheet_open';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER juries_sheet_open BEFORE INSERT OR UPDATE ON juries_sheet
    FOR EACH ROW EXECUTE FUNCTION juries_refuse_closed();
CREATE TRIGGER juries_mark_open BEFORE INSERT OR UPDATE ON juries_mark
    FOR EACH ROW EXECUTE FUNCTION juries_refuse_closed();

-- Deferred: a ranking is written row after row, and judged once it is whole.
CREATE OR REPLACE FUNCTION juries_refuse_twin_rank() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1
        FROM juries_sheet mine
        JOIN juries_hearing own ON own.id = mine.hearing_id
        JOIN juries_hearing near ON near.jury_id = own.jury_id AND near.id <> own.id
        JOIN juries_sheet other ON other.hearing_id = near.id AND other.juror_id IS NULL
        WHERE mine.id = NEW.id AND mine.rank = other.rank
    ) THEN
        RAISE EXCEPTION 'Un rang n’est donné qu’une fois dans un jury.'
            USING ERRCODE = 'unique_violation', CONSTRAINT = 'juries_sheet_rank_once';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER juries_sheet_rank_once AFTER INSERT OR UPDATE ON juries_sheet
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN (NEW.juror_id IS NULL AND NEW.rank IS NOT NULL) EXECUTE FUNCTION juries_refuse_twin_rank();
