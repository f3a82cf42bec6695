-- Applications submitted and wishes already given, in a draft too, hold the settings that they were given under: when
-- wishes are ranked, how many.

CREATE OR REPLACE FUNCTION candidates_refuse_other_mode() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM candidates_application a WHERE a.promotion_id = NEW.id
        AND (a.submitted_at IS NOT NULL OR EXISTS (SELECT 1 FROM candidates_wish w WHERE w.application_id = a.id))
    ) THEN
        RAISE EXCEPTION 'Des candidatures sont déposées ou ont des vœux : le moment où ils se classent ne change plus.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'candidates_wish_mode_kept';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER candidates_wish_mode_kept BEFORE UPDATE ON promotions_promotion FOR EACH ROW
    WHEN (OLD.wish_mode IS DISTINCT FROM NEW.wish_mode) EXECUTE FUNCTION candidates_refuse_other_mode();

CREATE OR REPLACE FUNCTION candidates_refuse_fewer_wishes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM candidates_wish w JOIN candidates_application a ON a.id = w.application_id
        WHERE a.promotion_id = NEW.id GROUP BY a.id HAVING count(*) > NEW.wishes_max
    ) THEN
        RAISE EXCEPTION 'Des candidatures classent déjà davantage de vœux : le nombre de vœux ne descend pas si bas.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'candidates_wishes_max_kept';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER candidates_wishes_max_kept BEFORE UPDATE ON promotions_promotion FOR EACH ROW
    WHEN (NEW.wishes_max < OLD.wishes_max) EXECUTE FUNCTION candidates_refuse_fewer_wishes();
