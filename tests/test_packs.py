"""The built-in packs keep their word: every rule changes each of its hits and none of its misses."""

from importlib.resources import files

import pytest

from newsclean import Cleaner, standard
from newsclean.proof import cleaner_for, rule_trials
from newsclean.rules.catalog import built_in
from newsclean.rules.detect import known_sites
from newsclean.rules.load import parse_pack
from newsclean.rules.model import COMMON

CLEANERS = {pack.ident: cleaner_for(pack) for pack in built_in(standard().names)}
RULES = [pytest.param(pack.ident, rule, id=rule.ident) for pack in built_in(standard().names) for rule in pack.rules]


@pytest.mark.parametrize(("pack", "rule"), RULES)
def test_a_rule_changes_its_hits_and_none_of_its_misses(pack, rule):
    trials = list(rule_trials(rule, CLEANERS[pack]))
    assert [trial.kind for trial in trials] == ["hit"] * len(rule.hits) + ["miss"] * len(rule.misses)
    assert [(trial.kind, trial.number, trial.complaint, trial.html) for trial in trials if trial.complaint] == []


def test_the_common_pack_comes_first_and_names_no_site():
    packs = built_in()
    assert packs[0].ident == COMMON
    assert not packs[0].hosts
    assert not packs[0].fingerprints
    assert known_sites(packs) == tuple(pack.ident for pack in packs[1:])


@pytest.mark.parametrize("pack", built_in(standard().names), ids=lambda pack: pack.ident)
def test_a_built_in_pack_passes_the_checks_that_loading_it_leaves_out(pack):
    source = files("newsclean.packs").joinpath(f"{pack.ident}.toml").read_text("utf-8")
    assert parse_pack(source, ident=pack.ident, path=pack.path, passes=standard().names) == pack


@pytest.mark.parametrize("pack", [pack for pack in built_in() if pack.ident != COMMON], ids=lambda pack: pack.ident)
def test_a_site_is_known_by_its_hosts_and_their_subdomains(pack):
    cleaner = Cleaner()
    for host in pack.hosts:
        assert cleaner.clean("<p>正文。</p>", url=f"https://{host}/a").site == pack.ident
        assert cleaner.clean("<p>正文。</p>", url=f"https://www.{host}/a").site == pack.ident
        assert cleaner.clean("<p>正文。</p>", url=f"https://not{host}/a").site is None
