"""The presentation of a challenge, to whoever reads its file and to the jurors who hear it."""

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from challenges.hearings.models.heard import decks_readable_by
from eig.accounts.requests import AuthenticatedRequest
from eig.files.views import serve


@require_GET
def deck_download(request: AuthenticatedRequest, pk: int) -> FileResponse:
    """The presentation, for those who may read it."""
    challenge = get_object_or_404(decks_readable_by(request.user), pk=pk)
    if challenge.deck is None:
        raise Http404
    return serve(challenge.deck)
