"""The words by which the flaws of English summaries are told: of each table, a line is a pattern.

Patterns are matched without regard to case, but for `OPENINGS`; `PRONOUNS`, `EXPLETIVE`, `CONNECTIVES`, `LED_TO`,
`OPENINGS` and `LABEL` at the opening of a sentence, after its quotation mark, the others anywhere.
"""

from __future__ import annotations

# Pronouns that open a sentence. "This week" is a date, "those who" says itself who.
PRONOUNS = r"""
(?:he|she|they|his|her|hers|him|their|theirs|its|these|such|both|neither)(?:'\w+)?\b(?! (?:days|the)\b)
this(?:'s)?\b(?! (?:is cnn|past|coming|last|week|weekend|month|year|morning|afternoon|evening|season|summer|winter)\b)
that(?:'s)?\b(?! (?:said|is)\b)
those\b(?! (?:who|whose|with|without|in|from|on|under|over|of us|\w+ing|\w+ed|interested)\b)
it(?:'\w+)?\b
the (?:pair|duo|trio|latter|other)\b(?! of\b)
the (?:former|two|three|four) (?:is|was|are|were|has|have|had|also|will|met|agreed|said)\b
"""
# What opens with "it" and points at nothing: "it is clear that", "it was raining".
EXPLETIVE = r"""
it(?:'s| is| was|'ll be| will be| has been|'s been| had been| would be| may be| might be| could be| must be)\b[^.]*? (?:that|who|to|when|where|whether|if|how|why|what|until|since|before|because|for|like)\b
it(?:'s| is| was) (?:raining|snowing|cold|hot|warm|dark|late|early|time|noon|midnight|an? \w+ (?:morning|afternoon|evening|night|day)|\d|not until|almost|nearly|just after|just before|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b
it(?:'s| is| was|'d be| would be) \w+(?: \w+)? (?:\w+ing)\b
it (?:rained|snowed|takes|took|emerged|turns out|turned out|appears|appeared|seems|seemed|remains (?:unclear|to be seen|unknown)|is (?:not )?(?:clear|unclear|known|understood|believed|thought|hoped|feared)|makes sense|does(?:n't| not) matter|pays to|goes without|happens)\b
it looks (?:like|as)\b
"""
# Words that tie a sentence to the one before it.
CONNECTIVES = r"""
(?:but|and|or|nor|yet|however|meanwhile|moreover|furthermore|nevertheless|nonetheless|therefore|thus|hence|likewise)\b
(?:yes|no|ok|right|exactly|true|sure),
(?:similarly|otherwise|consequently|accordingly|additionally|conversely|indeed|too|afterwards?|also)\b
so\b(?! (?:far|many|much|called|long|few)\b|-)
(?:instead|as a result|in addition|in contrast|in response|at the time)\b(?! (?:of|to)\b)
besides\b(?! \w+ing\b| the\b| a\b)
(?:still|plus|later|though|elsewhere|again|finally|earlier|then|next|first|second|secondly|third|lastly|too),
then\b(?!-|,| (?:president|prime|vice|secretary|senator|mayor|governor)\b)
(?:by contrast|on the other hand|on the one hand|for (?:example|instance)|in fact|in turn|in other words|of course|after all)\b
(?:that said|even so|at the same time|at that (?:time|point|moment)|after (?:that|this)|before (?:that|this)|since then)\b
(?:by then|until then|that (?:day|night|evening|morning|afternoon|same)|the (?:next|following|same|previous) (?:day|night|morning|week|month|year))\b(?! of\b)
(?:among|one of|some of|most of|many of|all of|none of|both of|two of|several of|each of|part of) (?:them|those|these|this|that|it)\b(?! (?:who|with|\w+ing|\w+ed)\b)
(?:because of|despite|in spite of|given|to|for|with|from|in|on|under|at|by|about|following|like) (?:this|that|these|those|such)\b(?! (?:who|is|we|\w+ed|past|coming|week|weekend|month|year|season|time|morning|afternoon|evening|summer|winter|spring|fall)\b)
(?:another|the other|others|other)\b(?! than\b)
(?:either way|as such|not only that|on top of that|what's more|and yet|even then|in the meantime|equally|to be sure)\b
"""
# The same in the middle of a sentence or at its end.
TURNS = r", (?:however|meanwhile|though)(?:,|\.$)|, (?:too|either|as well)\.$"
# "After the game, he": an opening that leads to somebody who must have been named.
LED_TO = r"(?:after|as|at|before|by|despite|during|for|from|in|like|on|since|under|until|when|while|with|without)\b[^,:]{2,60}, (?:he|she|they)\b"
SAYING = (
    r"(?:said|says?|adds?|added|tells|told|writes|wrote|asks?|asked|insisted|explained|continued|argued|claimed|"
    r"recalled|joked|warned|admitted|noted|replied|tweeted|announced|declared|stated|concluded|remarked|commented|"
    r"observed|responded|reflected|shouted|confirmed|revealed|thinks|believes?|suggested)"
)
# Verbs that do not show it by their ending, and words that a verb follows.
VERBS = """
is are was were be been am has have had do does did will would can could may might must shall should isn't aren't
wasn't won't can't don't didn't doesn't said told made took came went got gave found left lost won held kept put set
led fell rose saw knew thought felt began became brought bought built caught chose cut drew drove ate fought flew grew
hit hung heard hurt laid lay let met paid ran read rode sang sat sent shook shot shut slept sold sought spent spoke
spread stood stole struck taught threw understood woke wore wrote beat broke burst cast cost dealt dug fled go come
take make get give keep want need know think see say look try use help call ask add cook place remove heat serve mix
stir pour love hate hope i we you he she they it it's he's she's that's there's they're we're you're i'm i've we've
they've let's who's what's swim fly jump run walk work live play eat drink sleep feel hear hold lead leave lose meet
pay sit stand tell win write talk speak turn move grow rise fall die kill open close show bring buy sell send choose
fight follow happen seem mean agree fear face plan support oppose deserve matter exist appear build remember believe
expect swam sank stuck lit sped swore shone spun froze
"""
# What belongs to the page, anywhere in a sentence.
FURNITURE = r"""
\b(?:click|tap) (?:here|on|through|the link|to)\b
\bread (?:more|next|the full (?:story|article|text|report|interview))\b
^(?:also )?read ?[:|]
^interested in\b.{0,40}\?
\bsign up (?:for|to|here|now|today)\b.{0,60}\b(?:newsletter|alert|email|e-mail|here|free|updates)
\bsubscribe\b.{0,40}\b(?:here|now|today|newsletter|magazine)
\bfollow (?:us|me|him|her|them|@\w+|(?:\w+ ){1,3})(?:on|at) (?:twitter|facebook|instagram)
\b(?:like|join|find|friend|email) us (?:on|at)\b
\bfollow @\w
\bcontributed to (?:this|the) (?:report|story|article|dispatch)
^(?:edited|written|compiled|reported|photographed|posted) by \w
\b(?:editing|writing|reporting) by [a-z]+ [a-z]+(?:[;,.)]| and |$)
^(?:photos?|pictures?|images?|credits?|source|photographs?|video)(?: credits?| galler(?:y|ies)| by| courtesy)? ?:
\b(?:photo|image|picture) (?:credit|by [A-Z]|courtesy)
\bgetty images\b
\((?:ap|reuters|afp|epa) photo
\bscroll down\b
\bcopyright\b.{0,25}\d{4}
^©
\ball rights reserved\b
\bmay not be published, broadcast\b
\be-?mail to a friend\b
\b(?:post|leave|add) a comment\b
\bcomments (?:below|section|are closed)\b
\b(?:let us know|tell us (?:what|your|about)|share your (?:thoughts|story|stories|views|experiences))\b
\b(?:opinions|views) expressed\b.{0,70}\b(?:author|solely|own|his|hers|those)
\bsolely those of\b
\bis an? (?:[\w-]+ ){0,6}(?:columnist|contributor|correspondent|commentator|fellow|producer|analyst) (?:for|at|to|with) (?:cnn|the (?:new|daily|wall|los|washington))\b
^(?:editor'?s? note|note|correction|clarification|disclaimer|advertisement|story highlights)\b ?:?
\b(?:terms of (?:service|use)|privacy policy|associated press writers?|all times local)\b
\ba (?:post|photo|video) (?:shared|posted) by\b
\bpic\.twitter\.com|https?:|\bwww\.\w|\w@\w+\.\w
\(@\w+\)
\b(?:hide|toggle|show) caption\b
^caption ?:
^have your say\b
\b(?:do you have|got|have you got) a (?:story|news story|tip)\b
^(?:related|more|watch|insight|gallery|see also|also see|live|listen|quiz|play|interactive|infographic|join the conversation|more (?:on|from)\b[^,.]{0,40}|opinion)(?: [\w']+){0,2} ?[:>]
\bvisit (?:our|cnn|the (?:website|page|site))\b.{0,60}\b(?:more|for|at|\.com)
^(?:last )?(?:updated|published|posted|modified)\b.{0,15}(?:\d|:)
^\d{1,2}[:.]\d\d ?(?:am|pm|a\.m\.|p\.m\.|gmt|bst|est|edt|et)\b ?(?:[:,|-]|$|[A-Z])
\b(?:for confidential support|samaritans on|helpline)\b
\b(?:currently viewing|supports? html5|enable javascript|your browser|free trial|daily newsletter|e-?mail address)\b
\(?[A-Z]+ - news - people ?\)
\bcnn student news\b.{0,60}\b(?:transcript|roll call|click|page)
"""
# Bylines and datelines, told by their capitals.
OPENINGS = r"""
By [A-Z][\w.'-]+(?: [A-Z][\w.'-]+){1,3}(?:,|$| for\b| and [A-Z]| [A-Z]\w+ (?:Correspondent|Reporter|Editor))
(?:By )?[A-Z][a-z]+ [A-Z][a-z]+(?:, CNN| for CNN|, Reuters|, The Associated Press)
\((?:CNN|Reuters|AP|AFP|Bloomberg|CNNMoney|RollingStone\.com|[A-Z][\w. ]{2,20})\) ?(?:--|[—–-]|[A-Z])
[A-Z][A-Z .'-]{2,40}(?:, [A-Z][\w. ]{1,30})?(?: \([\w. /]{2,30}\))? ?(?:--|[—–]|- )
[A-Z][A-Z .'-]{2,40}(?:, [A-Z][\w. ]{1,30})? \([\w. /]{2,30}\)
[A-Z][\w .]{2,20}, (?:[A-Z][\w.]+ )?\([\w. ]+\) ?(?:--|[—–-])
(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d{1,2}(?:, \d{4})? ?(?:--|[—–]|- |\|)
"""
_SIDE = r"(?:(?:top|bottom|far|front|back|above|below|second|third|pictured|seen|shown)[ ,-]*(?:from )?(?:the )?)*(?:left|right|cent(?:er|re)|above|below|top|bottom|shown|circled|inset|stock|file|main|foreground|background|seen|pictured)"
# What points at a picture.
CAPTIONS = rf"""
(?<!was )(?<!were )(?<!been )\bpictured\b
\({_SIDE}(?: [^()]{{0,30}})?\)
\([^()]{{0,40}}\b(?:picture|photo|image|photographed|artist's impression)\)
^(?:left|right|above|below|top|bottom|cent(?:er|re)|clockwise|from left|l-r|file|stock)\b[^.:]{{0,25}}:
\b(?:file|stock|undated|handout|library|archive|aerial|courtesy|family) (?:photo|image|picture|photograph)s?\b
\bin this (?:photo|image|picture|photograph|undated|still|frame|file|handout|aerial|\w+\.? \d{{1,2}}, \d{{4}})
\bthis (?:photo|image|picture|undated photo|photograph|graphic|combination)\b.{{0,40}}\b(?:shows?|taken|released|from)
(?<!\bas )(?<!who )(?<!which )(?<!that )(?<!he )(?<!it )(?<!they )\b(?:is|are) (?:seen|shown|pictured) (?:here|with|on|in|at|during|leaving|arriving|after|above|below|as|walking|next|outside|[a-z]+ing)\b
\bthe (?:photo|image|picture)s? (?:above|below)\b
\bposes? (?:for (?:a |the )?(?:photo|picture|portrait|selfie)|with|next to|outside|in front)
, (?:second |far |top |bottom )?(?:left|right),(?= )
"""
# "Proud day: the mayor on the bridge" stands below a picture.
LABEL = r"(?!(?:the|a|an|his|her|its|my|our|their|this|that|one|and|but|in|for|to|as|on|about|according|update|breaking|exclusive|result|fact)\b)[^\W\d][\w'-]*(?: [\w'-]+){0,4}: \S"
# What promises more than a summary has.
TEASERS = r"""
\bhere(?:'s| is| are) (?:what|how|why|everything|a (?:look|list|quick)|five|six|seven|ten|three|four|some|our|your|more|\d+)\b
\b(?:what|things|all) you need to know\b
\b(?:watch|see|view|check out|look at|listen to|click|browse|play) (?:\w+ ){0,4}(?:video|clip|gallery|photos?|pictures|slideshow|footage|trailer|below|above|podcast)\b
^(?:watch|scroll|listen|click|swipe|browse|vote|test your|check out|find out|learn more|keep reading|read on|take (?:our|the) (?:quiz|poll)|see (?:more|what|how|why|also))\b
\b(?:in|see|listed|shown|read|from) (?:the )?(?:\w+ )?(?:video|clip|gallery|slideshow|list|chart|graphic|map|table|story|interview)? ?(?:above|below)[.!:)]*$
\bfind out (?:more|how|what|why)\b.{0,30}\b(?:below|here)\b
\b(?:are|in) (?:below|as follows|the following)\b ?[:.]
\b(?:read on|stay tuned|watch this space|on (?:this|today's) (?:page|show|edition))\b
\bmore (?:details|information|updates) (?:to come|to follow|below|soon)\b
\b(?:this is a )?(?:breaking|developing) (?:news )?story\b
\b(?:this|our) (?:video|slideshow|gallery|transcript|page|podcast|quiz|newsquiz|weekly newsquiz|interactive|slide show)\b
"""
