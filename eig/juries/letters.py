"""What jurors are told."""

from collections.abc import Mapping
from datetime import datetime

from django.urls import reverse

from eig.accounts.models import User, coordination
from eig.common.dates import clock_time
from eig.juries.models import Jury, JurySeat
from eig.notifications.letters import Draft, Letter, absolute, letter

WHY = "vous êtes invité à siéger dans un jury du programme"
EXAMPLE = {
    "prenom": "Camille",
    "jury": "Jury 3",
    "promotion": "EIG 4",
    "quand": "mardi 24 mars 2020, matin, à partir de 10 h 30",
    "lieu": "20 avenue de Ségur, Paris",
}
SEATED = letter(
    "juries/seated",
    "Nomination d’un juré",
    "vous avez accepté de siéger dans un jury du programme",
    **EXAMPLE,
    role="En tant que rapporteur, vous saisirez la fiche commune du jury après chaque délibération.",
    lien="https://eig.example/jury/",
)
INVITED = letter(
    "juries/invited",
    "Invitation d’un juré",
    WHY,
    **EXAMPLE,
    role="En tant que rapporteur, vous saisirez la fiche commune du jury après chaque délibération.",
    demijournees="- mardi 24 mars 2020, matin\n- mercredi 25 mars 2020, après-midi",
    lien="https://eig.example/jury/invitations/12/",
)
ACCEPTED = letter(
    "juries/accepted",
    "Réponse d’un juré : oui",
    WHY,
    **EXAMPLE,
    demijournees="- mardi 24 mars 2020, matin",
    lien="https://eig.example/jury/invitations/12/charte/",
)
DECLINED = letter(
    "juries/declined", "Réponse d’un juré : non", WHY, **EXAMPLE, lien="https://eig.example/jury/invitations/12/"
)
MEMBERSHIP = "vous siégez dans un jury du programme"
SHEETS_EXAMPLE = {
    "jury": "Jury 3",
    "promotion": "EIG 4",
    "quand": "mardi 24 mars 2020, matin",
    "lien": "https://eig.example/jury/",
}
HANDED_IN = letter(
    "juries/handed_in",
    "Grille finale remise (à la coordination)",
    "vous faites partie de la coordination du programme",
    **{**SHEETS_EXAMPLE, "lien": "https://eig.example/admin/juries/jury/3/change/"},
    rapporteur="Camille Lenoir",
)
LOCKED = letter("juries/locked", "Fiches du jury verrouillées", MEMBERSHIP, prenom="Camille", **SHEETS_EXAMPLE)
REOPENED = letter(
    "juries/reopened",
    "Fiches du jury rouvertes",
    MEMBERSHIP,
    prenom="Camille",
    motif="Le rang du deuxième défi a été oublié.",
    **SHEETS_EXAMPLE,
)
MEMBER = "Le rapporteur du jury saisira la fiche commune après chaque délibération."
RAPPORTEUR = "En tant que rapporteur, vous saisirez la fiche commune du jury après chaque délibération."


def seated(seat: JurySeat) -> list[Draft]:
    """To the juror: when, where, and the files to read. Once as a member, once as the rapporteur."""
    more = {"role": _role(seat), "lien": absolute(reverse("juries:desk"))}
    return [_to(SEATED, seat, f"juries.seated:{seat.jury_id}:{_part(seat)}", more)]


def invited(seat: JurySeat) -> list[Draft]:
    """What is asked, when, and the page where one answers. A new invitation is a new letter."""
    offered = Jury.objects.half_days(seat.jury.promotion, seat.jury.stage)
    more = {
        "role": _role(seat),
        "demijournees": "\n".join(f"- {one}" for one in offered),
        "lien": absolute(reverse("juries:invitation", args=[seat.pk])),
    }
    key = f"juries.invited:{seat.jury_id}:{_part(seat)}:{seat.seated_at:%Y-%m-%dT%H:%M:%S}"
    return [_to(INVITED, seat, key, more)]


def accepted(seat: JurySeat) -> list[Draft]:
    """Thanks, and the charter to sign."""
    more = {
        "demijournees": "\n".join(f"- {one}" for one in seat.possible),
        "lien": absolute(reverse("juries:charter", args=[seat.pk])),
    }
    return [_to(ACCEPTED, seat, _answer(seat, "accepted"), more)]


def declined(seat: JurySeat) -> list[Draft]:
    """The answer is noted, and can still change."""
    more = {"lien": absolute(reverse("juries:invitation", args=[seat.pk]))}
    return [_to(DECLINED, seat, _answer(seat, "declined"), more)]


def _to(model: Letter, seat: JurySeat, key: str, more: Mapping[str, str]) -> Draft:
    jury = seat.jury
    context = {
        "prenom": seat.user.first_name or str(seat.user),
        "jury": jury.name,
        "promotion": jury.promotion.name,
        "quand": f"{jury.half_day}, à partir de {clock_time(jury.meets_at)} (heure de Paris)",
        "lieu": jury.place or "le lieu vous sera précisé par la coordination",
        **more,
    }
    return Draft(model, key, seat.user, context, scope=jury.promotion.scope)


def _answer(seat: JurySeat, word: str) -> str:
    return f"juries.{word}:{seat.pk}:{seat.answered_at:%Y-%m-%dT%H:%M:%S}"


def _part(seat: JurySeat) -> str:
    return "rapporteur" if seat.rapporteur else "member"


def _role(seat: JurySeat) -> str:
    return RAPPORTEUR if seat.rapporteur else MEMBER


def handed_in(jury: Jury, by: User, at: datetime) -> list[Draft]:
    """To the coordination: the grid is in, the sheets are closed."""
    link = absolute(reverse("admin:juries_jury_change", args=[jury.pk]))
    facts = {**_facts(jury), "rapporteur": str(by), "lien": link}
    key = _key(HANDED_IN, jury, at)
    return [Draft(HANDED_IN, key, user, facts, scope=jury.promotion.scope) for user in coordination()]


def locked(jury: Jury, at: datetime) -> list[Draft]:
    """To every member of the jury: the sheets do not change any more."""
    return _to_members(LOCKED, jury, at)


def reopened(jury: Jury, reason: str, at: datetime) -> list[Draft]:
    """To every member of the jury: the sheets may change again, and why."""
    return _to_members(REOPENED, jury, at, motif=reason)


def _to_members(kind: Letter, jury: Jury, at: datetime, **more: str) -> list[Draft]:
    facts = {**_facts(jury), "lien": absolute(reverse("juries:desk")), **more}
    key = _key(kind, jury, at)
    return [
        Draft(
            kind,
            key,
            seat.user,
            {**facts, "prenom": seat.user.first_name or str(seat.user)},
            scope=jury.promotion.scope,
        )
        for seat in JurySeat.objects.accepted().filter(jury=jury).select_related("user")
    ]


def _facts(jury: Jury) -> dict[str, str]:
    return {"jury": jury.name, "promotion": jury.promotion.name, "quand": jury.half_day}


def _key(kind: Letter, jury: Jury, at: datetime) -> str:
    return f"{kind.key}:{jury.pk}:{at:%Y-%m-%dT%H:%M:%S}"
