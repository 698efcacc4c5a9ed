"""The signals of check-worthiness: what each weighs, and the wording that gives it by language.

The kinds are the reasons why a statement needs a citation that Redi et al. found editors of
Wikipedia to give ("Citation Needed: A Taxonomy and Algorithmic Assessment of Wikipedia's
Verifiability", 2019). That numbers, comparisons and statements of cause are worth checking is
also what ClaimBuster (Hassan et al., 2017) ranks sentences by. The words and the weights are
ours, set by hand and not learned: they order sentences and decide nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

LANGUAGES = ("en", "de", "fr", "es")
"""The languages there is wording for."""


class Signal(NamedTuple):
    """One thing about a sentence that makes a reader ask how the author knows."""

    reason: str
    weight: float
    """How much it alone makes of a score, 0-1."""
    kind: str
    """The kind of claim that it speaks for (`KINDS`)."""
    wording: Mapping[str, str]
    """Language → regular expression, searched without regard to case."""
    is_cased: bool = False
    """Whether capitals matter after all."""


_NAME = r"[A-ZÀ-ÖØ-Þ][\w'’-]*[a-zà-öø-ÿ][\w'’-]*"
_PEOPLE = (
    rf"(?:{_NAME},? (?:and|&|und|et|y) {_NAME}|{_NAME} {_NAME}|{_NAME} et al\.|{_NAME} \(\d{{4}}\))"
)
"""Persons, or at least two capitals: one alone begins many a sentence, and each German noun."""
_NO_NAME = (
    r"(?!(?:The|This|That|These|Those|It|He|She|They|We|You|I|One|Some|Many|Most|Few|All|Others?"
    r"|Researchers|Scientists|Scholars|Experts|Critics|Authors|Research|Studies|Evidence|Results"
    r"|Data|People|Children|Parents|Adults|Which|Who|What)\b)"
)

SIGNALS: tuple[Signal, ...] = (
    Signal(
        "speaks of studies",
        0.6,
        "scientific",
        {
            "en": r"\b(?:stud(?:y|ies)|research(?:ers)?|scientists|experts?|experiments?|trials?"
            r"|surveys?|evidence|meta-analys[ei]s|reviews?|data|findings|scholars) (?:\w+ ){0,2}?"
            r"(?:shows?|showed|shown|suggests?|suggested|finds?|found|indicates?|indicated|says?"
            r"|reports?|reported|reveals?|revealed|proves?|proved|demonstrates?|demonstrated"
            r"|confirms?|confirmed|agree|links?|linked|supports?|points?)\b"
            r"|\baccording to\b|\bit (?:has been|is|was) (?:\w+ )?(?:shown|found|known|proven)\b",
            "de": r"\b(?:Studien?|Untersuchung(?:en)?|Forsch(?:ung|er|erinnen|ende)|Experten"
            r"|Experimente?|Umfragen?|Metaanalysen?|Daten|Befunde) (?:\w+ ){0,2}?"
            r"(?:zeig(?:en|t|te|ten)|beleg(?:en|t|te|ten)|fand(?:en)?|leg(?:en|t) nahe"
            r"|ergab(?:en)?|bestätig(?:en|t|te|ten)|deut(?:en|et))\b"
            r"|\b(?:laut|zufolge)\b"
            r"|\bes (?:ist|wurde|gilt als) (?:\w+ )?(?:erwiesen|bekannt|belegt)",
            "fr": r"\b(?:études?|recherches?|chercheurs|expériences?|enquêtes?|méta-analyses?"
            r"|données|experts|scientifiques) (?:[\w’']+ ){0,2}?(?:montr\w+|suggèr\w+|suggér\w+"
            r"|indiqu\w+|révèl\w+|révél\w+|démontr\w+|confirm\w+|prouv\w+|estim\w+)\b"
            r"|\b(?:selon|d[’']après)\b"
            r"|\bil (?:a été|est) (?:\w+ )?(?:montré|démontré|prouvé|établi)",
            "es": r"\b(?:estudios?|investigaci(?:ón|ones)|investigadores|experimentos?|encuestas?"
            r"|metaanálisis|datos|expertos|científicos) (?:\w+ ){0,2}?(?:muestran?|mostr\w+"
            r"|sugier\w+|suger\w+|indica\w*|revela\w*|demuestran?|demostr\w+|confirma\w*"
            r"|encontr\w+|señala\w*)\b"
            r"|\bsegún\b|\bse ha (?:demostrado|comprobado|visto|encontrado)\b",
        },
    ),
    Signal(
        "names a scholar",
        0.45,
        "scientific",
        {
            "en": rf"(?:{_PEOPLE}|{_NO_NAME}\b{_NAME})(?:,? in \d{{4}},?)? (?:also |later |first )?"
            r"(?:argue[sd]?|propose[sd]?|theori[sz]e[sd]?|hypothesi[sz]e[sd]?|coined|introduced"
            r"|describe[sd]?|observe[sd]?|conclude[sd]?|demonstrate[sd]?|found|show(?:s|ed)"
            r"|report(?:s|ed)|suggest(?:s|ed)|claim(?:s|ed)|developed|discovered)\b",
            "de": rf"{_PEOPLE} (?:argumentier\w+|behaupte\w+|beschrieb\w*|beschreib\w+|zeigten?"
            r"|fand(?:en)?|prägten?|entwickelten?|entdeckten?|beobachteten?|schlug(?:en)?"
            r"|stellten?)\b",
            "fr": rf"{_PEOPLE} (?:a|ont) (?:montré|décrit|proposé|observé|soutenu|développé"
            r"|découvert|démontré|introduit|conclu)\b"
            rf"|{_PEOPLE} (?:montr|décri|propos|observ|soutien|affirm)\w+",
            "es": rf"{_PEOPLE} (?:mostr|propus|describ|observ|sostien|sostuv|desarroll|descubr"
            r"|demostr|afirm|conclu|encontr)\w+",
        },
        is_cased=True,
    ),
    Signal(
        "states a cause",
        0.4,
        "scientific",
        {
            "en": r"\b(?:causes?|caused|causing|leads? to|led to|leading to|results? in|resulted in"
            r"|due to|because of|because|triggers?|prevents?|promotes?|affects?|affected"
            r"|influences?|influenced|increases?|increased|decreases?|decreased|reduces?|reduced"
            r"|improves?|improved|lowers?|raises?|boosts?|contributes? to|depends? on"
            r"|determines?|protects? (?:against|from)|effects? of|(?:is|are) (?:linked|associated)"
            r" (?:to|with)|correlat\w+|risk factors?|predicts?|predicted)\b",
            "de": r"\b(?:verursach\w+|führ(?:t|en|te|ten) (?:\w+ ){0,4}?zu|bewirk\w+|aufgrund"
            r"|wegen|weil|erhöh(?:t|en|te|ten)|senk(?:t|en|te|ten)|verringer\w+|verbesser\w+"
            r"|verhinder\w+|förder(?:t|n|te|ten)|beeinfluss\w+|Ursachen?|Auswirkung(?:en)?"
            r"|schütz(?:t|en) vor|hängt? (?:\w+ ){0,4}?zusammen)\b",
            "fr": r"\b(?:cause(?:nt)?|provoque(?:nt)?|entraîne(?:nt)?|condui(?:t|sent) à"
            r"|mène(?:nt)? à|en raison de|à cause d\w*|parce qu\w*|augmente(?:nt)?"
            r"|diminue(?:nt)?|rédui(?:t|sent)"
            r"|améliore(?:nt)?|favorise(?:nt)?|influence(?:nt)?|empêche(?:nt)?|protège(?:nt)?"
            r"|(?:est|sont) (?:liée?s?|associée?s?)|effets? (?:de|du|des))\b",
            "es": r"\b(?:causan?|causaron|provocan?|conduc(?:e|en) a|llevan? a|debido a|porque"
            r"|a causa de|aumentan?|disminuy(?:e|en)|reduc(?:e|en)|mejoran?|favorec(?:e|en)"
            r"|influy(?:e|en)|impid(?:e|en)|previen(?:e|en)|protegen?|efectos? de"
            r"|(?:está|están) (?:relacionad|asociad|vinculad)[oa]s?)\b",
        },
    ),
    Signal(
        "compares",
        0.35,
        "scientific",
        {
            "en": r"\b(?:more|less|fewer|better|worse|higher|lower|larger|smaller|greater|faster"
            r"|slower|longer|shorter|older|younger|stronger|weaker|\w{3,}er) (?:\w+ ){0,4}?than\b"
            r"|\bcompared (?:to|with)\b|\bas \w+ as\b|\bunlike\b|\bthe (?:most|least|best|worst"
            r"|highest|lowest|largest|smallest|biggest|oldest|first|only|leading)\b|\btwice\b",
            "de": r"\b(?:mehr|weniger|besser|schlechter|höher|niedriger|größer|kleiner|häufiger"
            r"|seltener|stärker|schneller|\w{3,}er) (?:\w+ ){0,4}?als\b|\bim Vergleich (?:zu|mit)\b"
            r"|\bim Gegensatz zu\b|\bdoppelt so\b"
            r"|\b(?:am (?:meisten|besten|häufigsten|höchsten)|größten?|häufigsten?|wichtigsten?)\b",
            "fr": r"\b(?:plus|moins|mieux|meilleure?s?|pire|aussi) (?:[\w’']+ ){0,4}?qu(?:e\b|[’'])"
            r"|\bpar rapport à\b|\bcontrairement à\b|\bdeux fois plus\b"
            r"|\b(?:le|la|les) (?:plus|moins|meilleure?s?|premi(?:er|ère)s?)\b",
            "es": r"\b(?:más|menos|mejor(?:es)?|peor(?:es)?|mayor(?:es)?|menor(?:es)?|tan)"
            r" (?:\w+ ){0,4}?(?:que|de lo que|como)\b|\ben comparación con\b|\ba diferencia de\b"
            r"|\b(?:el|la|los|las) (?:más|menos|mejor|peor|mayor|menor|primer)\w*\b|\bel doble\b",
        },
    ),
    Signal(
        "speaks for a whole group",
        0.35,
        "opinion",
        {
            "en": r"\b(?:all|most|many|every|no|few|the majority of|nearly all|almost all)"
            r" (?:\w+ ){0,2}?(?:people|persons?|children|infants|babies|toddlers|adolescents"
            r"|teenagers|adults|parents|mothers|fathers|families|women|men|girls|boys|students"
            r"|teachers|patients|users|voters|animals|humans|cultures|countries|societies)\b"
            r"|\b(?:always|never|usually|typically|generally|commonly|universally|rarely|often"
            r"|tends? to|everyone|nobody)\b",
            "de": r"\b(?:alle|die meisten|viele|jed(?:e[rs]?|es)|kaum ein\w*|die Mehrheit der)"
            r" (?:\w+ ){0,2}?(?:Menschen|Personen|Kinder|Säuglinge|Babys|Jugendlichen?|Erwachsenen?"
            r"|Eltern|Mütter|Väter|Familien|Frauen|Männer|Mädchen|Jungen|Schüler|Patienten"
            r"|Länder|Kulturen)\b"
            r"|\b(?:immer|nie|niemals|meistens|in der Regel|gewöhnlich|typischerweise|oft|selten"
            r"|jeder|niemand|neig(?:t|en))\b",
            "fr": r"\b(?:tou(?:s|tes) les|la plupart des|beaucoup d[e’']|chaque|la majorité des"
            r"|de nombreu(?:x|ses)) ?(?:\w+ ){0,2}?(?:gens|personnes?|enfants?|bébés|nourrissons"
            r"|adolescents|adultes|parents|mères|pères|familles|femmes|hommes|élèves|patients"
            r"|pays|cultures)\b"
            r"|\b(?:toujours|jamais|généralement|en général|habituellement|souvent|rarement"
            r"|tout le monde|personne ne)\b",
            "es": r"\b(?:tod[oa]s l[oa]s|la mayoría de(?: l[oa]s)?|much[oa]s|cada|ningún|ninguna"
            r"|poc[oa]s) (?:\w+ ){0,2}?(?:gente|personas?|niñ[oa]s?|bebés|lactantes|adolescentes"
            r"|adultos|padres|madres|familias|mujeres|hombres|alumnos|estudiantes|pacientes"
            r"|países|culturas)\b"
            r"|\b(?:siempre|nunca|generalmente|por lo general|habitualmente|a menudo|rara vez"
            r"|todo el mundo|nadie|suelen?)\b",
        },
    ),
    Signal(
        "tells what others think",
        0.45,
        "controversial",
        {
            "en": r"\b(?:some|many|most|critics|opponents|supporters|proponents|others)"
            r" (?:\w+ )?(?:say|argue|believe|claim|think|maintain|contend|consider|object)\b"
            r"|\b(?:is|are|was|were) (?:widely|often|commonly|generally|sometimes) (?:\w+ )?"
            r"(?:considered|regarded|seen|believed|thought|accepted|held)\b"
            r"|\b(?:controversial|controversy|disputed|debated|contested|allegedly|so-called"
            r"|it is (?:said|believed|thought|argued))\b",
            "de": r"\b(?:manche|einige|viele|Kritiker|Gegner|Befürworter|andere)"
            r" (?:\w+ )?(?:sagen|meinen|glauben|behaupten|argumentieren|halten|kritisieren)\b"
            r"|\bgilt (?:\w+ ){0,3}?als\b|\bgelten (?:\w+ ){0,3}?als\b"
            r"|\b(?:umstritten\w*|kontrovers\w*|strittig\w*|angeblich\w*|sogenannt\w*)\b",
            "fr": r"\b(?:certains|beaucoup|critiques|opposants|partisans|d[’']autres)"
            r" (?:\w+ )?(?:disent|pensent|croient|affirment|soutiennent|estiment|considèrent)\b"
            r"|\b(?:est|sont) (?:\w+ )?(?:considérée?s?|réputée?s?) comme\b"
            r"|\b(?:controversée?s?|controverses?|contestée?s?|débattue?s?|prétendument"
            r"|soi-disant|on (?:dit|croit|pense) qu\w*)",
            "es": r"\b(?:algunos|muchos|críticos|opositores|partidarios|otros)"
            r" (?:\w+ )?(?:dicen|piensan|creen|afirman|sostienen|argumentan|consideran)\b"
            r"|\bse consideran?\b|\b(?:controvertid|discutid|debatid|polémic)[oa]s?\b"
            r"|\b(?:controversia|supuestamente|presuntamente|se (?:dice|cree|piensa) que)\b",
        },
    ),
    Signal(
        "tells of the past",
        0.3,
        "historical",
        {
            "en": r"\b(?:in|since|until|by|during|around|from) (?:the )?(?:early |late |mid-?)?"
            r"(?:1[0-9]|20)\d\ds?\b|\b(?:\d{1,2}(?:st|nd|rd|th)|nineteenth|twentieth|eighteenth)"
            r"[- ]century\b|\b(?:was|were) (?:first |originally )?(?:founded|invented|discovered"
            r"|introduced|established|published|coined|built|born|signed|adopted|abolished)\b"
            r"|\b(?:historically|goes back to|dates? back to|originated)\b",
            "de": r"\b(?:im Jahre?|seit|bis|um|ab|zwischen|in den) (?:1[0-9]|20)\d\d(?:er)?\b"
            r"|\b\d{1,2}\. Jahrhunderts?\b|\bwurden? (?:\w+ ){0,5}?(?:gegründet|erfunden|entdeckt"
            r"|eingeführt|veröffentlicht|geprägt|erbaut|geboren|abgeschafft)\b"
            r"|\b(?:geht auf|gehen auf|historisch|ursprünglich)\b",
            "fr": r"\b(?:en|depuis|vers|dès|jusqu[’']en|entre) (?:1[0-9]|20)\d\d\b"
            r"|\b[xvi]+e siècle\b|\b(?:a|ont) été (?:\w+ )?(?:fondée?s?|inventée?s?|découverte?s?"
            r"|introduite?s?|publiée?s?|créée?s?)\b|\b(?:remonte(?:nt)? à|historiquement)\b",
            "es": r"\b(?:en|desde|hacia|hasta|entre) (?:1[0-9]|20)\d\d\b|\bsiglo [xvi]+\b"
            r"|\bfue(?:ron)? (?:\w+ )?(?:fundad|inventad|descubiert|introducid|publicad"
            r"|cread)[oa]s?\b|\b(?:se remontan? a|históricamente|originalmente)\b",
        },
    ),
    Signal(
        "tells of a person’s life",
        0.4,
        "private-life",
        {
            "en": r"\b(?:was born|died (?:in|at|of|on)|married|divorced|his (?:wife|son|daughter)"
            r"|her (?:husband|son|daughter)|grew up in|was diagnosed|was arrested|was convicted)\b",
            "de": r"\b(?:wurde (?:\w+ ){0,5}?(?:geboren|verhaftet|verurteilt)|starb|heiratete"
            r"|verheiratet|geschieden|wuchs (?:\w+ ){0,3}?auf)\b",
            "fr": r"\b(?:est (?:née?|mort|morte|décédée?)|naquit|mourut|a épousé|a divorcé"
            r"|mariée? à|a grandi)\b",
            "es": r"\b(?:nació|murió|falleció|se casó|se divorció|casad[oa] con|creció en"
            r"|fue detenid[oa])\b",
        },
    ),
    Signal(
        "defines a term",
        0.2,
        "definition",
        {
            "en": r"\b(?:is|are|was) (?:usually |often )?(?:defined as|called|known as|termed)\b"
            r"|\brefers? to\b|\bmeans that\b",
            "de": r"\b(?:wird|werden|versteht man) (?:\w+ ){0,5}?(?:definiert|genannt|bezeichnet"
            r"|verstanden)\b|\bbezeichnet\b|\bversteht man\b",
            "fr": r"\b(?:est|sont) (?:définie?s?|appelée?s?|connue?s?)\b|\bdésigne(?:nt)?\b",
            "es": r"\bse (?:define|llaman?|denominan?|conocen? como)\b|\bconsiste en\b",
        },
    ),
)
"""Beside a number and a quotation, which are told by digits and marks in every language."""
