"""Forms of the council."""

from stoep.council.forms.asking import AnswerAppealForm as AnswerAppealForm
from stoep.council.forms.asking import AskForm as AskForm
from stoep.council.forms.asking import CardForm as CardForm
from stoep.council.forms.asking import OverrideForm as OverrideForm
from stoep.council.forms.asking import PaperFields as PaperFields
from stoep.council.forms.asking import PaperForm as PaperForm
from stoep.council.forms.asking import PublishForm as PublishForm
from stoep.council.forms.asking import ReplyForm as ReplyForm
from stoep.council.forms.asking import WordsForm as WordsForm
from stoep.council.forms.policy import LinkForm as LinkForm
from stoep.council.forms.policy import LoadForm as LoadForm
from stoep.council.forms.policy import PolicyForm as PolicyForm
from stoep.council.forms.policy import SayForm as SayForm
from stoep.council.forms.policy import TermForm as TermForm
