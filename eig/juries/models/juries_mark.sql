-- A criterion that received marks keeps its scale, whoever changes it while a juror marks.

CREATE OR REPLACE FUNCTION juries_refuse_rescaling() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM juries_mark WHERE criterion_id = OLD.id) THEN
        RAISE EXCEPTION 'Ce critère a déjà reçu des notes : ni son échelle ni son poids ne changent.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'juries_criterion_kept';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER juries_criterion_kept BEFORE UPDATE ON promotions_criterion FOR EACH ROW
    WHEN ((OLD.stage, OLD.round, OLD.mark_min, OLD.mark_max, OLD.weight)
        IS DISTINCT FROM (NEW.stage, NEW.round, NEW.mark_min, NEW.mark_max, NEW.weight))
    EXECUTE FUNCTION juries_refuse_rescaling();
