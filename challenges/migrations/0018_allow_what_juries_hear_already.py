"""Juries composed before the limit hear what they hear: the limit of their promotion starts there."""

from django.db import migrations

ALLOW = """
UPDATE promotions_promotion SET challenges_per_jury = busiest.most
FROM (
    SELECT promotion_id, max(heard) AS most FROM (
        SELECT juries_jury.promotion_id, count(*) AS heard
        FROM juries_jury
        JOIN juries_hearing ON juries_hearing.jury_id = juries_jury.id
        JOIN challenges_challenge ON challenges_challenge.hearing_id = juries_hearing.id
        WHERE juries_jury.stage = 'challenge' AND challenges_challenge.status <> 'withdrawn'
        GROUP BY juries_jury.id
    ) AS loads GROUP BY promotion_id
) AS busiest
WHERE busiest.promotion_id = promotions_promotion.id AND busiest.most > challenges_per_jury
"""


class Migration(migrations.Migration):
    dependencies = [
        ("challenges", "0017_keep_commitments_made"),
        ("promotions", "0004_limit_what_juries_hear"),
        ("juries", "0005_nobody_in_two_places"),
    ]
    operations = [migrations.RunSQL(ALLOW, migrations.RunSQL.noop)]
