-- A jury of candidates hears positions of its own promotion.

CREATE OR REPLACE FUNCTION candidates_juryposition_fits() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM juries_jury j, challenges_position p JOIN challenges_challenge c ON c.id = p.challenge_id
        WHERE j.id = NEW.jury_id AND p.id = NEW.position_id
        AND j.stage = 'candidate' AND j.promotion_id = c.promotion_id
    ) THEN
        RAISE EXCEPTION 'Ce poste n’est pas de la promotion de ce jury, ou ce jury n’entend pas des candidats.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'candidates_juryposition_fits';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER candidates_juryposition_fits BEFORE INSERT OR UPDATE ON candidates_juryposition FOR EACH ROW
    EXECUTE FUNCTION candidates_juryposition_fits();
