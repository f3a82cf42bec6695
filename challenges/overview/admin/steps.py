"""The steps of the diagram that the coordination takes, each with what it says before and after."""

from challenges.catalogue import rules as catalogue_rules
from challenges.catalogue.forms import PublishForm
from challenges.catalogue.workflow import framing as framing_workflow
from challenges.proposal.rules.drafting import can_withdraw
from challenges.proposal.workflow import reopening, submission
from challenges.review.forms.instruction import CorrectionForm, ReopenForm, SetAsideForm
from challenges.review.rules import instruction as instruction_rules
from challenges.review.workflow import instruction
from challenges.selection import rules as selection_rules
from challenges.selection import workflow as selection
from eig.common.admin import AdminStep
from eig.common.vocabulary import SiteText

STEPS = (
    AdminStep(
        "preselect",
        instruction.preselect,
        instruction_rules.can_instruct,
        explanation="« {} » est gardé pour le choix, après une audition si la promotion en prévoit. "
        "Ses auteurs reçoivent aussitôt un courrier.",
        done="« {} » est présélectionné. Un courrier part à ses auteurs.",
    ),
    AdminStep(
        "request_changes",
        instruction.request_changes,
        instruction_rules.can_instruct,
        form=CorrectionForm,
        explanation="Le dossier « {} » est rouvert à ses auteurs jusqu’à la date que vous donnez.",
        done="La correction de « {} » est demandée. Un courrier part à ses auteurs.",
    ),
    AdminStep(
        "reopen",
        reopening.reopen,
        instruction_rules.can_reopen,
        form=ReopenForm,
        explanation="« {} » se rouvre à ses auteurs, et à eux seuls, jusqu’à l’instant que vous donnez. S’il était "
        "déposé, il redevient un brouillon : ses auteurs devront le déposer de nouveau, sous le même numéro.",
        done="« {} » est rouvert. Un courrier part à ses auteurs.",
    ),
    AdminStep(
        "set_aside",
        instruction.set_aside,
        instruction_rules.can_instruct,
        form=SetAsideForm,
        explanation="« {} » ne sera pas entendu par un jury. Ses auteurs reçoivent aussitôt un courrier avec le motif.",
        done="« {} » est écarté. Un courrier part à ses auteurs.",
        danger=True,
    ),
    AdminStep(
        "bring_back",
        instruction.bring_back,
        instruction_rules.can_instruct,
        explanation="L’instruction de « {} » reprend. Un courrier dit à ses auteurs que le précédent ne vaut plus.",
        done="« {} » est de nouveau à l’étude. Un courrier part à ses auteurs.",
    ),
    AdminStep(
        "enter_selected",
        selection.enter_selected,
        selection_rules.can_enter_selected,
        explanation=SiteText(
            "« {} » est inscrit parmi les {challenges} retenus sans passer devant un jury. Aucun courrier ne part."
        ),
        done="« {} » est inscrit comme retenu.",
    ),
    AdminStep(
        "publish",
        framing_workflow.publish,
        catalogue_rules.can_publish,
        form=PublishForm,
        explanation="« {} » sera visible de tous. Ses auteurs reçoivent un courrier avec l’adresse de la fiche.",
        done="« {} » est au catalogue. Un courrier part à ses auteurs.",
    ),
    AdminStep(
        "withdraw",
        submission.withdraw,
        can_withdraw,
        explanation="« {} » sort de la promotion. Un retrait ne se défait pas. Ses auteurs reçoivent un courrier.",
        done="« {} » est retiré. Un courrier part à ses auteurs.",
        danger=True,
    ),
)
