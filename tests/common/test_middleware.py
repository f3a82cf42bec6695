"""A request that stops on its way is a mistaken request, not a fault of ours."""

from django.http import UnreadablePostError
from django.test import RequestFactory

from eig.common.middleware import CleanMiddleware


def test_an_upload_that_is_cut_is_answered_400(db, monkeypatch):
    request = RequestFactory().post("/porteur/defis/1/presentation/", {"text": "Un"})

    def cut(*given):
        raise UnreadablePostError("the connection was cut")

    monkeypatch.setattr(request, "_load_post_and_files", cut)
    answer = CleanMiddleware(lambda _: None).process_view(request, None, (), {})
    assert answer.status_code == 400
