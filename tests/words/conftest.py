"""These tests are of a site whose settings chose its words: `./test` runs them apart, with the variables below."""

from eig.commands.suite import OTHER_WORDS
from eig.common.vocabulary import SITE

collect_ignore_glob = [] if SITE.challenge == OTHER_WORDS["WORD_CHALLENGE"] else ["test_*.py"]
