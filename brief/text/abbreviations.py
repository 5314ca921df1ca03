"""Abbreviations of languages that have no word lists otherwise, without their last period, in lower case.

They are the common ones of news: titles, units, dates, and what stands for "and so on"; none that is a word or a first
name as well. The lists are our own.
"""

from __future__ import annotations

_LISTS: dict[str, str] = {
    "de": """
abt bd bzw ca d.h dipl dr etc evtl geb gegr ggf hrsg inkl jh jr kath mill mio mrd nr o.ä prof resp s.o s.u sog st std
str tel u.a u.ä usw u.u v.a vgl vs z.b z.t z zzgl feb apr jun jul aug sept okt nov dez
""",
    "fr": """
av bd c.-à-d cf chap dr éd env etc fig gal hab janv févr avr juil oct nov déc me mgr mlle mlles mm mme mmes p pp pr
prof ste tél vol vs
""",
    "es": """
aprox av avda d depto dr dra dres ee.uu etc excmo fig gral lic núm p pág págs pdte prof profa s.a sr sra sras sres srta
sto sta tel uds vs ene feb abr jun jul ago sept oct nov dic
""",
    "it": """
avv cfr dott dott.ssa dr ecc fig geom jr on pag pagg prof prof.ssa sig sig.na sig.ra sigg s.p.a s.r.l tel vol vs feb apr
giu lug ago sett ott nov dic
""",
    "nl": """
afb blz bijv bv ca d.w.z dhr dr drs e.d enz evt excl fig incl ing ir mevr mgr mln mld nr o.a o.l.v prof resp t.a.v
t.o.v tel v.chr vgl vs z.o.z feb mrt apr jun jul aug sept okt nov dec
""",
    "pt": """
av d dr dra etc exa exmo fig ltda núm p pág págs prof profa s.a sr sra sras srs sta tel v.exa vol vs fev abr jun jul
ago nov dez
""",
}

#: By language code.
ABBREVIATIONS: dict[str, frozenset[str]] = {code: frozenset(words.split()) for code, words in _LISTS.items()}

#: Languages in which a number with a period is an ordinal: `am 3. November`.
ORDINALS = frozenset({"cs", "da", "de", "et", "fi", "hu", "is", "lv", "nb", "nn", "no", "pl", "sk", "sl"})
