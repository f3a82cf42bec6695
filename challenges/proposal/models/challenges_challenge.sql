-- What challenges already hold their promotion to.

-- Durations that submitted files asked for stay possible.
CREATE OR REPLACE FUNCTION challenges_refuse_durations() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM challenges_challenge
        WHERE promotion_id = NEW.id AND months NOT BETWEEN NEW.months_min AND NEW.months_max
        AND status IN ('submitted', 'changes_requested', 'preselected', 'selected', 'published')
    ) THEN
        RAISE EXCEPTION 'Des défis déposés demandent une autre durée : ces bornes les laisseraient dehors.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'challenges_durations_kept';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER challenges_durations_kept BEFORE UPDATE ON promotions_promotion FOR EACH ROW
    WHEN ((OLD.months_min, OLD.months_max) IS DISTINCT FROM (NEW.months_min, NEW.months_max))
    EXECUTE FUNCTION challenges_refuse_durations();

-- A promotion whose juries hear challenges still does.
CREATE OR REPLACE FUNCTION challenges_refuse_unheard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM juries_hearing JOIN juries_jury ON juries_jury.id = juries_hearing.jury_id
        WHERE juries_jury.promotion_id = NEW.id AND juries_jury.stage = 'challenge'
    ) THEN
        RAISE EXCEPTION 'Des auditions sont déjà planifiées dans cette promotion : un jury y entend les défis.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'challenges_hearings_kept';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER challenges_hearings_kept BEFORE UPDATE ON promotions_promotion FOR EACH ROW
    WHEN (OLD.hears_challenges AND NOT NEW.hears_challenges) EXECUTE FUNCTION challenges_refuse_unheard();
