"""Sections made of rows: profiles, host team, data, mentors and contacts; rows come and go without scripts."""

from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse

from challenges.proposal.forms.base import texts
from challenges.proposal.forms.means import DatasetFormSet, HostTeamFormSet, datasets_of, host_team_of, rearranged
from challenges.proposal.forms.people import PeopleFormSet, people_of
from challenges.proposal.forms.positions import PositionFormSet, positions_of
from challenges.proposal.rules.drafting import Section
from challenges.proposal.views.sections import SectionView
from challenges.proposal.workflow import drafting
from challenges.skills.forms import offered_skills


class BlocksView(SectionView):
    """A section made of several blocks, each a small form."""

    def labelled(self, form: Any) -> dict[str, str]:
        return {
            f"{self.block_name(block, number)} – {label}": text
            for number, block in enumerate(form.forms, start=1)
            if not block.is_bound or block.cleaned_data
            for label, text in texts(block).items()
        }


class RowsView(BlocksView):
    """Blocks that buttons add, take away and move up, keeping all that is typed."""

    moves: ClassVar[tuple[str, ...]] = ("add", "remove", "up")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        act = next((one for one in self.moves if one in request.POST), "")
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
    moves = ("add", "remove")

    def blocks(self, *args: Any, **kwargs: Any) -> PositionFormSet:
        return PositionFormSet(*args, promotion=self.challenge.promotion, **kwargs)

    def stored(self) -> PositionFormSet:
        return self.blocks(initial=positions_of(self.challenge))

    def block_name(self, block: Any, number: int) -> str:
        return f"Poste {number}"

    def get_context_data(self, **kwargs: Any) -> dict:
        return super().get_context_data(skills=offered_skills(), **kwargs)

    def save(self, form: PositionFormSet) -> None:
        drafting.save_positions(self.challenge, form.rows(), version=self.version(), **self.verb_context)


class HostTeamView(RowsView):
    """Colleagues who will work with the team."""

    template_name = "challenges/host_team.html"
    section = Section.HOST_TEAM

    def blocks(self, *args: Any, **kwargs: Any) -> HostTeamFormSet:
        return HostTeamFormSet(*args, **kwargs)

    def stored(self) -> HostTeamFormSet:
        return self.blocks(initial=host_team_of(self.challenge))

    def block_name(self, block: Any, number: int) -> str:
        return f"Personne {number}"

    def save(self, form: HostTeamFormSet) -> None:
        drafting.save_host_team(self.challenge, form.rows(), version=self.version(), **self.verb_context)


class DatasetsView(RowsView):
    """Data that the team needs."""

    template_name = "challenges/datasets.html"
    section = Section.DATASETS

    def blocks(self, *args: Any, **kwargs: Any) -> DatasetFormSet:
        return DatasetFormSet(*args, **kwargs)

    def stored(self) -> DatasetFormSet:
        return self.blocks(initial=datasets_of(self.challenge))

    def block_name(self, block: Any, number: int) -> str:
        return f"Jeu de données {number}"

    def save(self, form: DatasetFormSet) -> None:
        drafting.save_datasets(self.challenge, form.rows(), version=self.version(), **self.verb_context)


class PeopleView(BlocksView):
    """Mentors and contacts."""

    template_name = "challenges/people.html"
    section = Section.PEOPLE

    def stored(self) -> PeopleFormSet:
        return PeopleFormSet(initial=people_of(self.challenge))

    def typed(self) -> PeopleFormSet:
        return PeopleFormSet(self.request.POST)

    def block_name(self, block: Any, number: int) -> str:
        return block.role.title

    def save(self, form: PeopleFormSet) -> None:
        drafting.save_people(self.challenge, form.rows(), version=self.version(), **self.verb_context)
