-- A jury keeps its round once something was marked before it: its sheets follow the criteria of that round.

CREATE OR REPLACE FUNCTION juries_refuse_other_round() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM juries_sheet s JOIN juries_hearing h ON h.id = s.hearing_id WHERE h.jury_id = NEW.id
    ) THEN
        RAISE EXCEPTION 'Des fiches sont déjà saisies devant ce jury : son tour ne change plus.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'juries_round_kept';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER juries_round_kept BEFORE UPDATE ON juries_jury FOR EACH ROW
    WHEN (OLD.round IS DISTINCT FROM NEW.round) EXECUTE FUNCTION juries_refuse_other_round();
