"""Who is a person: told by first names, by titles, and by verbs of saying."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

# Frequent first names of English news; those that are places as well (Paris, Chelsea, Georgia) are left out.
_FIRST_NAMES = """
aamir aaron abby abdelhamid abdul abdullah abigail abraham ada adam adele adrian agnes ahmed aidan aileen aisha
akhilesh alan alastair albert alberto alejandra alejandro alessandro alex alexander alexandra alexis alfonso alfred
ali alice alicia alison alistair allan allen allison alonso amanda amber amir amit amy ana anand anders andre andrea
andreas andrei andrew andrzej andy angel angela angelina angus anil anita ann anna anne annie anthony antoine anton
antonio anurag ariel arjun arnold arthur arvind ashish ashley ashok ashton astrid audrey augustus avigdor axel ayman
aziz barack barbara barkha barney barry bart bashar bastian beatrice bela ben benedict benito benjamin bernard
bernardo bernie bert beth betty beverly bhuvneshwar bill billy bjorn bob bobby boris brad bradley brandon brayden
brenda brendan brett brian bridget brooke bruce bruno bryan bryce bud caitlin caleb calvin cameron camille cara carl
carla carlo carlos carly carmen carol caroline carolyn carrie cate catherine cathy cecilia cedric celeste cesar cesc
chad charles charlie chen cheryl chico chloe chris christian christina christine christopher christy chuck cindy
claire clara clarence claudia cliff clifford clint clive cole colin connie connor conor corey cory craig cristiano
cruz crystal curt curtis cynthia cyril daisy damian damien dan dana daniel daniela danielle danny dario darius darrell
darren daryl dave david dawn dean debbie deborah debra deepak deepika denise dennis denzel derek derrick desmond devin
diana diane dick didier diego dieter dilma dirk dmitry dominic don donald donna doris dorothy doug douglas drew duncan
dustin dwayne dylan earl earnest ed eddie edgar edith edmund eduard eduardo edward edwin efrain ehud eileen elaine
eleanor elena eli elias elijah elizabeth ella ellen ellie elliot elliott elon emil emilia emilio emily emma emmanuel
enrique erdogan eric erica erik erin ernest ernesto ernie errol esteban ethan eugene eva evan evelyn evo fabio faith
farah farhan fatima fawaz federico felipe felix fernando fidel fiona flavio florian fran frances francesco francis
francisco francois frank franklin fred freddie frederick freya fritz gabriel gabrielle gal gareth garrett gary gautam
gavin gemma gene gennady geoff geoffrey george gerald gerard gerardo gerry gianni gilbert gina giorgio giovanni
giuseppe glen glenn gloria goodluck goran gordon grace graham grant greg gregg gregory guillermo gunter gustavo guy
gwen hamid hannah hans hardik harold harper harriet harry haruki harvey hassan hazel heather hector heidi heinz helen
helena helmut henrik henry herbert hermann hideki hilary hillary hiroshi holly hosni howard hugh hugo humphrey hunter
hussein ian ibrahim igor iker ilse imelda imran ingeborg ingrid irene iris isaac isabel isabella isla ismail ivan
ivana ivar jack jackie jacob jacqueline jacques jaime jake jakob jalen james jamie jan jana jane janet janice jared
jarvis jasmine jason jasprit javad javier jay jayant jean jeb jeff jeffrey jennie jennifer jenny jens jeremy jermain
jerome jerry jerzy jesse jessica jesus jill jim jimmie jimmy jiri joachim joan joanna joanne joao joaquin jochen joe
joel johan johann johanna johannes john johnny jon jonah jonathan jordi jorge jose joseph josh joshua joy joyce juan
juanita judith judy julia julian juliana julie juliet julius jurgen justin kaitlyn kamal kanye kapil karan karen karim
karin karl karol katarina kate katharina katherine kathleen kathryn kathy katie katrina katy kayla keanu keiko keith
kelly ken kendall kenneth kerry kevin khaled khalid kim kimberly kiran kirk kirsten klaus kofi konstantin kris kristen
kristin kristina kumar kurt kyle lalu lance larry lars laura lauren laurence laurie lawrence leah lee leif leila leo
leon leonard leonardo leopoldo leroy leslie lewis li liam lillian lina linda lindsay lindsey lionel lisa liz lleyton
lloyd logan lois lorenzo lori lorraine louis louise luca lucas lucia luciano lucy luis luiz lukas luke lydia lynn
magnus maha mahatma mahendra mahmoud malala malcolm mamata mandy manish manmohan manoj manuel marc marcel marco marcus
maren margaret margot maria marian mariano marie marijn marilyn marina mario marissa marius marjorie mark marko
marlene marshall martha martin marvin mary mason mateo mateus mathieu matt matteo matthew maureen maurice max maxine
maya mayawati meera megan meghan mehdi mehmet mel melanie melinda melissa mercedes meredith michael michel michele
michelle miguel mike mikhail milan mildred miley milind milos milton minh miranda mitch mitchell mitsuko mitt mo
moammar mohamed mohammad mohammed moira molly mona monica morgan moses moshe muammar muhammad muhammadu mukesh murray
mustafa myra nabil nadia naftali nancy naomi narendra nasser natalia natalie natasha nathan nathaniel neal neil nelson
neymar niall nicholas nick nico nicola nicolas nicole nigel nigella nikita nikki nikolai nils nina nirmala nitish noah
nora norma norman novak olga oliver olivia omar omer oprah osama oscar oskar osman otto owen pablo pam pamela paolo
pascal pat patrice patricia patrick paul paula pauline pedro peggy penelope penny percy perry pervez pete peter petra
phil philip philippe phillip phoebe phyllis pierre piers pooja prakash pranab prannoy priya priyanka quentin quinn
rachel rafa rafael raheem rahul raila raj raja rajesh rajnath ralph ramesh ramon ranbir randy rashid ratan raul ravi
ray raymon raymond rebecca recep reggie reginald renee rex reza rhys ricardo richard rick ricky rishi rita rob robert
roberta roberto robin rod roddy roderick rodney rodolfo rodrigo roger rohan rohit roland roman romeo ron ronald
ronaldo ronnie rory rosa rose rosemary ross roy ruben ruby rupert russell ruth ryan sabrina sachin sadie said saina
salim sally salma salman salvador sam samantha samuel sandeep sandra sandy sanjay sanjeev santiago sara sarah sasha
saul scott sean sebastian sepp serena sergei sergey sergio seth shah shane shannon sharad sharon shashi shaun shawn
sheila shelby shelley sheryl shinzo shirin shirley sidney silvia silvio simon simona simone sindhu sinead sitaram
sofia solomon sonia sonny sonya sophia sophie spencer stacey stacy stan stanley stefan stefano stella stephanie
stephen steve steven stevie stewart stuart subhash sue sunil sunita suresh susan susanna sushma suzanne sven svetlana
sylvia takeshi tamara tamir tammy tanya tara tariq taylor tayyip ted tejashwi teresa terrence terri terry thabo thelma
theo theodore theresa thiago thierry thomas tiffany tim timothy tina tobias toby todd tom tomas tommy toni tony tor
tracey tracy travis trevor trey troy trupal tsai tyler tzipi uhuru ulrich umar uri usain uwe valerie vanessa varun
vera vernon veronica vicky victor vijay vikram viktor viktoria vince vincent vinod viola virat virgil vitali vivian
vladimir wade wallace walter wanda warren wayne wendy wes wesley whitney wilfred wilhelm will william willie wilson
winston wladimir xavier xi yasmin yasser yaya yolanda yuki yuri yusuf yvonne zac zach zachary zain zara zhang zinedine
zlatan zoe zoya
"""
# Before a surname these introduce; as "first names" they are none.
_TITLES = """
mr mrs ms miss mx dr prof professor sir dame lord lady baroness president senator sen rep representative congressman
congresswoman gov governor mayor judge justice minister chancellor secretary king queen prince princess pope cardinal
bishop archbishop father sister rev reverend pastor general gen colonel col captain capt lt lieutenant sgt sergeant
major cmdr commander officer detective det inspector chief coach attorney ambassador commissioner director chairman
"""
_NO_FIRST_NAMES = """
the a an and but or in on at of for from with by to as if when while after before since until although though because
however both new north south east west northern southern eastern western central san santa saint st los las el la de
great united royal national international american british french german chinese russian former late this that these
those his her its their our my your he she it they we i not no yes so then there here where what who why how also even
only just like under over against between during without within about into through monday tuesday wednesday thursday
friday saturday sunday january february march april june july august september october november december mount lake
fort port cape one two three four five everyone nobody
"""
_NO_SURNAMES = """
laboratory university college school hospital foundation airport street road avenue stadium center centre institute
church company group club house hall prize award cup open show city county state island river times post news bank
museum theater theatre committee commission department ministry council congress parliament party league association
medal day jr sr
"""
FIRST_NAMES, TITLES = frozenset(_FIRST_NAMES.split()), frozenset(_TITLES.split())
NO_FIRST_NAMES, NO_SURNAMES = frozenset(_NO_FIRST_NAMES.split()), frozenset(_NO_SURNAMES.split())

_SAYING = r"(?:said|says|told|tells|added|adds|wrote|writes|asked|explained|insisted|argued|claimed|recalled|admitted)"
_NAME = r"(?:(?:Mc|Mac|O'|D'|De|Van|Al-|al-)?[A-Z][a-zà-ÿ]+(?:-[A-Z][a-zà-ÿ]+)?)"
_NO_NAME = rf"(?!(?:{'|'.join(word.title() for word in sorted(NO_FIRST_NAMES))})\b)"
_FULL = re.compile(
    rf"(?<![\w.'-]){_NO_NAME}(?P<first>[A-Z][\w'-]*|(?:[A-Z]\.)+)"
    rf"(?: [A-Z]\.| \"\w+\"| {_NAME}| (?:van|von|de|der|bin|al|el|la|da|di)){{0,3}} (?P<last>{_NAME})(?!\w)"
)
_SPEAKER = re.compile(rf"\b{_NO_NAME}{_NAME} {_SAYING}\b|\b{_SAYING} {_NO_NAME}{_NAME}\b")
_WORD = re.compile(r"[\w.'-]+")
# A lower-case word that says who the one named after it is: "baker Holm", "goalkeeper Lie".
_ROLE = re.compile(
    r"(?:[a-z-]+(?:er|or|man|woman|person|ist|ian|ess|eer|ant)|star|coach|boss|chief|judge|captain|champion|rival|"
    r"husband|wife|son|daughter|mate|president|friend|victim|suspect|candidate|nominee|hopeful|agent|student|pilot|cop)$"
)
_NO_ROLES = "after under over other whether either neither never ever for nor however rather than another per her"
_NO_ROLE = frozenset(_NO_ROLES.split())
_PARTICLE = re.compile(r"(?<= )(?:(?:van|von|de|der|den|bin|al|el|la|da|di|du) )+$")
_STRAIGHT = str.maketrans("“”‘’", "\"\"''")


def names_somebody(text: str) -> bool:
    """Return whether a text names a person: by first name and surname, by title, or as the one who says something."""
    straight = text.translate(_STRAIGHT)
    return bool(_SPEAKER.search(straight)) or any(
        word.lower().rstrip(".") in FIRST_NAMES | TITLES
        for full in _FULL.finditer(straight)
        for word in full.group().split()[:-1]
    )


def bare_surname(sentences: Sequence[str], text: str) -> str | None:
    """Return a surname that the last of some sentences uses and none introduces, though the article does; else None.

    Arguments: the sentences of a summary up to the one that is asked about; the text of the article.
    """
    *earlier, last = sentences
    for name in _persons(text):
        if name in last and _is_bare(name, last) and not any(name in one for one in earlier):
            return name
    return None


@lru_cache(maxsize=8)
def _persons(text: str) -> tuple[str, ...]:
    """The surnames of the people whom a text calls by their full names."""
    straight = " ".join(text.translate(_STRAIGHT).split())
    found: dict[str, None] = {}
    for full in _FULL.finditer(straight):
        is_named = any(word.lower() in FIRST_NAMES for word in full.group().split()[:-1])
        if is_named or (full["first"].lower() not in TITLES and _is_person(full, straight)):
            found[full["last"]] = None
    return tuple(name for name in found if name.lower() not in NO_FIRST_NAMES | NO_SURNAMES)


def _is_person(full: re.Match[str], text: str) -> bool:
    """Whether what looks like a full name has a title or an age, or speaks and is introduced by a role."""
    name = re.escape(full["last"])
    if re.search(rf"\b(?:Mr|Mrs|Ms|Miss|Dr)\.? {name}\b(?! [A-Z])|\b{name}, \d\d,", text):
        return True
    before = _WORD.findall(text[max(0, full.start() - 30) : full.start()])[-1:]
    introduced = bool(before and _is_role(before[0])) or re.match(r", (?:an?|the|who)\b", text[full.end() :])
    return bool(introduced and re.search(rf"\b{name} {_SAYING}\b|\b{_SAYING} {name}\b(?! [A-Z])", text))


def _is_role(word: str) -> bool:
    return bool(_ROLE.match(word)) and word not in _NO_ROLE


def _is_bare(name: str, sentence: str) -> bool:
    """Whether all that a sentence says of somebody is the surname."""
    bare = False
    for found in re.finditer(rf"(?<![\w-]){name}(?:'s|')?(?![\w-])(?! [A-Z]| & )", sentence):
        before = _PARTICLE.sub("", sentence[: found.start()])
        word = (_WORD.findall(before)[-1:] or [""])[0] if before.endswith(" ") else ""
        after = sentence[found.end() :]
        if re.match(r", (?:an?|the|who)\b", after) or (word.lower() == "the" and re.match(r" [a-z]", after)):
            return False
        named = word[:1].isupper() and word.lower().rstrip(".") not in NO_FIRST_NAMES
        if named or _is_role(word) or re.search(r"No\. ?\d+ $", before):
            return False
        bare = True
    return bare
