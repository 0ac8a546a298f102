"""Marks: classes, ids and comments of a page that other families of sites are unlikely to have."""

import re
from collections.abc import Collection, Iterable, Iterator
from typing import Final

from lxml import etree

from newsclean.dom import Element
from newsclean.rules.model import Pack
from newsclean.scaffold.names import stable_names, words_in

MOST: Final = 6
"""Marks of a kind that are proposed at most."""

_GENERIC: Final = frozenset(
    "a about action actions active ad ads after align all app area arrow art article aside asset author back background"
    " banner bar before black block blog blue body bold border bottom box breadcrumb btn button byline caption card cat"
    " category center clear clearfix close col column comment comments con cont container content control copy copyright"
    " count cover css current data date default desc description detail details disabled div dot down drop dropdown edit"
    " editor email embed end entry even excerpt fa facebook featured feed field figure first fix fixed flex fluid font foot"
    " footer form format full gallery gray green grid group has head header heading hero hidden hide home hot html icon"
    " icons id image images img index info inline inner input is item items js key keyword keywords label large last layout"
    " lazy lead left like line link linkedin links list load logo main mask media menu meta mid middle mini mobile modal"
    " module more name nav navbar navigation new news next no none num odd off on open option outer overlay page pager"
    " pagination panel par part photo pic picture pinterest play player pop popup post posts prev primary print pub public"
    " published pull qq qzone read red reddit related reply right root row scroll search secondary section sep share show"
    " side sidebar single site size skip slide slider slot small social span sprite standard start status sticky story sub"
    " subtitle summary tab table tag tags telegram template text theme thumb thumbnail time title tool toolbar tools top"
    " topic twitter txt type ui up user video view views visible warp wechat weibo weixin whatsapp white wide widget width"
    " with word wrap wrapper wx zone".split()
)

_LIBRARIES: Final = re.compile(
    r"[.#](?:wp-|jp-|sharedaddy|sd-|elementor|et_|vc_|fa-|fl-|glyphicon|icon|swiper|slick|owl-|layui|el-|ant-|van-|mdui|mui|bd-|bds"
    r"|bdshare|jiathis|addtoany|addthis|a2a|at-|fb-|twitter-|disqus|ember|ng-|vue|react|gatsby|__next|hljs|prism|highlight"
    r"|adsbygoogle|google|gpt|dfp|taboola|outbrain|ob-|teads|CSDN|TRS_|u-|m-|g-|w-|h-|p-|has-|is-|js-|col-|row-|btn|navbar"
    r"|entry-|post-|posted-|status-|type-|format-|single-|hentry|vcard|cat-|tags-|menu-|site-|page-|robots-|screen-|skip-|widget)",
    re.IGNORECASE,
)
"""What themes of widespread systems and libraries call their parts."""

_COMMENT: Final = re.compile(r"[^\W\d][^\d<>\[\]{};=\r\n]{3,38}[^\W\d]")
_PLAIN_COMMENT: Final = re.compile(r"[/#.]?\s*(?:\w+ ?){1,2}", re.ASCII)
_WORDS_FROM: Final = 2


def known_names(packs: Iterable[Pack]) -> frozenset[str]:
    """Every name that some pack speaks of: it has been seen on another site, so it cannot be the mark of this one."""
    texts = (text for pack in packs for text in (*pack.fingerprints, *pack.body.article, *(rule.select for rule in pack.rules)))
    return frozenset(name for text in texts for name in re.findall(r"[.#][\w-]+", text)) | frozenset(
        f".{name}" for pack in packs for rule in pack.rules for name in re.findall(r"class~=[\"']?([\w-]+)", rule.select)
    )


def marks(elements: Iterable[Element], domain: str, known: Collection[str]) -> list[str]:
    """The classes and ids that look like the site's own, in their order; those with its name in them first."""
    own = domain.partition(".")[0]
    found = [name for el in elements for name in stable_names(el)]
    unusual = [name for name in dict.fromkeys(found) if name not in known and _is_unusual(name)]
    named = [name for name in unusual if len(own) > _WORDS_FROM and own in name.lower()]
    return list(dict.fromkeys([*named, *unusual]))[:MOST]


def comment_marks(root: Element) -> list[str]:
    """The texts of comments that a person wrote into a template of the site, in their order."""
    texts = ((node.text or "").strip() for node in root.iter(etree.Comment))
    return [text for text in dict.fromkeys(texts) if _COMMENT.fullmatch(text) and not _PLAIN_COMMENT.fullmatch(text)][:MOST]


def _is_unusual(name: str) -> bool:
    own = words_in(name) - _GENERIC
    return bool(own) and len(words_in(name)) >= _WORDS_FROM and max(map(len, own)) > _WORDS_FROM and not _LIBRARIES.match(name)


def generator_mark(generators: Iterable[str]) -> Iterator[str]:
    """The programs that made the page, without their version."""
    plain = (re.sub(r"[\s/v]*\d.*", "", name).strip(' "\\') for name in generators)
    yield from (f"generator:{name}*" for name in plain if name)
