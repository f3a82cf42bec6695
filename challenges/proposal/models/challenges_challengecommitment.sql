-- A commitment that an administration made is not reworded afterwards.

CREATE OR REPLACE FUNCTION challenges_refuse_rewording() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM challenges_challengecommitment WHERE statement_id = OLD.id) THEN
        RAISE EXCEPTION 'Cet engagement est déjà pris par des administrations : il ne se reformule pas.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'challenges_commitment_kept';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER challenges_commitment_kept BEFORE UPDATE ON promotions_statement FOR EACH ROW
    WHEN ((OLD.text, OLD.audience) IS DISTINCT FROM (NEW.text, NEW.audience)) EXECUTE FUNCTION challenges_refuse_rewording();
