"""A commitment that an administration made is not reworded afterwards; durations that files asked for stay possible."""

from django.db import migrations

KEPT = """
CREATE FUNCTION challenges_refuse_rewording() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM challenges_challengecommitment WHERE commitment_id = OLD.id) THEN
        RAISE EXCEPTION 'Cet engagement est déjà pris par des administrations : il ne se reformule pas.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'challenges_commitment_kept';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER challenges_commitment_kept BEFORE UPDATE ON promotions_commitment FOR EACH ROW
    WHEN (OLD.text IS DISTINCT FROM NEW.text) EXECUTE FUNCTION challenges_refuse_rewording();
CREATE FUNCTION challenges_refuse_durations() RETURNS trigger LANGUAGE plpgsql AS $$
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
"""
FREE = """
DROP TRIGGER challenges_durations_kept ON promotions_promotion;
DROP FUNCTION challenges_refuse_durations();
DROP TRIGGER challenges_commitment_kept ON promotions_commitment;
DROP FUNCTION challenges_refuse_rewording();
"""


class Migration(migrations.Migration):
    dependencies = [("challenges", "0016_examine_conflicts"), ("promotions", "0006_wish_mode")]
    operations = [migrations.RunSQL(KEPT, FREE)]
