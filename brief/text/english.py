"""English: abbreviations, sentence starters, stop words, openings that point back, cue words.

The lists are our own. Abbreviations are written without their last period.
"""

from brief.text.language import Language

TITLES = (
    "mr mrs ms mx dr drs prof profs sen sens rep reps gov govs gen gens lt col capt cmdr sgt maj cpl pvt adm rev "
    "revs hon msgr fr supt insp det pres messrs mme mlle brig cdr ofc pfc atty amb asst assoc"
)
PLACES = (
    "st ste mt ft u.s u.k u.n e.u u.s.a d.c l.a n.y n.j n.c s.c n.h r.i "
    "u.a.e ala ariz ark calif colo conn del fla ga ill ind kan kans ky "
    "la md mass mich minn miss mo mont neb nev okla ore pa penn tenn tex va vt wash wis wyo ont que alta"
)
DATES = "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat"
CALENDAR = """
monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun
january february march april may june july august september october november december
jan feb mar apr jun jul aug sep sept oct nov dec
"""
HOURS = "a.m p.m b.c a.d b.c.e c.e"
FIRMS = "inc corp co cos ltd llc llp plc bros jr sr esq dept univ assn natl intl gov't"
JOINING = "vs v e.g i.e cf a.k.a"
LATIN = "etc al"
NUMBERS = (
    "no nos vol vols fig figs p pp art arts sec secs ch chap approx ca est min mins max avg sq lbs oz yds hr hrs ext op"
)
STREETS = "ave blvd rd hwy bldg"
DEGREES = "ph.d m.d b.a m.a d.phil m.p r.n d.d.s"

STARTERS = """
the a an he she it they we i you in on at by but and this that these those his her their its our my there when while as
if for from after before however meanwhile how what who where why some many most one two no not since until under with
although though despite according both all another other also then now still yet so or mr mrs ms dr
"""

STOP_WORDS = """
a about above across actually after again against ago all almost along already also although always am among an and
another any anyone anything are around as at away back be became because become been before began behind being below
between both but by came can cannot come could day days did do does doing done down during each early either else end
enough even ever every everyone far few find first for former found four from full further gave get getting give given
go goes going gone good got great had half has have having he her here hers herself high him himself his home how
however i if in including indeed instead into is it its itself just keep kept knew know known large last late later
least left less let like likely little long look looking made main make makes making man many may me mean meanwhile
might more most mostly mr mrs ms much must my myself near nearly need needs never new next no nor not nothing now of off
often old on once one only onto open or other others our ours out over own part per perhaps place possible put quite
rather really right said same saw say saying says second see seem seemed seen several shall she should show showed
shown side since small so some something soon still such take taken taking tell than that the their theirs them
themselves then there these they thing things think third this those though thought three through thus time times to
today together told tomorrow too took toward towards try turn two under until up upon us use used using usually very
want wanted was way we week weeks well went were what whatever when where whether which while who whole whom whose why
will with within without won work would year years yesterday yet you your yours yourself ve ll re don didn doesn isn
wasn weren couldn wouldn shouldn hasn haven hadn aren won't can't don't didn't doesn't isn't wasn't weren't couldn't
wouldn't shouldn't hasn't haven't hadn't aren't it's i'm i've i'll i'd he's she's that's there's they're they've we're
we've you're you've let's who's what's according added monday tuesday wednesday thursday friday saturday sunday
january february march april june july august september october november december reuters ap afp cnn bbc
"""

PRONOUNS = """
he she it they him her them his hers its their theirs this that these those such
"""

PERSONS = "he she they his her their"

TIMES = """
monday tuesday wednesday thursday friday saturday sunday day week weekend month year season summer winter spring autumn
morning afternoon evening time
"""

DETERMINERS = "the a an one her his their its"

CONNECTIVES = """
but and or nor so yet however meanwhile moreover furthermore nevertheless nonetheless therefore thus hence consequently
instead otherwise also additionally besides likewise similarly still then afterward afterwards later elsewhere indeed
separately finally similarly accordingly conversely alternatively again too plus because which
"""

PHRASES = (
    "in addition",
    "in contrast",
    "in other words",
    "as a result",
    "for example",
    "for instance",
    "at the same time",
    "on the other hand",
    "even so",
    "after that",
    "before that",
    "by contrast",
    "of course",
    "in turn",
    "in fact",
    "what is more",
    "what's more",
    "that said",
    "even then",
    "in particular",
    "to that end",
    "on top of that",
    "not only that",
    "as such",
    "and then",
    "and yet",
    "despite this",
    "despite that",
    "because of this",
    "because of that",
    "for that reason",
    "for this reason",
    "in that case",
    "in this case",
    "in the meantime",
    "in response",
    "in return",
)

SPEAKERS = "i we you my our your me us"

IMPERSONAL = """
apparent believed certain claimed clear common confirmed estimated evident expected feared hoped known likely matter no
obvious possible rare reported revealed rumored said suggested sure surprise suspected thought true unclear understood
unknown unlikely
"""

CLAUSES = "that whether if how when why who what which where"

BOILERPLATE = (
    "a post shared by",
    "all rights reserved",
    "click here",
    "comments below",
    "contributed to this report",
    "contributed to this story",
    "download a pdf",
    "download pdf",
    "download the pdf",
    "editor's note",
    "expressed in this article",
    "expressed in this commentary",
    "follow us on",
    "for more information",
    "here are some of",
    "here are the",
    "here's a look at",
    "here's what you",
    "javascript is disabled",
    "join the conversation",
    "keep reading",
    "legacy twitter",
    "let us know",
    "on this page you will find",
    "opinions expressed",
    "photo by",
    "pic.twitter.com",
    "please note that there may be",
    "read more",
    "scroll down",
    "see photos",
    "see the full",
    "share your",
    "sign up for",
    "story highlights",
    "tell us what",
    "use this page to",
    "views expressed",
    "watch the video",
    "what you need to know",
)

ATTRIBUTIONS = """
said says say told tells tell added adds add wrote writes write asked asks ask replied replies reply announced announces
argued argues argue warned warns warn insisted insists
insist claimed claims claim explained explains explain noted notes
note stated states state according tweeted posted recalled recalls continued continues concluded concludes admitted
admits acknowledged acknowledges testified reported reports declared declares joked jokes quipped predicted predicts
confirmed confirms denied denies promised promises urged urges suggested suggests responded responds commented shouted
reads read
"""

# Verbs of saying whose object is the one spoken to: "told Reuters" names no speaker.
ADDRESSING = """
told tells tell asked asks ask warned warns warn urged urges promised promises reminded assured advised informed
"""

# Words that stand before a name and say what somebody is; they are no part of the name.
ROLES = """
actor actress admiral adviser advisor agent ambassador analyst archbishop artist astronaut attorney author baron
bishop boss brigadier candidate capt captain cardinal ceo cfo chairman chairperson chairwoman chancellor chief coach
colonel columnist commander commissioner comptroller congressman congresswoman constable coordinator coroner
correspondent councillor councilman councilwoman cpl critic deputy detective det director doctor dr economist editor
engineer envoy executive father founder gen general gov governor guitarist historian inspector insp investigator
journalist judge justice lawmaker lawyer lead leader lieutenant lt lord lady maj major manager marshal mayor minister
mr mrs ms mx neighbor officer official owner partner pastor police pope premier pres president prince princess
principal producer prof professor prosecutor queen king rabbi rep reporter representative republican democrat
researcher rev reverend scientist sen senator secretary sergeant sgt sheriff sir dame sister singer speaker spokesman
spokesperson spokeswoman strategist superintendent supervisor supt surgeon treasurer trooper undersecretary vice whip
writer activist advocate teacher instructor trainer firm student resident witness chef designer photographer musician
comedian director-general paramedic firefighter veteran
"""

# Words that make a name one of a body, a work, a place or a people, and not of a person.
BODIES = """
academy administration agency airlines airport airways alliance america american army assembly association authority
bank board british bureau business capitol center centre channel chinese church city clinic club coalition college
commission committee company conference congress constitution corporation corps council county court daily day defense
democrats department district east embassy english european facebook federation firm force forces foundation french
fund german government group guard gulf herald high hill holdings home hospital hotel house inc industries institute
international internet island israeli japanese journal kingdom labor lake league library lines ltd mail magazine
market ministry mission monday motors mountain museum nation national nations navy network news north office online
organization palace parliament park party pentagon people post press products project province radio reserve
republicans restaurant review river road royal russian san santa saturday school sea senate series service services
show society south spanish square st state states station store street studios sun supreme system team television
thursday friday sunday tuesday wednesday times today tower treasury tribune trust twitter union united university
valley village watch website week west white world york youtube zoo administrator act bill law report study
january february march april may june july august september october november december god jesus bible
"""

MONTHS = "january february march april may june july august september october november december"
SHORT_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec"
WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday"

# What makes a sentence one of things to come, or of things that may not be.
COMING = """
will won't would could should may might shall can expected expects expect plans plan planned planning scheduled due
going set if unless hopes hope hoping intends intend must slated poised tomorrow likely
"""

# Past forms that do not end in "ed".
PAST = """
was were had did said told took began went came fell rose left made gave held won lost met shot hit struck broke found
saw got ran sent cut put set shut quit led spoke swept drew flew sank stood became brought bought sold paid withdrew
threw wrote fled fought built caught grew knew kept laid lit read rang sat slid split spent spread stole swung tore
wore woke
"""

# Words between a name and its verb, and before the name of somebody in office.
AUXILIARIES = "has had also later then once always often simply just"
RANKS = "former old first last second one two"
PREPOSITIONS = "in on at during after from via through before of"

# Words before a day that make it the edge of a time, or another day than the one nearest to the article.
EDGES = """
until till since by before after from through next last this every each between to past following previous early late
mid for of another ended ending ends dated week month good black super ash
"""

# Words that open a clause which tells of another time than the sentence: "the talks resumed after he left on Monday".
ASIDES = "after since before when who which whose where while because following until as that if although though amid"

NUMERALS = """
one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
nineteen
"""
TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
SCALES = {
    "hundred": 10**2, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12, "k": 10**3,
    "m": 10**6, "mn": 10**6, "mln": 10**6, "bn": 10**9, "b": 10**9, "tn": 10**12,
}  # fmt: skip

# Words before a figure that leave its last digits open.
ABOUT = "about around roughly approximately some nearly almost close estimated over"
ABOVE = "than least"

# Words that name the same in news, by the one that stands for them.
SAME = {
    "dead": "killed kill kills killing dead died die dies deaths death fatalities toll lives",
    "hurt": "injured injuring injure injures injuries wounded wounding wounds hurt casualties",
    "people": "people persons person",
    "ship": "ship ships vessel vessels",
    "$": "dollar dollars",
    "€": "euro euros",
    "home": "home homes house houses",
    "metre": "meter meters metre metres",
    "kilometre": "kilometer kilometers kilometre kilometres km",
    "mile": "mile miles",
    "tonne": "tonnes tonne",
    "litre": "liter liters litre litres",
    "foot": "foot feet ft",
    "pound": "pound pounds lb lbs",
    "child": "child children",
    "woman": "woman women",
    "man": "man men",
    "student": "student students pupil pupils",
    "job": "job jobs position positions",
    "arrest": "arrest arrests arrested detained",
    "vote": "vote votes voted",
}

# Nouns behind a number that is a length of time, an age or an address, and so no figure of a story.
UNCOUNTED = """
second seconds minute minutes hour hours day days night nights week weeks month months year years decade decades
century centuries weekend weekends season seasons block street avenue floor time times am pm a.m p.m o'clock quarter
quarters term terms age old
"""

QUANTITIES = """
hundred hundreds thousand thousands million millions billion billions trillion dozen dozens percent per cent
half quarter third double number average
"""

BONUS = """
announced announce agreement approved billion biggest ceasefire charged confirmed court crisis dead death decision
declared died elected election emergency first found government highest injured killed largest law launched lowest
major million minister new officials ordered percent plan police president prime profits record rejected report
research resigned result results revealed rose ruled ruling scientists sentenced shows signed significant study
suspended talks unanimous verdict victory vote voted warned win won
"""

STIGMA = """
advertisement click comment comments copyright email facebook follow gallery hardly image impossible maybe newsletter
perhaps photo photos picture pictured read related share sign subscribe thanks twitter video watch
"""


ENGLISH = Language(
    code="en",
    stemmer="english",
    abbreviations=frozenset(
        f"{TITLES} {JOINING} {PLACES} {DATES} {HOURS} {NUMBERS} {FIRMS} {LATIN} {STREETS} {DEGREES}".split()
    ),
    titles=frozenset(f"{TITLES} {JOINING}".split()),
    proper=frozenset(f"{TITLES} {PLACES} {DATES}".split()),
    numbered=frozenset(NUMBERS.split()),
    dates=frozenset(DATES.split()),
    calendar=frozenset(CALENDAR.split()),
    starters=frozenset(STARTERS.split()),
    names=frozenset({"yahoo!", "jeopardy!", "kahoot!", "mia!", "wham!", "guess?", "oklahoma!"}),
    stop_words=frozenset(STOP_WORDS.split()),
    pronouns=frozenset(PRONOUNS.split()),
    times=frozenset(TIMES.split()),
    determiners=frozenset(DETERMINERS.split()),
    persons=frozenset(PERSONS.split()),
    connectives=frozenset(CONNECTIVES.split()).union(PHRASES),
    partitive="of them",
    speakers=frozenset(SPEAKERS.split()),
    impersonal=frozenset(IMPERSONAL.split()),
    clauses=frozenset(CLAUSES.split()),
    boilerplate=frozenset(BOILERPLATE),
    attributions=frozenset(ATTRIBUTIONS.split()),
    addressing=frozenset(ADDRESSING.split()),
    roles=frozenset(ROLES.split()),
    bodies=frozenset(BODIES.split()),
    months=(tuple(MONTHS.split()), tuple(SHORT_MONTHS.split())),
    weekdays=tuple(WEEKDAYS.split()),
    past=frozenset(PAST.split()),
    past_ending="ed",
    auxiliaries=frozenset(AUXILIARIES.split()),
    ranks=frozenset(RANKS.split()),
    prepositions=frozenset(PREPOSITIONS.split()),
    coming=frozenset(COMING.split()),
    edges=frozenset(EDGES.split()),
    asides=frozenset(ASIDES.split()),
    numerals={word: number for number, word in enumerate(NUMERALS.split(), 1)}
    | {word: 10 * number for number, word in enumerate(TENS.split(), 2)},
    scales=SCALES,
    about=frozenset(ABOUT.split()),
    above=frozenset(ABOVE.split()),
    same={word: name for name, group in SAME.items() for word in group.split()},
    uncounted=frozenset(UNCOUNTED.split()),
    quantities=frozenset(QUANTITIES.split()),
    bonus=frozenset(BONUS.split()),
    stigma=frozenset(STIGMA.split()),
)
