"""What stands in a mail message beside what it tells, as data: footers, links to a copy, quoted replies, signatures.

A new convention is a new row here and a new case in the tests. The words are those of the large senders and mail
programs in English, German, French, Spanish, Italian, Dutch and Chinese.
"""

from __future__ import annotations

import re

from brief.extract.furniture import Rule, rules_of

#: Whole paragraphs that lead to a copy of the message on the web.
COPIES = rules_of(
    ("in a browser", r"(?i:(?:.{0,100}[?.!:|,] ?)?(?:please |you can )?(?:click (?:here )?)?(?:to )?(?:view|read|open|see|display) (?:(?:this|the|it|our|a)\b.{0,40} )?(?:in |on |with |as )?(?:your |a |the |an )?(?:web ?)?(?:browser|web ?page|web version|web|online)\b.{0,60})$"),
    ("trouble", r"(?i:(?:having )?(?:trouble|problems?|difficult(?:y|ies)) (?:viewing|reading|seeing|displaying) .{0,120}|.{0,40}\bnot (?:displaying|displayed) (?:correctly|properly)\b.{0,80})$"),
    ("online", r"(?i:(?:view|read|open)(?: (?:it|this|this (?:e-?mail|message|newsletter|issue|edition)))? (?:online|on the web|on our (?:web)?site|in the app)\W{0,3}(?: .{0,40})?)$"),
    ("web version", r"(?i:[^.!?]{0,40}\b(?:web ?version|online-?(?:version|ansicht)|version (?:en ligne|web)|versión (?:web|en línea)|versione (?:web|online)|webversie|online versie)\b[^.!?]{0,20})$"),
    ("browser, other languages", r"(?i:[^.!]{0,100}\b(?:im browser (?:ansehen|anzeigen|öffnen|lesen)|dans (?:votre|le) navigateur|en (?:su|tu|el) navegador|nel (?:tuo )?browser|in (?:uw|je) browser)\b[^.!]{0,40})$"),
    ("browser, Chinese", r".{0,40}(?:在浏览器中|在瀏覽器中|网页版|網頁版|浏览器(?:中)?(?:查看|打开)).{0,40}$"),
)  # fmt: skip

#: Whole paragraphs that are never part of what a message tells.
NEVER = rules_of(
    ("links below", r"(?i:(?:read|see|learn|find out|watch|listen|show) (?:more|the (?:full|whole) (?:story|article)|on|now|here|full story)\W*|continue reading\b.{0,40}|full story\W*|more\W{0,3}|click here\b.{0,60}|weiterlesen\W*|mehr(?: lesen)?\W*|lire (?:la suite|l.article)\W*|leer más\W*|leggi (?:tutto|di più)\W*|lees (?:verder|meer)\W*|阅读(?:更多|全文|原文)\W*|查看(?:更多|全文)\W*)$"),
    ("share", r"(?i:(?:(?:share|tweet|forward|like|follow|post|facebook|twitter|linkedin|instagram|whatsapp|youtube|e-?mail|comment|x|threads|bluesky|mastodon|telegram)\b(?: (?:this|us|on|to|a|friend|via|in))*[\s|·•,/]*)+)$"),
    ("forwarded to you", r"(?i:.{0,20}(?:was this|forwarded this|did (?:a|someone).{0,20}forward|got this from a).{0,60}\b(?:e-?mail|newsletter|friend|forward(?:ed)?)\b.{0,80}|.{0,40}(?:sign up|subscribe) (?:here|now|for free|today)\W*)$"),
    ("thanks", r"(?i:(?:thanks|thank you) for (?:reading|subscribing|being (?:a|here))\b.{0,200})$"),
    ("hit reply", r"(?i:(?:.{0,120}\b(?:hit|click|press|just) reply\b.{0,60}|(?:want|interested|how) (?:to|in) advertis.{0,120}|(?:.{0,80}[.?!] )?(?:just )?reply to this (?:e-?mail|message)\b.{0,80}))$"),
    ("sponsor", r"(?i:(?:advertisement|sponsored(?: by [^.!?]{0,60})?|a message from [^.!?]{0,60}|presented by [^.!?]{0,60}|together with [^.!?]{0,40}|anzeige|publicité|publicidad|pubblicità|advertentie|广告))$"),
    ("picture", r"(?i:\[?(?:image|photo|picture|cid|inline image|logo|bild|图片)\s*[:\d].{0,160})$"),
    ("address book", r"(?i:.{0,80}\badd .{0,80}\bto (?:your|the) (?:address book|contacts?|contact list|safe senders?|whitelist)\b.{0,80})$"),
    ("multipart", r"(?i:this is a multi-?part message.{0,60}|your (?:e-?mail|mail) (?:client|program|reader|software) (?:does not|doesn.t|cannot|can.t) .{0,160}|this (?:e-?mail|message) (?:is|was sent) in html.{0,120}|(?:please )?enable (?:html|images) .{0,80})$"),
    ("address", r"(?i:<?https?://\S+>?|\S+@\S+\.\w+)$"),
    ("confidential", r"(?i:this (?:e-?mail|message|communication)(?:,? and any (?:attachments|files).{0,40})?,? (?:is|are|may|contains?|may contain)\b.{0,60}\b(?:confidential|intended|privileged)\b.{0,1500})$"),
    ("sent from", r"(?i:(?:sent|get outlook|envoyé|gesendet|von meinem|enviado|inviato|verzonden|发自)\b ?(?:from|for|de|depuis|von|mit|desde|da|vanaf)? ?(?:my |mon |meinem |mi |mio |mijn )?(?:iphone|ipad|android|ios|mobile|phone|samsung|yahoo|outlook|mail|blackberry|handy|我的).{0,60})$"),
    ("at your service", r"(?i:(?:manage|update|change|edit|set) (?:your |my )?(?:e-?mail )?(?:preferences|subscriptions?|settings|profile)\W*(?: .{0,60})?)$"),
)  # fmt: skip

#: Paragraphs that begin the end of a message, where no prose follows.
FOOTERS = rules_of(
    ("unsubscribe", r"(?i:.{0,400}(?:\bunsubscribe\b|\bopt[ -]?out of (?:these|this|our|receiving|future|all|e-?mails?)\b|\babbestellen\b|\b(?:newsletter|e-?mails?)\b.{0,80}\b(?:abmelden|afmelden)\b|\b(?:abmelden|afmelden)\W{0,3}$|\bse désabonner\b|\bdésabonn|\bdésinscri|\bdarse de baja\b|\bcancelar (?:la |tu |su )?suscripción\b|\bdisiscri|\bannulla l.iscrizione\b|\buitschrijven\b|退订|退訂|取消订阅|取消訂閱|配信停止))"),
    ("why you get it", r"(?i:.{0,60}(?:\byou(?:.re| are| have| were)? ?(?:receiv(?:ed?|ing)|getting|got|sent) (?:this|our|these)\b|\byou(?:.re| are)(?: currently)? subscribed\b|\bthis (?:e-?mail|message|newsletter) (?:was|is|has been) (?:sent|intended|delivered)\b))"),
    ("why you get it, other languages", r"(?i:.{0,40}\b(?:sie erhalten dies|du erhältst dies|diese e-?mail wurde (?:an|ge)|vous recevez (?:ce|cet)|ha recibido este|recibes este|ricevi questa|hai ricevuto questa|u ontvangt de|je ontvangt de)|.{0,20}(?:您收到(?:此|这)|此邮件(?:由|发送)|本邮件))"),
    ("preferences", r"(?i:.{0,60}\b(?:manage|update|change|edit)\b.{0,20}\b(?:your|my|e-?mail|mailing)\b.{0,20}\b(?:preferences|subscriptions?|settings)\b)"),
    ("mailing address", r"(?i:.{0,20}our mailing address is\b)"),
    ("rights", r"(?i:.{0,40}(?:©|\(c\) \d{4}|copyright (?:©|\d{4}|\(c\))|all rights reserved|alle rechte vorbehalten|tous droits réservés|版权所有))"),
    ("list", r"(?:_{20,}|[\w .-]{2,60} mailing list$)"),
)  # fmt: skip

#: The line before a quoted reply.
QUOTED = rules_of(
    ("wrote", r"(?i:(?:on|am|le|el|il|op) .{6,160}(?:wrote|schrieb|a écrit|escribió|ha scritto|schreef)\b.{0,80}:|在.{4,100}写道[:：]|.{2,80} (?:wrote|writes)\s?:)$"),
)  # fmt: skip

#: The line before a message that is quoted whole, with its headers: a reply's, or a forwarded one.
ENCLOSED = rules_of(
    ("marked off", r"(?i:[-_ ]{3,}(?:original message|forwarded (?:message|by .{0,60})|ursprüngliche nachricht|weitergeleitete nachricht|message d.origine|message (?:transféré|original)|mensaje (?:original|reenviado)|messaggio (?:originale|inoltrato)|oorspronkelijk bericht|doorgestuurd bericht|原始邮件|转发(?:的)?邮件|forwarded)[-_ ]{2,}.{0,40})$"),
    ("apple", r"(?i:begin forwarded message|anfang der weitergeleiteten nachricht|début du message (?:transféré|réexpédié)|inicio del mensaje reenviado|inizio messaggio inoltrato|begin doorgestuurd bericht|开始转发的邮件)\s?[:：]$"),
)  # fmt: skip

#: Headers of an enclosed message, as mail programs print them, by what they say.
HEADERS = rules_of(
    ("from", r"(?i:\W*(?:from|von|de|da|van|发件人|寄件者)\W*[:：]\W*)(?P<said>.{1,300})$"),
    ("date", r"(?i:\W*(?:date|sent|datum|gesendet|envoyé|fecha|enviado(?: el)?|data|inviato|verzonden|日期|发送时间|时间)\W*[:：]\W*)(?P<said>.{1,100})$"),
    ("subject", r"(?i:\W*(?:subject|betreff|objet|asunto|oggetto|onderwerp|主题|主旨)\W*[:：]\W*)(?P<said>.{0,300})$"),
    ("to", r"(?i:\W*(?:to|cc|reply-to|an|antwort an|à|para|a|aan|收件人|抄送|回复)\W*[:：]).{0,600}$"),
)  # fmt: skip

#: What mail programs put before a subject.
REPLIED = re.compile(r"\s*(?:(?:re|aw|sv|antw|回复|答复|ré)\s*(?:\[\d+\])?\s*[:：]\s*)+", re.IGNORECASE)
FORWARDED = re.compile(r"\s*(?:(?:fwd?|wg|tr|rv|enc|doorst|i|转发)\s*[:：]\s*)+", re.IGNORECASE)

#: Names of senders that say an author and an outlet. Groups: byline, site.
SENDERS = rules_of(
    ("author from outlet", r"(?P<byline>[^,|@]{3,40}?)\s+(?i:from|at|via|von|bei|de chez|chez|di|@|\||//)\s+(?P<site>.{2,60})$"),
    ("author, outlet", r"(?P<byline>[^,|@\s]{1,20}(?: [^,|@\s]{1,20}){1,2}), (?P<site>(?:The )?[A-ZÀ-Þ].{1,60})$"),
    ("outlet by author", r"(?P<site>.{2,60}?) (?i:by|par|por) (?P<byline>[^,|@]{3,40})$"),
)  # fmt: skip


def is_one_of(rules: tuple[Rule, ...], text: str) -> bool:
    """Return whether one of some rules finds a paragraph."""
    return any(rule.pattern.match(text) for rule in rules)
