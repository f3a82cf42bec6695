-- A check-in agrees with its form: one of the mission's promotion; somebody's own when each answers alone, and then of
-- that mission; nobody's when several answer together.

CREATE OR REPLACE FUNCTION mentoring_refuse_foreign_checkin() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM mentoring_form form
        JOIN mentoring_mission mission ON mission.id = NEW.mission_id
        JOIN challenges_challenge challenge ON challenge.id = mission.challenge_id
        WHERE form.id = NEW.form_id AND form.promotion_id = challenge.promotion_id
            AND (form.audience = 'eig') = (NEW.placement_id IS NOT NULL)
    ) THEN
        RAISE EXCEPTION 'Ce formulaire n’est pas demandé à cette mission de cette façon.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'mentoring_checkin_form';
    END IF;
    IF NEW.placement_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM mentoring_placement WHERE id = NEW.placement_id AND mission_id = NEW.mission_id
    ) THEN
        RAISE EXCEPTION 'Cette personne n’est pas de cette mission.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'mentoring_checkin_placement';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER mentoring_checkin_agrees BEFORE INSERT OR UPDATE OF form_id, mission_id, placement_id
    ON mentoring_checkin FOR EACH ROW EXECUTE FUNCTION mentoring_refuse_foreign_checkin();
