"""The forms of a promotion: the usual ones, those that a new promotion copies, and their effect on missions."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from eig.accounts.models import User
from eig.common import clock
from eig.common.vocabulary import SiteText
from eig.journal.steps import record
from eig.promotions.models.programmes import Promotion
from eig.promotions.workflow.cloning import copied_questionnaire
from mentoring.checkins.models.forms import Form
from mentoring.checkins.states import Audience
from mentoring.missions.models.missions import Mission
from mentoring.missions.workflow.expectations import expect

USUAL = ((Audience.MENTOR, SiteText("point d’étape du {mentor}")), (Audience.EIG, SiteText("point d’étape {fellow}")))


def give_usual_forms(promotions: Iterable[Promotion]) -> None:
    """Ask the mentors together, and each fellow alone, every month: for promotions that ask nothing yet."""
    known = set(Form.objects.filter(promotion__in=promotions).values_list("promotion", flat=True))
    rows = [
        Form(promotion=promotion, audience=audience, name=promotion.said(name))
        for promotion in promotions
        if promotion.pk not in known
        for audience, name in USUAL
    ]
    Form.objects.bulk_create(rows, ignore_conflicts=True)


@transaction.atomic
def apply_form(form: Form, *, by: User, at: datetime) -> None:
    """Expect a new or changed form of the missions under way, and of those to come."""
    running = Mission.objects.filter(challenge__promotion=form.promotion_id, ends_on__gte=clock.today(at))
    expect(running.select_related("challenge__promotion"), at=at)
    record(form, "apply_form", "Formulaire appliqué aux missions", by=by, at=at)


def copy_forms(promotion: Promotion, clone: Promotion) -> None:
    """Give a new promotion the forms of the one that it is copied from, each with a questionnaire of its own."""
    for form in promotion.forms.select_related("questionnaire").order_by("pk"):
        form.pk, form.promotion = None, clone
        form._state.adding = True
        form.questionnaire = copied_questionnaire(form.questionnaire, promotion.name, clone.name)
        form.save()
