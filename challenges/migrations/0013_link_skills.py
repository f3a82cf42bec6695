"""The free text of positions becomes skills of the shared list, and the search reads them there."""

import re
import unicodedata
from importlib import import_module

from django.db import migrations
from django.db.models import Min

from challenges.skills.states import FIRST_SKILLS

LONGEST = 60
MANY = 12
NEEDED, WISHED = "Nécessaires : ", "Souhaitées : "
# A dash begins a line of a list; inside a line it belongs to what is said.
BETWEEN = re.compile(r"[,;\n•]|^[ \t]*[-–*]\s", re.MULTILINE)

UPKEEP = r"""
CREATE OR REPLACE FUNCTION challenges_refresh(wanted bigint) RETURNS void LANGUAGE sql AS $$
  UPDATE challenges_catalogueentry AS entry
  SET document =
        setweight(to_tsvector('simple', challenges_named(said.title)) || challenges_stems(said.title), 'A') ||
        setweight(to_tsvector('simple', challenges_plain(said.names)) || challenges_stems(said.names), 'B') ||
        setweight(challenges_stems(said.summary), 'C') ||
        setweight(challenges_stems(said.body), 'D')
  FROM (
    SELECT coalesce(nullif(challenge.public_title, ''), challenge.title) AS title,
           concat_ws(' ', host.name, challenge.town, sought.trades) AS names,
           challenge.summary,
           concat_ws(' ', challenge.sheet, sought.work) AS body
    FROM challenges_challenge AS challenge
    JOIN challenges_administration AS host ON host.id = challenge.administration_id
    CROSS JOIN LATERAL (
      SELECT string_agg(concat_ws(' ', family.name, trade.names), ' ') AS trades,
             string_agg(concat_ws(' ', position.mission, position.skills_note, asked.names), ' ') AS work
      FROM challenges_position AS position
      JOIN promotions_profilefamily AS family ON family.id = position.family_id
      CROSS JOIN LATERAL (
        SELECT string_agg(profile.name, ' ') AS names
        FROM challenges_position_profiles AS accepted
        JOIN promotions_profile AS profile ON profile.id = accepted.profile_id
        WHERE accepted.position_id = position.id
      ) AS trade
      CROSS JOIN LATERAL (
        SELECT string_agg(skill.name, ' ') AS names
        FROM challenges_positionskill AS link
        JOIN challenges_skill AS skill ON skill.id = link.skill_id
        WHERE link.position_id = position.id
      ) AS asked
      WHERE position.challenge_id = challenge.id
    ) AS sought
    WHERE challenge.id = wanted
  ) AS said
  WHERE entry.challenge_id = wanted
$$;

-- Once for all the rows of a statement: a position is written with several skills at a time.
CREATE FUNCTION challenges_skills_linked() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM challenges_refresh(challenge_id) FROM (
    SELECT DISTINCT challenge_id FROM challenges_position WHERE id IN (SELECT position_id FROM changed)
  ) AS touched;
  RETURN NULL;
END $$;
CREATE TRIGGER challenges_skills_added AFTER INSERT ON challenges_positionskill
REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION challenges_skills_linked();
CREATE TRIGGER challenges_skills_moved AFTER UPDATE ON challenges_positionskill
REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION challenges_skills_linked();
CREATE TRIGGER challenges_skills_removed AFTER DELETE ON challenges_positionskill
REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION challenges_skills_linked();

CREATE FUNCTION challenges_skill_renamed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM challenges_refresh(challenge_id) FROM (
    SELECT DISTINCT position.challenge_id FROM challenges_positionskill AS link
    JOIN challenges_position AS position ON position.id = link.position_id WHERE link.skill_id = NEW.id
  ) AS touched;
  RETURN NULL;
END $$;
CREATE TRIGGER challenges_skill_renamed AFTER UPDATE OF name ON challenges_skill
FOR EACH ROW WHEN (OLD.name IS DISTINCT FROM NEW.name) EXECUTE FUNCTION challenges_skill_renamed();
"""

# What the search read before: the first statement of the migration that began it.
FORMER = import_module("challenges.migrations.0007_catalogue_entries").UPKEEP.partition("\n\n--")[0]
FORGET = f"""
{FORMER.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")}
DROP TRIGGER challenges_skill_renamed ON challenges_skill;
DROP TRIGGER challenges_skills_removed ON challenges_positionskill;
DROP TRIGGER challenges_skills_moved ON challenges_positionskill;
DROP TRIGGER challenges_skills_added ON challenges_positionskill;
DROP FUNCTION challenges_skill_renamed, challenges_skills_linked;
"""


def key_of(name: str) -> str:
    bare = "".join(char for char in unicodedata.normalize("NFD", name) if not unicodedata.combining(char))
    return bare.casefold().replace("œ", "oe").replace("æ", "ae").strip()


def pieces(text: str) -> tuple[list[str], str]:
    """The skills that a free text lists, and the text itself where it says more than a list does."""
    names = [" ".join(one.replace("'", "’").split()).rstrip(" .,;") for one in BETWEEN.split(text)]
    names = [name for name in names if any(char.isalnum() for char in name)]
    prose = len(names) > MANY or any(len(name) > LONGEST or ". " in name or _torn(name) for name in names)
    return ([], text.strip()) if prose else (names, "")


def _torn(name: str) -> bool:
    """Whether a comma between parentheses was taken for the end of a name."""
    return name.count("(") != name.count(")")


def texts(note: str) -> tuple[str, str]:
    """What a note says of the skills needed and of those wished for: back from its two beginnings."""
    needed, _, wished = f"\n{note}".partition(f"\n{WISHED}")
    return needed.strip().removeprefix(NEEDED), wished


def link(apps, schema_editor):
    positions, skills = apps.get_model("challenges", "Position"), apps.get_model("challenges", "Skill")
    links, challenges = apps.get_model("challenges", "PositionSkill"), apps.get_model("challenges", "Challenge")
    written = positions.objects.exclude(skills_required="", skills_wished="")
    if not written.exists():
        return
    since = challenges.objects.aggregate(since=Min("created_at"))["since"]
    for domain, names in FIRST_SKILLS.items():
        rows = [skills(name=one, key=key_of(one), domain=domain, status="listed", added_at=since) for one in names]
        skills.objects.bulk_create(rows, ignore_conflicts=True)
    for position in written:
        notes, asked = [], {}
        for required, title, text in (
            (True, NEEDED, position.skills_required),
            (False, WISHED, position.skills_wished),
        ):
            names, rest = pieces(text)
            notes += [f"{title}{rest}"] if rest else []
            for name in names:
                skill, _ = skills.objects.get_or_create(key=key_of(name), defaults={"name": name, "added_at": since})
                asked.setdefault(skill.pk, required)
        links.objects.bulk_create(links(position=position, skill_id=pk, required=need) for pk, need in asked.items())
        if notes:
            positions.objects.filter(pk=position.pk).update(skills_note="\n".join(notes))


def unlink(apps, schema_editor):
    positions, links = apps.get_model("challenges", "Position"), apps.get_model("challenges", "PositionSkill")
    for position in positions.objects.all():
        rows = list(links.objects.filter(position=position).order_by("pk").values_list("required", "skill__name"))
        needed, wished = (
            "\n".join([name for required, name in rows if required == need] + [rest] * bool(rest))
            for need, rest in zip((True, False), texts(position.skills_note), strict=True)
        )
        positions.objects.filter(pk=position.pk).update(skills_required=needed, skills_wished=wished)


class Migration(migrations.Migration):
    dependencies = [("challenges", "0012_skills")]

    operations = [
        migrations.RunSQL(UPKEEP, FORGET),
        migrations.RunPython(link, unlink),
        migrations.RunSQL("SELECT challenges_refresh(id) FROM challenges_challenge", migrations.RunSQL.noop),
    ]
