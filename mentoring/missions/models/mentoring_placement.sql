-- A placement agrees with what it stands on: its position is one of the mission's challenge, its offer is that person's,
-- for that position.

CREATE OR REPLACE FUNCTION mentoring_refuse_foreign_placement() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM mentoring_mission mission
        JOIN challenges_position position ON position.challenge_id = mission.challenge_id
        WHERE mission.id = NEW.mission_id AND position.id = NEW.position_id
    ) THEN
        RAISE EXCEPTION 'Ce poste n’est pas de cette mission.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'mentoring_placement_position';
    END IF;
    IF NEW.offer_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM candidates_offer offer
        JOIN candidates_application application ON application.id = offer.application_id
        WHERE offer.id = NEW.offer_id AND offer.position_id = NEW.position_id AND application.user_id = NEW.person_id
    ) THEN
        RAISE EXCEPTION 'Cette proposition n’est pas celle de cette personne pour ce poste.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'mentoring_placement_offer';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER mentoring_placement_agrees BEFORE INSERT OR UPDATE OF mission_id, person_id, position_id, offer_id
    ON mentoring_placement FOR EACH ROW EXECUTE FUNCTION mentoring_refuse_foreign_placement();
