"""What the narrative of a file says, part by part."""

from challenges.proposal.models.challenges import Challenge
from challenges.proposal.rules.drafting import parts


def story(challenge: Challenge) -> list[tuple[str, list[tuple[str, str]]]]:
    """The narrative as its readers see it: headings, each with its questions and answers."""
    answers = {one.question_id: one.text for one in challenge.narrative.answers.all()} if challenge.narrative else {}
    return [
        (part.title, [(question.label, answers.get(question.pk, "")) for question in part.questions])
        for part in parts(challenge.promotion)
    ]
