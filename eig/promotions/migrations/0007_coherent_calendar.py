"""What the page of a promotion refuses, the database refuses too: wishes without their dates, or before their time."""

from django.db import migrations, models

# Deferred: a promotion and its doors are written row after row, and judged once they are whole.
DATED = """
CREATE FUNCTION promotions_refuse_undated_wishes() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    judged bigint;
BEGIN
    IF TG_TABLE_NAME = 'promotions_window' THEN
        judged := CASE TG_OP WHEN 'DELETE' THEN OLD.promotion_id ELSE NEW.promotion_id END;
    ELSE
        judged := NEW.id;
    END IF;
    IF EXISTS (
        SELECT 1 FROM promotions_promotion p
        LEFT JOIN promotions_window w ON w.promotion_id = p.id AND w.kind = 'wishes'
        LEFT JOIN promotions_window c ON c.promotion_id = p.id AND c.kind = 'call_for_candidates'
        WHERE p.id = judged AND ((p.wish_mode = 'after') <> (w.id IS NOT NULL) OR w.opens_at < c.closes_at)
    ) THEN
        RAISE EXCEPTION 'Des vœux classés après la présélection ont leur appel, après celui des candidatures.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'promotions_wishes_dated';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER promotions_wishes_dated AFTER INSERT OR UPDATE OF wish_mode ON promotions_promotion
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION promotions_refuse_undated_wishes();
CREATE CONSTRAINT TRIGGER promotions_window_wishes_dated AFTER INSERT OR UPDATE OR DELETE ON promotions_window
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION promotions_refuse_undated_wishes();
"""
UNDATED = """
DROP TRIGGER promotions_window_wishes_dated ON promotions_window;
DROP TRIGGER promotions_wishes_dated ON promotions_promotion;
DROP FUNCTION promotions_refuse_undated_wishes();
"""
# One bound alone said nothing, and passed: a comparison with nothing is neither true nor false. Where the duration of
# the promotion can be the other bound, it becomes it, and what was typed is kept. A bound on its wrong side (a minimum
# above the duration, a maximum below), or that submitted files already break, cannot be completed so, and goes.
HALF = """
DO $$
DECLARE
    half record;
BEGIN
    FOR half IN
        SELECT id FROM promotions_promotion WHERE (months_min IS NULL) <> (months_max IS NULL)
        AND coalesce(months_min, 1) BETWEEN 1 AND months AND coalesce(months_max, months) >= months
    LOOP
        BEGIN
            UPDATE promotions_promotion
            SET months_min = coalesce(months_min, months), months_max = coalesce(months_max, months)
            WHERE id = half.id;
        EXCEPTION WHEN check_violation THEN
            NULL;
        END;
    END LOOP;
END $$;
UPDATE promotions_promotion SET months_min = NULL, months_max = NULL
WHERE months_min IS NULL OR months_max IS NULL;
"""


class Migration(migrations.Migration):
    dependencies = [("promotions", "0006_wish_mode")]
    operations = [
        migrations.AddConstraint(
            model_name="window",
            constraint=models.CheckConstraint(
                condition=models.Q(kind__in=["call_for_projects", "call_for_candidates", "wishes"]),
                name="promotions_window_kind",
                violation_error_message="Cette porte n’existe pas.",
            ),
        ),
        migrations.AddConstraint(
            model_name="criterion",
            constraint=models.CheckConstraint(
                condition=models.Q(stage__in=["challenge", "candidate"]),
                name="promotions_criterion_stage",
                violation_error_message="Un critère juge les défis, ou les candidats.",
            ),
        ),
        migrations.RemoveConstraint(model_name="promotion", name="promotions_promotion_durations"),
        migrations.RunSQL(HALF, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="promotion",
            constraint=models.CheckConstraint(
                condition=models.Q(("months_max", None), ("months_min", None))
                | models.Q(
                    ("months_max__gte", models.F("months")),
                    ("months_max__isnull", False),
                    ("months_min__gte", 1),
                    ("months_min__isnull", False),
                    ("months_min__lte", models.F("months")),
                ),
                name="promotions_promotion_durations",
                violation_error_message="Donnez les deux bornes de la durée par défi, avec la durée de la promotion "
                "entre elles ; ou aucune.",
            ),
        ),
        migrations.RunSQL(DATED, UNDATED),
    ]
