"""Forms of a file that is saved at any moment."""

from typing import Any

from eig.common.forms import EigForm


class DraftForm(EigForm):
    """A form that can be saved incomplete: fields in ``optional``, not needed to submit either, say « facultatif »."""

    mark_optional = False
    optional: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.optional:
            self.fields[name].label = f"{self.fields[name].label} (facultatif)"
