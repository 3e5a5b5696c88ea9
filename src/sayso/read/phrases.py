"""The closed families of words that page furniture is made of, as patterns over one trimmed paragraph.

Three strengths: a `STRONG` pattern marks furniture wherever it stands, a `HEAD` or `TAIL` one only before
the first or after the last paragraph of prose, and a `WEAK` word (which may as well be a cross-heading of
the article) only in those zones or beside something strong. English, as the models are.
"""

from __future__ import annotations

import re
from re import Pattern

__all__ = [
    "BYLINE",
    "COUNTER",
    "CREDIT",
    "DATE",
    "DATELINE",
    "DISCLAIMER",
    "FRAME",
    "HEAD",
    "LEADIN",
    "LONGEST",
    "REPORTER",
    "SPEECH",
    "STRONG",
    "TAIL",
    "WEAK",
]

# No family describes a paragraph longer than this: the patterns are not tried on longer ones.
LONGEST = 700


def _whole(*alternatives: str) -> Pattern[str]:
    return re.compile(r"(?:" + "|".join(alternatives) + r")", re.IGNORECASE)


_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
# A date with its year: "July 15, 2018", "15 July 2018", "2018-07-15". A numeric 7/8/18 is two dates, hence
# none.
DATE = re.compile(
    rf"\b(?:(?P<m1>{_MONTH})\s+(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y1>(?:19|20)\d\d)"
    rf"|(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<m2>{_MONTH}),?\s+(?P<y2>(?:19|20)\d\d)"
    r"|(?P<y3>(?:19|20)\d\d)-(?P<m3>\d\d)-(?P<d3>\d\d))\b",
    re.IGNORECASE,
)
_CLOCK = (
    r"(?:\d{1,2}[:.]\d\d(?::\d\d)?\s*(?:[ap]\.?m\.?)?|\d{1,2}\s*[ap]\.?m\.?)"
    r"(?:\s*\(?(?:GMT|UTC|[BCE]?E?S?T|[ECMP][SD]?T)\)?)?"
)
_ZONED = r"\d{1,2}[:.]\d\d\s*(?:[ap]\.?m\.?)\s*\(?(?:GMT|UTC|[BCE]E?S?T|[ECMP][SD]?T)\)?"
_DAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_WHEN = (
    rf"(?:{_CLOCK},?\s*(?:on\s+|[|•·–-]\s*)?)?{_DAY}(?:{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+(?:19|20)\d\d"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH},?\s+(?:19|20)\d\d|(?:19|20)\d\d-\d\d-\d\d"
    rf"|\d{{1,2}}[/.]\d{{1,2}}[/.](?:\d{{4}}|\d\d))"
    rf"(?:,?\s*(?:at\s+|[|•·@–-]\s*)?{_CLOCK})?"
)
_ISSUED = r"(?:first\s+|originally\s+|last\s+)?(?:published|posted|updated|modified|created)"
_NETWORK = (
    r"(?:facebook|twitter|x|linked\s?in|whats\s?app|pinterest|reddit|telegram|google\s?\+|tumblr|flipboard|e-?mail"
    r"|messenger|instagram|youtube|vkontakte|bluesky|threads|mastodon)"
)
# No button's name may be two others in a row ("copy link"): repetition over such a set backtracks without
# end.
_BUTTON = rf"(?:{_NETWORK}|connect|tweet|share|comments?|more|print|save|link|pin\s?it|post|follow|like)"

# "Image 1 of 12", "1 / 12": a picture in a gallery, whose caption and credit follow.
COUNTER = _whole(r"(?:image|photo|slide|picture)\s+\d+\s+(?:of|/)\s+\d+|\d+\s*/\s*\d+")
# An empty byline: what is left of "by NAME in SECTION, DATE" when the names were links or icons.
_STUB = r"(?:(?:by|in|on|by\s*,?\s*in|in\s+on)\s*[,|•·–—]+(?:\s*(?:by|in|on|at))?|[,|•·]+)\s*[,|•·–—]*"

STRONG: tuple[tuple[str, Pattern[str]], ...] = (
    (
        "comments",
        _whole(
            r"no\s+comments(?:\s+yet)?",
            r"(?:\d[\d,]*|view|show|hide|load|see|read|all)\s+(?:all\s+|more\s+|the\s+)*comments?(?:\s*\(\d+\))?",
            r"(?:view|show|see|load|read)\s+(?:all\s+|more\s+)?(?:\d+\s+)?comments?",
            r"inline\s+feedbacks?",
            r"notify\s+of",
            r"(?:leave|post|add|write)\s+(?:a|your)\s+(?:comment|reply)[.!]?",
            r"click\s+here\s+to\s+comment(?:\s+on\s+this\s+\w+)?[.!]?",
            r"(?:sign|log)\s*in\s+to\s+(?:leave|post|write|add)\s+a?\s*comments?[.!]?",
            r"to\s+find\s+out\s+more\s+about\s+(?:facebook\s+)?commenting\b.{0,120}",
            r"comments\s+(?:are|have\s+been)\s+(?:now\s+)?(?:closed|disabled|turned\s+off)\b.{0,60}",
            r"(?:oldest|newest|most\s+voted)",
            r"join\s+the\s+(?:conversation|discussion)[.!]?",
        ),
    ),
    (
        "share",
        _whole(
            rf"share\s+(?:this\s+)?(?:(?:on|via|to|by)\s+{_NETWORK}(?:\s*\(opens\s+in\s+new\s+window\))?)",
            r"share\s+(?:story|article)",
            r"share\s+this(?:\s+(?:article|story|post|page|with))?\s*[:—–-]?",
            r"(?:read\s+or\s+)?share\s+this\s+(?:story|article):?\s*(?:https?://\S+)?",
            rf"(?:post|tweet|click)\s+(?:this\s+)?to\s+(?:share\s+on\s+)?{_NETWORK}",
            rf"{_BUTTON}(?:[\s,|•·/]*{_BUTTON}){{2,}}",
            r"(?:copy|get)\s+(?:the\s+)?link(?:\s+to\s+(?:this\s+)?\w+)?",
            r"follow\s+(?:us|me)\s+on\s+[\w@ ,&/+]{2,60}[.!]?",
            rf"follow\s+[\w.’' -]{{2,50}}\s+on\s+{_NETWORK}(?:\s+(?:at\s+)?@?\w+)?\s*[.!]?",
            r"(?:twitter\s*)?\d+\s*(?:retweets|shares|likes)",
            r"a\s+link\s+has\s+been\s+(?:sent|posted)\s+to\s+your\b.{0,60}",
        ),
    ),
    (
        "advertisement",
        _whole(
            r"advertise?ments?",
            r"(?:sponsored|promoted|partner|paid)\s+(?:content|post|by\s.{1,40}|links?|stories)",
            r"(?:story|article|post|report)\s+continue[sd]\s+(?:below|after)(?:\s+(?:the\s+|this\s+)?(?:advertise?ment|ad|video|gallery))?[.!]?",
            r"continue\s+reading\s+(?:the\s+main\s+story|below)?[.:]?",
            r"(?:scroll\s+(?:down\s+)?(?:for|to\s+continue)\s+.{1,60})",
            r"window\._?\w+\s*=.{0,600}",
            r"\(?adsbygoogle\b.{0,200}",
        ),
    ),
    (
        "widget",
        _whole(
            r"(?:please\s+)?(?:subscribe|sign\s+up|register)\s+(?:now|here|today|free|to|for)\b.{0,120}",
            r"sign\s+(?:me\s+)?up[!.]?",
            r"(?:click\s+here\s+to\s+|please\s+)?(?:subscribe|sign\s+up)\s+(?:to|for)\s+(?:our|the|this|daily|free)\b.{0,160}",
            r"(?:get|receive)\s+(?:the\s+|our\s+|today[’']s\s+)?.{1,60}\b(?:in|to|into)\s+your\s+inbox\b.{0,60}",
            r"thank\s+you\s+for\s+(?:signing\s+up|subscribing|registering)\b.{0,120}",
            r"be\s+the\s+first\s+to\s+know[.!]?",
            r"(?:unlimited\s+)?digital\s+access\b.{0,60}",
            r".{0,200}\bwith\s+a\s+(?:digital\s+)?subscription,?\s+you.{0,120}",
            r"enter\s+your\s+e-?mail(?:\s+address)?\b.{0,60}",
            r"(?:already\s+a\s+subscriber\?|log\s*in|sign\s*in)(?:\s+(?:log|sign)\s*in)?",
            r"(?:this\s+(?:web)?site|we)\s+uses?\s+cookies\b.{0,300}",
            r"(?:please\s+)?enable\s+javascript\b.{0,160}",
            r"(?:more_vert|play_arrow|video_youtube|chevron_(?:left|right)|arrow_\w+|expand_(?:more|less)|bookmark_border)",
            r"now\s+playing:?|just\s+watched|resize\s+text|text\s+size|order\s+reprint|purchase:\s*order\s+reprint",
            r"\d+%\s+of\s+readers\s+think\b.{0,120}",
            r"powered\s+by\s+\w{2,20}",
            r"a\s+\s*a(?:\s+\s*a)?",
        ),
    ),
    (
        "caption",
        _whole(
            COUNTER.pattern,
            r"\([A-Z][^()/]{3,60}/[A-Z][^()/]{2,40}\)",
            r"back\s+to\s+gallery|view\s+(?:full\s+)?gallery|hide\s+caption|toggle\s+caption|enlarge\s+this\s+image",
            r"file\s*(?:photo)?\s*[-–—:]+\s*(?:in\s+this\b|.{0,200}\bfile\s+photo\b|.{0,40}\bphoto\b).{0,650}",
            r"file\s+photo:\s.{0,650}",
            r"\(?(?:file\s+)?(?:photo(?:graph)?|image|picture|media|credit|video)(?:\s+(?:credit|courtesy))?(?:s)?\s*(?::|\bby\s|\bcourtesy\s)\s*[^.:;!?\"“”„«»]{0,90}\)?\.?",
            r"(?:file\s+)?(?:photo|picture|image)\s*\(?(?:credit)?\)?",
            r"[^.!?]{2,70}(?:/|\||,|\bvia)\s*(?:the\s+)?(?:life\s+images\s+collection\s*\|\s*)?(?:getty(?:\s+images)?|shutterstock|ap\s+photo|afp/getty)(?:\s+images)?",
        ),
    ),
    (
        "disclaimer",
        _whole(
            r"(?:copyright|©|\(c\))\s*(?:©|\(c\))?\s*(?:by\s+)?(?:(?:19|20)\d\d).{0,400}",
            r"(?:©|\(c\))\s*\w.{0,120}",
            r".{0,160}\ball\s+rights\s+reserved\.?",
            r"this\s+material\s+may\s+not\s+be\s+(?:re)?(?:published|produced|broadcast|printed)\b.{0,200}",
        ),
    ),
    (
        "navigation",
        _whole(
            r"\d+\s+(?:seconds?|mins?|minutes?|hours?|days?|weeks?)\s+ago",
            r"skip\s+to\s+(?:main\s+)?(?:content|navigation)|back\s+to\s+(?:top|home)|jump\s+to\s+comments",
            r"(?:read|view|see)\s+(?:the\s+)?full\s+(?:article|story|report|coverage)\s*[»›>→]*",
            r"(?:privacy\s+policy|terms\s+(?:of\s+(?:use|service)|and\s+conditions)|cookie\s+(?:policy|settings)|contact\s+us|about\s+us)(?:[\s|•·,&]+(?:privacy(?:\s+policy)?|terms(?:\s+(?:of\s+(?:use|service)|and\s+conditions))?|cookies?(?:\s+policy)?|contact(?:\s+us)?|about(?:\s+us)?|advertise))*",
            r"(?:home\s*[>»›/|]\s*)[\w &>»›/|-]{2,80}",
        ),
    ),
    (
        "related",
        _whole(
            r"(?:related|recommended)\s+(?:\w+\s+)?(?:stories|articles|news|posts|videos?|links|coverage|content)\s*:?",
            r"most\s+(?:read|popular|viewed|shared)(?:\s+[\w&]+){0,4}\s*:?",
            # A headline in brackets with space around it is a link to another piece.
            r"\[\s[^\[\]]{20,160}\s\]",
        ),
    ),
    ("byline", _whole(_STUB)),
)
# Sure enough to be a byline below a standfirst, where the text may have begun.
DATELINE = _whole(
    rf"(?:.{{0,80}}[\s|•·,(])?{_ISSUED}\s*(?:on|at|:)?\s*.{{0,30}}{_WHEN}.{{0,60}}",
    rf"(?=.*\d[:.]\d\d){_WHEN}(?:[\s|•·,–—-]*{_WHEN})?",
)

# What introduces a list of other pieces. The headlines under it are judged by `furniture`.
LEADIN = _whole(
    r"(?:related|recommended|more|other|latest|popular|top|trending|suggested|further)\s+(?:\w+\s+){0,2}"
    r"(?:stories|articles|news|reading|posts|videos?|content|links|coverage|headlines|topics)\s*:?",
    r"(?:trending|more|most\s+(?:read|popular|viewed|shared|commented))(?:\s+(?:in|from|on|now)(?:\s+\w+){0,4})?\s*:",
    r"trending(?:\s+(?:in|on|now)(?:\s+\w+){0,3})?|most\s+(?:read|popular|viewed|shared|commented)(?:\s+(?:in|on)\s+\w+)?",
    r"more\s+(?:from|on|in|about)\s+[A-Z][\w ’'&.-]{1,50}:?",
    r"you\s+(?:may|might)\s+(?:also\s+)?(?:like|be\s+interested\s+in)\s*(?:\.{3}|…|:)?",
    r"(?:see|read|watch)\s+(?:also|next|more|this\s+next)\s*:?",
    r"related\s*:?|recommended(?:\s+(?:for\s+you|video))?\s*:?|up\s+next|don[’']t\s+miss\s*:?|around\s+the\s+web",
)
# One line that is lead-in and headline together: "Read more: Harbour strike enters third week".
REPORTER = _whole(
    r"(?:read\s+(?:more|also|next)|see\s+also|related(?:\s+(?:story|article|video))?|watch\s+(?:now|also|more)"
    r"|also\s+read|more\s+on\s+this|don[’']t\s+miss)\s*[:|»›>–—]\s*\S.{3,160}",
    r"click\s+here\s+(?:to|for)\s+(?:read|watch|see|view|more|the)\b.{0,120}",
)

HEAD: tuple[tuple[str, Pattern[str]], ...] = (
    (
        "byline",
        _whole(
            rf"{_ZONED}",
            r"(?:[\w-]+\.)+(?:com|org|net|co\.uk)",
            rf"{_WHEN}(?:[\s|•·,–—-]*{_WHEN})?",
            rf"(?:.{{0,80}}[\s|•·,(])?{_ISSUED}\s*(?:on|at|:)?\s*.{{0,30}}{_WHEN}.{{0,60}}",
            rf"{_ISSUED}\s*:?(?:\s*\d+\s+\w+\s+ago)?",
            rf"{_ISSUED}\s*:?\s*{_CLOCK}.{{0,30}}",
            r"(?:estimated\s+)?(?:reading\s+time:?\s*)?\d+\s*-?min(?:ute)?s?\s+(?:to\s+)?read",
            r"by",
        ),
    ),
    (
        "heading",
        _whole(
            r"(?:opinion|analysis|editorial|commentary|world(?:\s+world)?|politics|business|sports?|culture|news"
            r"|exclusive|breaking(?:\s+news)?|features?|perspective|letters?)(?:\s*[|/>»]\s*\w+)*"
        ),
    ),
)
TAIL: tuple[tuple[str, Pattern[str]], ...] = (
    (
        "widget",
        _whole(r"what\s+do\s+you\s+think\?", r"(?:was\s+this|did\s+you\s+(?:find|like)\s+this)\b.{0,60}\?"),
    ),
    (
        "navigation",
        _whole(
            r"(?:read|find\s+out|learn)\s+(?:more(?:\s+on\s+this)?\s*:?|the\s+rest|on)(?:\s+(?:here|at\s+\S+(?:\s\S+){0,3}))?\s*[.»›>→]*",
            r"(?:tags?|topics?|filed\s+under|categories)\s*:?(?:\s+[\w ,#’'&-]{1,120})?",
            r"(?:[\w-]+\.)+(?:com|org|net)(?:/\S*)?",
        ),
    ),
    ("byline", _whole(rf"{_WHEN}", rf"{_ISSUED}\s*(?:on|at|:)?\s*.{{0,30}}{_WHEN}.{{0,60}}")),
)
WEAK: tuple[tuple[str, Pattern[str]], ...] = (
    ("share", _whole(rf"{_BUTTON}", rf"{_BUTTON}(?:[\s,|•·/]*{_BUTTON})")),
    (
        "widget",
        _whole(
            r"report|guest|close|posted!|cancel\s*send|cancel|send|go|menu|search|updated|subscribe|amp|today"
            r"|yesterday|label|name\*?|website|rating|vote|loading(?:\.{3}|…)?|transcript|listen|watch|play|pause"
        ),
    ),
    (
        "navigation",
        _whole(r"read\s+more|more|next|previous|tags?|topics?|home|newer|older", r"\d{1,4}", r"[•·|,]"),
    ),
)

BYLINE = re.compile(
    r"(?:(?:[Ww]ritten|[Ss]tory|[Pp]osted|[Rr]eport)\s+)?(?:[Bb]y|BY):?\s+"
    r"(?P<name>[A-ZÀ-Þ][\w.’'-]*(?:\s+(?:[A-ZÀ-Þ][\w.’'-]*|and|&|de|del|la|le|van|von|der|den|al|bin|ibn|y|di|da))*"
    r"(?:,\s+[A-ZÀ-Þ][\w.’'-]*(?:\s+[A-ZÀ-Þ][\w.’'-]*)+(?:\s+and\s+[A-ZÀ-Þ][\w.’'-]*(?:\s+[A-ZÀ-Þ][\w.’'-]*)*)?)*)"
    r"(?P<rest>\s*(?:[,|/•·–—(-]|\d|\bfor\b|\bat\b|\bon\b|\bin\b).{0,110})?"
)

DISCLAIMER = re.compile(
    r"\b(?:views?|opinions?|statements?)\b.{0,60}\b(?:expressed|presented|stated)\b.{0,120}"
    r"\b(?:authors?|writers?|columnists?|contributors?|(?:this|our)\s+(?:site|website|publication|newspaper|column))\b"
    r"|\b(?:views?|opinions?)\s+(?:are|is)\s+(?:solely\s+)?(?:(?:his|her|their)\s+own|those\s+of\s+the\s+(?:author|writer))"
    r"|\bdo(?:es)?\s+not\s+(?:give|constitute|provide|offer)\s+(?:any\s+)?(?:financial|investment|legal|medical)\b.{0,60}\badvice\b"
    r"|\bdo(?:es)?\s+not\s+necessarily\s+(?:reflect|represent)\b.{0,80}\b(?:site|website|publication|newspaper|editors?"
    r"|publisher|outlet|editorial|magazine)\b"
    r"|\bfor\s+informational\s+purposes\s+only\b",
    re.IGNORECASE,
)
# A caption that ends in the photographer's credit: "… outside the court. (Photo: Ann Lee/Harbour Agency)".
CREDIT = re.compile(
    r"[(\[](?:[^()\[\]]{0,40}\b(?:photo|photograph|image|picture|getty|shutterstock)\b[^()\[\]]{0,60})[)\]]\.?$"
    r"|(?:—|–|-|\||/)\s*(?:photo|image|picture)\s*(?:by|:)\s*[^.:;!?]{3,50}$"
    r"|[(\[](?:ap\s+photo|reuters|afp|getty)/[^()\[\]]{2,50}[)\]]\s*[\w .’'-]{0,40}$"
    r"|\b(?:getty\s+images|ap\s+photo|reuters/[A-Z][\w.-]+(?:\s[A-Z][\w.-]+){0,2})[)\]]?$",
    re.IGNORECASE,
)
# "Headline | Outlet", as a page's title bar has it.
FRAME = re.compile(r"(?P<title>\S.{10,240}?)\s+[|–—-]\s+(?P<outlet>[^|–—]{2,50})")

SPEECH = re.compile(
    r"\b(?:said|says|told|tells|adds?|added|asked|asks|claim(?:s|ed)?|den(?:y|ies|ied)|argue[sd]?|insist(?:s|ed)?"
    r"|warn(?:s|ed)?|wrote|writes|according\s+to|explain(?:s|ed)?|conced(?:es|ed)|admit(?:s|ted)?|announced?|repl(?:y|ies|ied)"
    r"|confirm(?:s|ed)?|stated|reported|reports|believes?|thinks?|thought|tweeted|stress(?:es|ed)|not(?:es|ed)"
    r"|suggest(?:s|ed)?|acknowledge[sd]?|declare[sd]?|called|vow(?:s|ed)|predict(?:s|ed)?|quot(?:es|ed))\b",
    re.IGNORECASE,
)
