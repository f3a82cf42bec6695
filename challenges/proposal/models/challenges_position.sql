-- A profile that files chose is not deleted from under them.
-- Deferred, and on the rows of the choice: whoever deletes a profile deletes these first, as does whoever changes a
-- position. At the end, a position without its profile tells the one from the other.

CREATE OR REPLACE FUNCTION challenges_refuse_lost_profile() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM challenges_position WHERE id = OLD.position_id)
        AND NOT EXISTS (SELECT 1 FROM promotions_profile WHERE id = OLD.profile_id)
    THEN
        RAISE EXCEPTION 'Ce profil est choisi dans des dossiers : il ne se supprime pas.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'challenges_profile_kept';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER challenges_profile_kept AFTER DELETE ON challenges_position_profiles
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION challenges_refuse_lost_profile();
