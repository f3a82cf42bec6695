"""A promotion whose juries hear challenges still does; a profile that files chose is not deleted from under them."""

from django.db import migrations

# Deferred, and on the rows of the choice: whoever deletes a profile deletes these first, as does whoever changes
# a position. At the end, a position without its profile tells the one from the other.
KEPT = """
CREATE FUNCTION challenges_refuse_unheard() RETURNS trigger LANGUAGE plpgsql AS $$
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
CREATE FUNCTION challenges_refuse_lost_profile() RETURNS trigger LANGUAGE plpgsql AS $$
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
"""
FREE = """
DROP TRIGGER challenges_profile_kept ON challenges_position_profiles;
DROP FUNCTION challenges_refuse_lost_profile();
DROP TRIGGER challenges_hearings_kept ON promotions_promotion;
DROP FUNCTION challenges_refuse_unheard();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("challenges", "0018_allow_what_juries_hear_already"),
        ("juries", "0007_keep_marked_criteria"),
        ("promotions", "0007_coherent_calendar"),
    ]
    operations = [migrations.RunSQL(KEPT, FREE)]
