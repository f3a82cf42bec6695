-- A form of which something was expected keeps its promotion, its audience and its rhythm: its check-ins count on them.

CREATE OR REPLACE FUNCTION mentoring_refuse_other_form() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (OLD.promotion_id, OLD.audience, OLD.rhythm) IS DISTINCT FROM (NEW.promotion_id, NEW.audience, NEW.rhythm)
        AND EXISTS (SELECT 1 FROM mentoring_checkin WHERE form_id = OLD.id)
    THEN
        RAISE EXCEPTION 'Des points d’étape suivent ce formulaire : ni ceux qui répondent ni le rythme ne changent.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'mentoring_form_kept';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER mentoring_form_kept BEFORE UPDATE OF promotion_id, audience, rhythm
    ON mentoring_form FOR EACH ROW EXECUTE FUNCTION mentoring_refuse_other_form();
