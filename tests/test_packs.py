"""The built-in packs keep their word: every rule changes each of its hits and none of its misses."""

from functools import cache

import pytest

from newsclean import Cleaner, standard
from newsclean.rules.catalog import built_in
from newsclean.rules.detect import COMMON, known_sites

RULES = [(pack.ident, rule) for pack in built_in(standard().names) for rule in pack.rules]


@cache
def cleaner_for(pack):
    return Cleaner(site="none" if pack == COMMON else pack)


def acts(pack, rule, example):
    """Whether `rule` changes `example`: the journal names it, or what it only notes is in the metadata."""
    cleaned = cleaner_for(pack).clean(example)
    noted = rule.note is not None and any(name in cleaned.metadata for name in rule.note.groupindex)
    return noted or any(change.by == rule.ident for change in cleaned.journal)


def examples(kind):
    return [
        pytest.param(pack, rule, example, id=f"{rule.ident}-{number}")
        for pack, rule in RULES
        for number, example in enumerate(getattr(rule, kind), 1)
    ]


@pytest.mark.parametrize(("pack", "rule", "example"), examples("hits"))
def test_a_rule_changes_its_hits(pack, rule, example):
    assert acts(pack, rule, example)


@pytest.mark.parametrize(("pack", "rule", "example"), examples("misses"))
def test_a_rule_leaves_its_misses(pack, rule, example):
    assert not acts(pack, rule, example)


def test_the_common_pack_comes_first_and_names_no_site():
    packs = built_in()
    assert packs[0].ident == COMMON
    assert not packs[0].hosts
    assert not packs[0].fingerprints
    assert known_sites(packs) == tuple(pack.ident for pack in packs[1:])


@pytest.mark.parametrize("pack", [pack for pack in built_in() if pack.ident != COMMON], ids=lambda pack: pack.ident)
def test_a_site_is_known_by_its_hosts_and_their_subdomains(pack):
    cleaner = Cleaner()
    for host in pack.hosts:
        assert cleaner.clean("<p>正文。</p>", url=f"https://{host}/a").site == pack.ident
        assert cleaner.clean("<p>正文。</p>", url=f"https://www.{host}/a").site == pack.ident
        assert cleaner.clean("<p>正文。</p>", url=f"https://not{host}/a").site is None
