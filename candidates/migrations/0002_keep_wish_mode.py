"""When wishes are ranked does not change once an application was submitted."""

from django.db import migrations

KEPT = """
CREATE FUNCTION candidates_refuse_other_mode() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM candidates_application WHERE promotion_id = NEW.id AND submitted_at IS NOT NULL) THEN
        RAISE EXCEPTION 'Des candidatures ont déjà été déposées : le moment où se classent les vœux ne change plus.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'candidates_wish_mode_kept';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER candidates_wish_mode_kept BEFORE UPDATE ON promotions_promotion FOR EACH ROW
    WHEN (OLD.wish_mode IS DISTINCT FROM NEW.wish_mode) EXECUTE FUNCTION candidates_refuse_other_mode();
"""
FREE = "DROP TRIGGER candidates_wish_mode_kept ON promotions_promotion; DROP FUNCTION candidates_refuse_other_mode();"


class Migration(migrations.Migration):
    dependencies = [("candidates", "0001_initial"), ("promotions", "0006_wish_mode")]
    operations = [migrations.RunSQL(KEPT, FREE)]
