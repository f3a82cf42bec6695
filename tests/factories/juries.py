"""Juries, hearings and sheets."""

from datetime import datetime

import factory
from factory.django import DjangoModelFactory

from eig.common.clock import PARIS
from eig.juries.models.hearings import Hearing, Mark, Sheet
from eig.juries.models.juries import Jury, JurySeat
from eig.juries.states import SeatStatus
from eig.promotions.states import Stage

MARCH_24 = datetime(2020, 3, 24, 10, 30, tzinfo=PARIS)


class JuryFactory(DjangoModelFactory):
    """A jury of challenges on the morning of 24 March 2020; trait ``candidates`` for one of candidates."""

    class Meta:
        model = Jury

    promotion = factory.SubFactory("tests.factories.promotions.PromotionFactory")
    stage = Stage.CHALLENGE
    name = factory.Sequence(lambda n: f"Jury {n + 1}")
    meets_at = MARCH_24
    place = "Salle 2104, 20 avenue de Ségur, Paris"

    class Params:
        candidates = factory.Trait(stage=Stage.CANDIDATE, meets_at=datetime(2020, 6, 30, 9, tzinfo=PARIS))


class JurySeatFactory(DjangoModelFactory):
    """A juror who accepted and signed the charter; traits ``invited`` and ``unsigned``."""

    class Meta:
        model = JurySeat

    jury = factory.SubFactory(JuryFactory)
    user = factory.SubFactory("tests.factories.accounts.UserFactory")
    status = SeatStatus.ACCEPTED
    seated_at = datetime(2020, 3, 16, 9, tzinfo=PARIS)
    answered_at = datetime(2020, 3, 16, 18, tzinfo=PARIS)
    charter_signed_at = datetime(2020, 3, 16, 18, tzinfo=PARIS)

    class Params:
        unsigned = factory.Trait(charter_signed_at=None)
        invited = factory.Trait(status=SeatStatus.INVITED, answered_at=None, charter_signed_at=None)


class HearingFactory(DjangoModelFactory):
    class Meta:
        model = Hearing

    jury = factory.SubFactory(JuryFactory)
    starts_at = factory.SelfAttribute("jury.meets_at")


class SheetFactory(DjangoModelFactory):
    """A juror's own sheet; trait ``common`` for the jury's one, favourable."""

    class Meta:
        model = Sheet

    hearing = factory.SubFactory(HearingFactory)
    juror = factory.SubFactory("tests.factories.accounts.UserFactory")
    entered_by = factory.LazyAttribute(lambda sheet: sheet.juror)
    entered_at = MARCH_24

    class Params:
        common = factory.Trait(
            juror=None,
            entered_by=factory.SubFactory("tests.factories.accounts.UserFactory"),
            favourable=True,
        )


class MarkFactory(DjangoModelFactory):
    class Meta:
        model = Mark

    sheet = factory.SubFactory(SheetFactory)
    criterion = factory.SubFactory(
        "tests.factories.promotions.CriterionFactory", promotion=factory.SelfAttribute("..sheet.hearing.jury.promotion")
    )
    value = 3
