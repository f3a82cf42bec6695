"""Sections made of rows: profiles, host team, data, mentors and contacts; rows come and go without scripts."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse

from challenges.proposal.forms.means import (
    DatasetFormSet,
    DatasetRows,
    HostTeamFormSet,
    RowFormSet,
    datasets_of,
    host_team_of,
    rearranged,
)
from challenges.proposal.forms.people import BasePeopleFormSet, PeopleFormSet, people_of
from challenges.proposal.forms.positions import BasePositionFormSet, PositionFormSet, positions_of
from challenges.proposal.rules.drafting import Section
from challenges.proposal.views.sections import SectionView
from challenges.proposal.workflow import drafting
from challenges.skills.forms import offered_skills
from eig.common.keeping.answers import Told, in_rows
from eig.common.keeping.merging import Merge
from eig.common.keeping.views import TAKE


class BlocksView(SectionView):
    """A section made of several blocks, each a small form."""

    def named(self, block: Any, values: Mapping[str, Any]) -> tuple[str, str]:
        """The key that tells a row when others move, and its label: by default, both are the name that was typed."""
        name = values.get("name") or ""
        return name, name

    def told(self, form: Any) -> Told:
        return in_rows(form, self.named)


class RowsView(BlocksView):
    """Blocks that buttons add, take away and move up, keeping all that is typed."""

    moves: ClassVar[tuple[str, ...]] = ("add", "remove", "up", TAKE)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        act = next((move for move in self.moves if move in request.POST), "")
        if not act:
            return super().post(request, *args, **kwargs)
        return self.page(self.blocks(initial=rearranged(self.typed().typed(), act, request.POST[act])))

    def blocks(self, *args: Any, **kwargs: Any) -> Any:
        """The set of blocks of this section."""
        raise NotImplementedError

    def typed(self) -> Any:
        return self.blocks(self.request.POST)


class PositionsView(RowsView):
    """Profiles sought."""

    template_name = "challenges/positions.html"
    section = Section.POSITIONS
    moves = ("add", "remove", TAKE)

    def blocks(self, *args: Any, **kwargs: Any) -> BasePositionFormSet:
        return PositionFormSet(*args, promotion=self.challenge.promotion, **kwargs)

    def stored(self) -> BasePositionFormSet:
        return self.blocks(initial=positions_of(self.challenge))

    def named(self, block: Any, values: Mapping[str, Any]) -> tuple[str, str]:
        family = values.get("family")
        return (str(family.pk), f"Poste {family}") if family else ("", "")

    def get_context_data(self, **kwargs: Any) -> dict:
        return super().get_context_data(skills=offered_skills(), **kwargs)

    def save(self, merge: Merge) -> None:
        drafting.save_positions(self.challenge, [row.values for row in merge.rows.values()], **self.verb_context)


class HostTeamView(RowsView):
    """Colleagues who will work with the team."""

    template_name = "challenges/host_team.html"
    section = Section.HOST_TEAM

    def blocks(self, *args: Any, **kwargs: Any) -> RowFormSet:
        return HostTeamFormSet(*args, **kwargs)

    def stored(self) -> RowFormSet:
        return self.blocks(initial=host_team_of(self.challenge))

    def save(self, merge: Merge) -> None:
        drafting.save_host_team(self.challenge, [row.values for row in merge.rows.values()], **self.verb_context)


class DatasetsView(RowsView):
    """Data that the team needs."""

    template_name = "challenges/datasets.html"
    section = Section.DATASETS

    def blocks(self, *args: Any, **kwargs: Any) -> DatasetRows:
        return DatasetFormSet(*args, **kwargs)

    def stored(self) -> DatasetRows:
        return self.blocks(initial=datasets_of(self.challenge))

    def save(self, merge: Merge) -> None:
        drafting.save_datasets(self.challenge, [row.values for row in merge.rows.values()], **self.verb_context)


class PeopleView(BlocksView):
    """Mentors and contacts."""

    template_name = "challenges/people.html"
    section = Section.PEOPLE

    def stored(self) -> BasePeopleFormSet:
        return PeopleFormSet(initial=people_of(self.challenge))

    def typed(self) -> BasePeopleFormSet:
        return PeopleFormSet(self.request.POST)

    def named(self, block: Any, values: Mapping[str, Any]) -> tuple[str, str]:
        return block.role.kind, block.role.title

    def save(self, merge: Merge) -> None:
        rows = [{**row.values, "kind": kind_of(name)} for name, row in merge.rows.items()]
        drafting.save_people(self.challenge, rows, **self.verb_context)


def kind_of(name: str) -> str:
    """The kind of a place: a second mentor is known as « operational_mentor (2) »."""
    return name.partition(" ")[0]
