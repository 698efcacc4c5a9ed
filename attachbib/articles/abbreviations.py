"""Abbreviations that end with a full stop, by language: data for splitting sentences.

Three sorts, because they end sentences in different ways:

- `inner`: never the last word of a sentence (`e.g.`, `Dr.`, `vs.`);
- `numbered`: no sentence ends before a number or a letter that is one (`Fig. 2`, `p. iv`);
- `final`: may be the last word (`et al.`, `etc.`, `a.m.`); a capital tells.

`starters` are words that, capitalised after an initial or an abbreviation,
begin a sentence (`vitamin C. The …`, but `J. Smith`).
Everything is in lower case, without the last full stop; single letters are as they
are written (`c. 300`, but `vitamin C. 300 …`; German `S. 3`).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple


class _Words(NamedTuple):
    """The words of one language, as they are written down here."""

    inner: str
    numbered: str
    final: str
    starters: str
    ordinals: bool = False
    """Whether a number with a full stop is an ordinal: German `am 3. Oktober`."""


class Abbreviations(NamedTuple):
    """The tables of one language; every one includes the international abbreviations."""

    inner: frozenset[str]
    numbered: frozenset[str]
    final: frozenset[str]
    starters: frozenset[str]
    any: frozenset[str]
    """All of the three sorts."""
    ordinals: bool


_INNER = "cf dr prof st mr mrs ms vs v.s i.e e.g ie eg viz ca op cit ibid vgl resp mt hon rev"
_NUMBERED = "fig figs no nr vol vols p pp ch chs chap art ed eds tab app col sec sect nos eq eqs"
_FINAL = "al etc inc ltd corp co jr sr ph.d m.d b.sc m.sc a.m p.m u.s u.k d.c bros dept univ est"

_ENGLISH = _Words(
    inner="approx transl illus introd abbrev subsp excl esp incl messrs mme gen col sgt"
    " capt lt maj cmdr gov sen rep pres supt cpl pvt"
    " fr adj adv assoc asst c.f w.r.t a.k.a aka wrt mlle drs profs r.e n.b nb p.s"
    " i.i.d s.t def cor thm prop lem jan feb mar apr jun jul aug sep sept oct nov dec",
    numbered="c sects eqn eqns ref refs ver v para paras pt pts sub ser ex exs exp exps tbl tabs"
    " suppl supp appx alg algs thms defs n nn l ll bk bks fol fols",
    final="d.sc ll.b ll.m b.a m.a m.s b.s e.u u.n u.s.a llc plc c.e b.c.e b.c a.d min max hr hrs"
    " sec lb lbs oz ft yr yrs mo wk wks i.v i.m",
    starters="the this that these those it its in on at for from to as if when while although"
    " though however moreover furthermore therefore thus hence we he she they i you our their"
    " his her my your there here such some many most several both each all a an and but or so"
    " yet by with without after before since because another other first second third finally"
    " then what how why which who where no not one two three given using based also"
    " additionally similarly conversely consequently nevertheless nonetheless indeed instead"
    " overall note again still later once until during despite among between under over through"
    " like unlike only even children parents people researchers studies results let see"
    " are is was were do does did can could may might would should will has have had",
)

_GERMAN = _Words(
    inner="einschl ausschl einschließl abschn abgek übers zusätzl z.b bzw d.h u.a i.d.r o.g"
    " s.o s.u bspw evtl ggf inkl exkl insb zzgl sog hr fr hrn dipl"
    " ing med phil nat rer jur habil allg ehem geb gest jan feb mär apr jun jul aug sep sept okt"
    " nov dez mind max min ungef ursprgl usf z.t z z.zt b d h m.e lt st str abs"
    " u i o a ca hg hrsg mio mrd tsd",
    numbered="abb abs anm aufl bd bde kap s S sp ziff zf zit bl rn rdnr",
    final="usw etc u.ä o.ä u.dgl jh jhd jhdt v.chr n.chr chr ff f",
    starters="der die das den dem des ein eine einen einem einer er sie es wir ihr ich dieser"
    " diese dieses diesen diesem jener jene jenes in im an am auf aus bei mit nach seit von vom zu"
    " zum zur für gegen ohne um durch über unter vor zwischen wenn weil da obwohl während als"
    " dass ob und aber oder denn doch sondern auch so dann daher deshalb dennoch jedoch zudem"
    " außerdem hier dort nun nur nicht kein keine man wie was wer wo warum alle viele einige"
    " mehrere beide laut",
    ordinals=True,
)

_FRENCH = _Words(
    inner="m mm mme mmes mlle mlles me mgr pr p.ex c.-à-d c.a.d env not notam éd dir trad coll"
    " janv févr avr juil sept oct nov déc av apr art",
    numbered="chap fasc t n f ff fol pl §",
    final="s suiv ss j.-c cie sté bd",
    starters="le la les l un une des ce cet cette ces il elle ils elles on nous vous je en dans"
    " sur sous par pour avec sans selon si quand lorsque comme mais ou et donc or ni car ainsi"
    " cependant toutefois enfin puis alors de du d à au aux son sa ses leur leurs qui que quel",
)

_SPANISH = _Words(
    inner="sr sra srta sres d dña dra lic ing arq gral cap tte aprox p.ej ej ed trad dir coord"
    " av avda núm prof profa ene feb mar abr may jun jul ago sept oct nov dic ee",
    numbered="pág págs cap caps núm núms art arts t n lám",
    final="ee.uu s.a s.l cía d.c a.c a.m p.m",
    starters="el la los las lo un una unos unas este esta estos estas ese esa en de del a al por"
    " para con sin sobre según si cuando como pero o y e ni que se su sus no es son hay él ella"
    " ellos ellas además así sin embargo también",
)

_PORTUGUESE = _Words(
    inner="sr sra srs sras d dra exmo exma eng arq prof profa aprox p.ex ex ed trad org coord av"
    " jan fev mar abr mai jun jul ago set out nov dez",
    numbered="pág págs cap caps núm n art arts t",
    final="s.a ltda cia d.c a.c e.u.a",
    starters="o a os as um uma uns umas este esta estes estas esse essa isso em no na nos nas de"
    " do da dos das por para com sem sobre segundo se quando como mas ou e nem que seu sua não"
    " é são há ele ela eles elas além assim também",
)

_ITALIAN = _Words(
    inner="sig sigg sig.ra sig.na dott dott.ssa prof.ssa ing avv arch on p.es es ecc.mo ed trad"
    " cur v.le c.so p.zza gen feb mar apr mag giu lug ago set ott nov dic",
    numbered="pag pagg cap capp n nn art artt t tav",
    final="ecc s.p.a s.r.l d.c a.c sgg seg",
    starters="il lo la i gli le l un uno una questo questa questi queste quello quella in nel"
    " nella di del della dei degli delle a al alla da dal dalla con su sul per tra fra se quando"
    " come ma o e né che non è sono si lui lei essi inoltre così anche",
)

_DUTCH = _Words(
    inner="dhr mevr mw drs ir mr ing bijv b.v bv d.w.z i.p.v m.b.t o.a m.n t.a.v z.o.z zgn"
    " incl excl evt resp t.o.v jan feb mrt apr jun jul aug sept okt nov dec",
    numbered="blz afb hfst par bijl dl nr",
    final="enz n.v e.d e.v n.chr v.chr",
    starters="de het een dit dat deze die hij zij ze wij we ik jij je u er in op aan bij met na"
    " naar van voor door over onder tegen zonder als wanneer omdat hoewel terwijl en maar of want"
    " dus ook zo dan daarom echter toch hier daar nu niet geen men hoe wat wie waar alle veel",
)

LANGUAGES: Mapping[str, _Words] = {
    "en": _ENGLISH,
    "de": _GERMAN,
    "fr": _FRENCH,
    "es": _SPANISH,
    "pt": _PORTUGUESE,
    "it": _ITALIAN,
    "nl": _DUTCH,
}


def abbreviations(language: str) -> Abbreviations:
    """Return the tables of a BCP 47 tag's language; English for one without tables."""
    return _tables(language[:2].lower())


@cache
def _tables(language: str) -> Abbreviations:
    words = LANGUAGES.get(language, _ENGLISH)
    inner, numbered, final = (
        frozenset(f"{everywhere} {here}".split())
        for everywhere, here in (
            (_INNER, words.inner),
            (_NUMBERED, words.numbered),
            (_FINAL, words.final),
        )
    )
    return Abbreviations(
        inner,
        numbered,
        final,
        frozenset(words.starters.split()),
        inner | numbered | final,
        words.ordinals,
    )
