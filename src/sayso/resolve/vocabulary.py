"""English words for those who speak: nouns by what they name, titles, pronouns and the words around a name."""

from __future__ import annotations

from enum import Enum

from sayso.text.wording import wordset

__all__ = [
    "ADDRESSES",
    "CALENDAR",
    "COLLECTIVES",
    "COPULAS",
    "DETERMINERS",
    "FEMININE",
    "INDEFINITE",
    "KIN",
    "MASCULINE",
    "NOUNS",
    "NUMBERS",
    "OF_NEWS",
    "OUTLET_WORDS",
    "PRONOUNS",
    "SAME_OFFICE",
    "SAME_PAPER",
    "SHOWING",
    "STOPS",
    "TITLES",
    "Noun",
    "noun",
]


class Noun(Enum):
    """What a noun names."""

    PERSON = "person"
    GROUP = "group"
    ORGANISATION = "organisation"
    OUTLET = "outlet"
    DOCUMENT = "document"


# Titles before a name, with the office and the gender that they give away, where they do.
TITLES: dict[str, tuple[str, str]] = {
    "mr": ("", "m"),
    "mister": ("", "m"),
    "mrs": ("", "f"),
    "ms": ("", "f"),
    "miss": ("", "f"),
    "madam": ("", "f"),
    "sir": ("", "m"),
    "dame": ("", "f"),
    "lord": ("lord", "m"),
    "lady": ("lady", "f"),
    "king": ("king", "m"),
    "queen": ("queen", "f"),
    "prince": ("prince", "m"),
    "princess": ("princess", "f"),
    "dr": ("doctor", ""),
    "doctor": ("doctor", ""),
    "prof": ("professor", ""),
    "professor": ("professor", ""),
    "rev": ("reverend", ""),
    "reverend": ("reverend", ""),
    "father": ("priest", "m"),
    "sister": ("nun", "f"),
    "pope": ("pope", "m"),
    "bishop": ("bishop", ""),
    "archbishop": ("archbishop", ""),
    "cardinal": ("cardinal", "m"),
    "rabbi": ("rabbi", ""),
    "imam": ("imam", "m"),
    "hon": ("", ""),
    "sen": ("senator", ""),
    "sens": ("senator", ""),
    "senator": ("senator", ""),
    "senators": ("senator", ""),
    "rep": ("representative", ""),
    "reps": ("representative", ""),
    "representative": ("representative", ""),
    "congressman": ("representative", "m"),
    "congresswoman": ("representative", "f"),
    "gov": ("governor", ""),
    "governor": ("governor", ""),
    "pres": ("president", ""),
    "president": ("president", ""),
    "vice-president": ("president", ""),
    "chancellor": ("chancellor", ""),
    "premier": ("premier", ""),
    "secretary": ("secretary", ""),
    "minister": ("minister", ""),
    "ambassador": ("ambassador", ""),
    "mayor": ("mayor", ""),
    "sheriff": ("sheriff", ""),
    "judge": ("judge", ""),
    "justice": ("justice", ""),
    "attorney": ("attorney", ""),
    "gen": ("general", ""),
    "general": ("general", ""),
    "lt": ("lieutenant", ""),
    "lieutenant": ("lieutenant", ""),
    "col": ("colonel", ""),
    "colonel": ("colonel", ""),
    "maj": ("major", ""),
    "major": ("major", ""),
    "capt": ("captain", ""),
    "captain": ("captain", ""),
    "sgt": ("sergeant", ""),
    "sergeant": ("sergeant", ""),
    "adm": ("admiral", ""),
    "admiral": ("admiral", ""),
    "cmdr": ("commander", ""),
    "commander": ("commander", ""),
    "det": ("detective", ""),
    "detective": ("detective", ""),
    "officer": ("officer", ""),
    "insp": ("inspector", ""),
    "inspector": ("inspector", ""),
    "chief": ("chief", ""),
    "chairman": ("chairman", "m"),
    "chairwoman": ("chairwoman", "f"),
    "speaker": ("speaker", ""),
    "councilman": ("councillor", "m"),
    "councilwoman": ("councillor", "f"),
    "coach": ("coach", ""),
    "tem": ("", ""),  # President Pro Tem
}

# Nouns for those of one family, who mostly bear one surname.
KIN: dict[str, str] = {
    "wife": "f",
    "husband": "m",
    "widow": "f",
    "widower": "m",
    "son": "m",
    "daughter": "f",
    "father": "m",
    "mother": "f",
    "brother": "m",
    "sister": "f",
}

# Words for the same office, so that "the lawmaker" may be a senator.
SAME_OFFICE: dict[str, frozenset[str]] = {
    "lawmaker": wordset("senator representative congressman congresswoman legislator mp"),
    "legislator": wordset("senator representative congressman congresswoman lawmaker mp"),
    "congressman": wordset("representative"),
    "congresswoman": wordset("representative"),
    "politician": wordset("senator representative governor president minister mayor congressman"),
    "spokesperson": wordset("spokesman spokeswoman"),
    "spokesman": wordset("spokesperson"),
    "spokeswoman": wordset("spokesperson"),
    "nominee": wordset("candidate contender"),
    "candidate": wordset("nominee contender hopeful"),
    "contender": wordset("candidate nominee"),
    "hopeful": wordset("candidate"),
    "physician": wordset("doctor"),
    "doctor": wordset("physician surgeon"),
    "lawyer": wordset("attorney"),
    "attorney": wordset("lawyer"),
    "academic": wordset("professor lecturer"),
    "scholar": wordset("professor"),
    "premier": wordset("minister"),
    "leader": wordset("president minister premier chancellor chairman chairwoman head chief"),
    "officer": wordset("sergeant captain lieutenant detective major"),
    "businessman": wordset("mogul tycoon developer entrepreneur executive"),
    "executive": wordset("ceo chief"),
    "aide": wordset("adviser advisor"),
    "adviser": wordset("advisor aide"),
    "advisor": wordset("adviser aide"),
    "reporter": wordset("journalist correspondent"),
    "journalist": wordset("reporter correspondent columnist"),
}

_PERSONS = (
    "proponent detractor enthusiast sympathiser sympathizer admirer adherent aficionado naysayer pundit academic "
    "activist actor actress admiral adviser advisor advocate agent aide ally ambassador analyst anchor "
    "anthropologist appointee archbishop architect artist assailant assassin associate astronaut athlete attendee "
    "attorney aunt author backer banker biographer bishop blogger boss boy boyfriend broker brother businessman "
    "businesswoman bystander caller campaigner checker candidate captain cardinal cartoonist ceo chairman chairperson "
    "chairwoman chancellor chef chemist chief child citizen clergyman clerk coach colleague colonel columnist "
    "comedian commander commentator commenter commissioner confidant congressman congresswoman conservative "
    "consultant contender contractor contributor coordinator coroner correspondent councillor councilman "
    "councilwoman counsel counterpart cousin critic dad daughter dealer dean defector defendant defender delegate "
    "democrat demonstrator dentist deputy designer detective developer dictator diplomat director dissident "
    "doctor donor driver economist editor elder employee employer engineer entrepreneur envoy epidemiologist "
    "evangelical eyewitness ex-husband ex-wife executive expert farmer father fellow fighter figure filmmaker "
    "financier firefighter fisherman founder friend front-runner frontrunner fundraiser general gentleman "
    "geologist girl girlfriend governor grandfather grandmother guard guest gunman guy hacker head heckler "
    "historian holdout host hostess husband immigrant independent individual informant insider inspector "
    "instructor insurgent intellectual interpreter investigator investor islamist journalist judge juror justice "
    "king lady landlord landowner lawmaker lawyer leader lecturer legislator liberal librarian lieutenant "
    "linguist lobbyist magistrate magnate major man manager marcher mayor mediator member merchant migrant "
    "militant millionaire billionaire miner minister missionary moderator mogul mom monk mother mp mum musician "
    "narrator negotiator neighbor neighbour neurologist neurosurgeon nominee novelist nun nurse observer officer "
    "official operative opponent organiser organizer owner painter parent participant parishioner partisan partner "
    "passenger passer-by pastor patient pediatrician pensioner person philosopher photographer physician physicist "
    "pilot player poet policeman policewoman policymaker politician pollster pope premier presenter president priest "
    "prince princess principal prisoner producer professor programmer progressive prosecutor protester protestor "
    "psychiatrist psychologist publicist publisher pundit queen rabbi rancher rebel refugee relative reporter "
    "representative republican researcher resident retiree reverend reviewer rival runner scholar scientist "
    "secretary senator sergeant shareholder sheriff singer sister skeptic socialist sociologist soldier somebody "
    "someone son source speaker speechwriter spokesman spokesperson spokeswoman staffer star statesman "
    "statistician strategist student successor superdelegate supervisor supporter surgeon surrogate survivor "
    "suspect teacher technician teen teenager tenant tourist trader trainer translator traveller traveler "
    "treasurer trustee tsar tutor tycoon uncle user veteran victim villager visitor volunteer voter waiter "
    "waitress warden watchdog whip whistleblower whistle-blower widow widower wife winner witness woman worker writer "
    "youngster self chair kid niece nephew granddaughter grandson stepson stepdaughter stepfather stepmother "
    "godfather godmother grandchild commissar sultan emir sheikh ayatollah brigadier marshal comptroller "
    "controller ombudsman undersecretary vice-president co-founder cofounder co-author coauthor co-chair "
    "co-chairman co-host spouse fiance fiancee mate buddy fan reader viewer listener buyer seller customer client "
    "consumer subscriber shopper hunter sailor marine officeholder incumbent challenger mastermind hijacker "
    "kidnapper hostage detainee inmate captive native legend newcomer hero heroine celebrity graduate alumnus "
    "champion spy idol rookie vp "
    "pontiff imam vicar deacon cleric preacher duke duchess monarch czar despot warlord sniper bomber attacker "
    "convict plaintiff claimant appellant barrister solicitor notary paralegal bailiff midwife paramedic "
    "veterinarian counsellor counselor headteacher headmaster rector pupil astronomer forecaster mechanic plumber "
    "carpenter mason welder builder fisher shepherd gardener cook bartender barista cashier shopkeeper grocer "
    "butcher baker tailor hairdresser barber cleaner janitor caretaker trucker courier constable superintendent "
    "bouncer bodyguard informer leaker vlogger influencer streamer podcaster screenwriter playwright rapper "
    "drummer composer conductor dancer sculptor footballer goalkeeper quarterback pitcher bowler sprinter swimmer "
    "boxer wrestler golfer skier referee umpire homeowner onlooker commuter asylum-seeker expat taxpayer orphan "
    "coworker co-worker labourer laborer intern apprentice accountant auditor actuary councilor parliamentarian mep "
    "consul attache bureaucrat technocrat foe sceptic believer follower outsider toddler adult rep"
)
_PERSON_ENDINGS = ("man", "woman", "person", "ologist", "ist", "ician", "eer", "ographer", "maker", "holder", "goer")
_NOT_PERSONS = wordset("list checklist twist mist wrist gist exist career beer deer human peer pioneer")

_GROUPS = (
    "people much some many others most few several both all those none each audience band base batch brass bunch cadre "
    "camp circle chorus class clergy community couple crew crowd denizens dozen dozens duo electorate elite "
    "everybody everyone nobody anybody anyone establishment expatriates faction family few folk folks following "
    "gang generation group half handful hundreds hundred thousands thousand jury lot lots majority majorities "
    "masses members slice millions million minority minorities mob movement neither nobody nation number "
    "opposition pair panel percent percentage personnel plurality poor public quarter quarters ranks rest rich "
    "rural roster score scores section series share side sides slate slew staff staffers team third thirds trio "
    "troops two-thirds three-quarters three-fourths two three four five six seven eight nine ten units wing women "
    "men children youth youths young adults americans authorities officialdom leadership management workforce "
    "townspeople tribes whites blacks hispanics latinos elderly bipartisans population one-third one-quarter "
    "respondents forces loyalists elites minds hawks doves heavyweights lights greens conservatives progressives "
    "insurers observers sceptics skeptics diaspora populace citizenry peasantry working-class middle-class "
    "millennials superdelegates"
)
_COLLECTIVES = (
    "group majority number handful couple dozen dozens hundreds thousands millions lot lots bunch pair trio series "
    "chorus percent percentage crowd band roster slate slew half third quarter two-thirds three-quarters plurality "
    "minority score scores array wave crop collection slice coalition panel team flood stream influx host segment "
    "contingent smattering parade"
)
_ORGANISATIONS = (
    "administration agency airline alliance bloc army arm association authority bank board body brand bureau "
    "business cabinet campaign center centre charity church city club coalition college commission committee "
    "community company conglomerate congress consortium consulate corporation council country county court "
    "defense defence delegation department district division embassy enterprise factory faculty federation firm force "
    "fund foundation government group headquarters hospital house industry initiative institute institution "
    "intelligence judiciary junta kingdom lab laboratory league legislature lobby maker manufacturer military "
    "militia ministry mission monarchy museum nation navy network nonprofit non-profit office operation operator "
    "opposition organisation organization parliament parent partnership party police politburo presidency "
    "prosecution regime regulator republic retailer school senate service society startup start-up state store "
    "studio subsidiary superpac super-pac syndicate task-force tank team tribunal treasury trust union university "
    "vendor watchdog workplace pac municipality town township guard enforcement legislature bench opposition chamber "
    "transition chancellery secretariat directorate inspectorate branch affiliate offshoot chapter province "
    "governorate giant "
    "brewery bakery restaurant hotel shop supplier unit caucus squad brigade battalion regiment cartel cooperative "
    "co-op franchise theater theatre library gallery zoo clinic pharmacy railway shipyard refinery utility carrier "
    "insurer lender brokerage consultancy taskforce ngo parish diocese archdiocese synagogue mosque temple "
    "monastery seminary orchestra choir assembly registry archive observatory academy kindergarten thinktank guild "
    "desk provider distributor wholesaler importer exporter brewer distiller winery farm ranch airport automaker "
    "carmaker drugmaker chipmaker"
)
_OUTLETS = (
    "newspaper magazine tabloid broadsheet outlet broadcaster publication network channel station website site blog "
    "daily weekly monthly journal paper podcast newsroom wire press media newswire show programme program broadcast "
    "newscast periodical television radio"
)
# Those that are meant by their plural, as papers and journals are not.
_MANY_OUTLETS = wordset("newspaper magazine tabloid outlet broadcaster network channel station website site blog")
_DOCUMENTS = (
    "accord act account ad advert "
    "advertisement advisory affidavit agreement amendment analysis announcement answer appeal "
    "application article assessment audit average ballot bill bio biography book brief briefing broadcast "
    "brochure budget bulletin cable caption case certificate chart charter clause code column comment "
    "comments commentary communique communiqué complaint constitution contract copy correspondence count data "
    "database decision declaration decree deposition diary directive directory disclosure disclosures document "
    "documentary documentation dossier debate draft e-mail e-mails email emails editorial emoji entry essay estimate "
    "estimates evidence excerpt excerpts exchange exhibit fact-check figures file files filing film "
    "findings flier flyer footage forecast form graphic guidance guide guidelines handbook headline image index "
    "indictment information inquiry inscription interview inventory investigation invitation invoice joke journal "
    "judgment judgement law lawsuit leaflet ledger legislation letter license licence list log logs manifesto "
    "mailer manual manuscript map material materials memo memoir memorandum message messages minutes model "
    "monologue motion narrative note notes notice novel numbers obituary op-ed opinion order ordinance page "
    "pamphlet paper paperwork papers "
    "paragraph passage petition phone-call photo photograph picture piece placard placards plan platform poem "
    "poll polling polls post posts postcard poster posting precedent presentation probe profile program "
    "projection projections proposal prospectus protocol provision quarterly questionnaire quote ranking rankings "
    "readout recording records record regulation regulations release remarks reply report reporting reports "
    "research resolution response results result returns return review ruling rule rules schedule scorecard "
    "screenshot script section series settlement sign signs simulation slide slogan song source-code speech spot "
    "spreadsheet standard statement statements statistics statistic statute stats story study studies subpoena "
    "suit summary survey surveys tabulation tally tape tapes telegram term terms testimony text texts thesis "
    "timeline title tracker tracking transcript transcripts translation treaty trial tweet tweets update verdict "
    "version video videos videotape voice-over voiceover warrant webpage wording words "
    "address banner billboard calendar cartoon clip commercial cover experiment measure pact plank "
    "playbook rating ratings robocall sheet sticker t-shirt audio autobiography chant contents coverage dispatch feed "
    "graffiti lyrics plaque rumor rumour tombstone trailer trove voicemail policy toll episode drama sitcom census "
    "booklet newsletter thread blogpost scoop graph table diagram dissertation deal edict dissent "
    "injunction blueprint roadmap dataset motto abstract appendix footnote "
    "hoax myth theory evaluation examination revelations facts communications"
)


def _plural(word: str) -> str:
    if word.endswith(("man", "men")) and not word.endswith("human"):
        return word[:-3] + "men"
    if word.endswith("wife"):
        return word[:-2] + "ves"
    if word.endswith("y") and word[-2] not in "aeiou":
        return word[:-1] + "ies"
    if word == "person":
        return "people"
    if word == "child":
        return "children"
    if word.endswith("ysis"):
        return word[:-2] + "es"
    return word + ("es" if word.endswith(("s", "sh", "ch", "x", "z")) else "s")


def _nouns() -> dict[str, tuple[Noun, bool]]:
    out: dict[str, tuple[Noun, bool]] = {}
    lists = (
        (Noun.DOCUMENT, _DOCUMENTS),
        (Noun.ORGANISATION, _ORGANISATIONS),
        (Noun.OUTLET, _OUTLETS),
    )
    for kind, words in lists:
        for word in words.split():
            several = kind is Noun.DOCUMENT and word.endswith("s") and not word.endswith(("ss", "us", "is"))
            for form, many in ((word, several), (_plural(word), True)):
                out.setdefault(form, (kind, many))
    for word in _OUTLETS.split():
        out[word] = (Noun.OUTLET, word == "media")
        if word in _MANY_OUTLETS:
            out[_plural(word)] = (Noun.OUTLET, True)
    out["program"] = out["programme"] = (Noun.ORGANISATION, False)
    out["page"] = (Noun.DOCUMENT, False)
    for word in _PERSONS.split():
        out[word] = (Noun.PERSON, False)
        out.setdefault(_plural(word), (Noun.GROUP, True))
        if out[_plural(word)][0] is not Noun.GROUP:
            out[_plural(word)] = (Noun.GROUP, True)
    for word in _GROUPS.split():
        out[word] = (Noun.GROUP, True)
    # Words that are in two lists: the commoner use among those who are said to say something.
    for word in ("community", "opposition", "series", "section", "share", "nation", "side", "sides", "movement"):
        out[word] = (Noun.GROUP, True)
    for word in ("team", "camp", "nation", "leadership", "management", "establishment"):
        out[word] = (Noun.ORGANISATION, False)
    for word in ("series", "section", "figures", "signs", "precedents", "general-election"):
        out[word] = (Noun.DOCUMENT, True)
    out["figures"] = (Noun.GROUP, True)
    out["data"] = out["polling"] = out["evidence"] = (Noun.DOCUMENT, False)
    out["police"] = (Noun.ORGANISATION, True)
    out["media"] = out["press"] = (Noun.OUTLET, True)
    out["governments"] = out["states"] = out["companies"] = (Noun.ORGANISATION, True)
    return out


NOUNS = _nouns()


def noun(word: str) -> tuple[Noun, bool] | None:
    """What a noun names and whether it is plural; None for a word that names nobody who could say something."""
    found = NOUNS.get(word)
    if found is not None:
        return found
    if "-" in word:
        last = word.rsplit("-", 1)[1]
        if last in NOUNS and last not in NUMBERS:
            return NOUNS[last]
        if word.endswith("-old"):
            return Noun.PERSON, False
    if word.endswith(_PERSON_ENDINGS) and word not in _NOT_PERSONS:
        return Noun.PERSON, False
    if word.endswith("s") and word[:-1].endswith(_PERSON_ENDINGS) and word[:-1] not in _NOT_PERSONS:
        return Noun.GROUP, True
    if word.endswith("men") and len(word) > 4:
        return Noun.GROUP, True
    return None


COLLECTIVES = wordset(_COLLECTIVES)

# Nouns for one and the same paper: a poll is called the survey, an e-mail the message.
_SAME_PAPER = (
    "poll survey polling",
    "email e-mail message letter note memo memorandum telegram cable text",
    "report review study analysis assessment audit inquiry",
    "video footage film clip tape recording",
    "lawsuit suit complaint filing petition",
    "article story piece column essay op-ed editorial report",
    "law legislation act bill statute measure",
    "ad advert advertisement spot commercial",
    "tweet post message posting",
    "agreement accord deal pact treaty",
)
SAME_PAPER: dict[str, frozenset[str]] = {}
for _row in map(wordset, _SAME_PAPER):
    for _word in _row:
        SAME_PAPER[_word] = SAME_PAPER.get(_word, frozenset()) | _row - {_word}
# Nouns of bodies that are spelt in two ways, each as the other one.
SPELT = {"centre": "center", "organisation": "organization"}
# Words that make outlets of bodies: news organisations, television companies.
OF_NEWS = wordset("news media tv television cable broadcast broadcasting newspaper")

# Nouns that give a person's gender away.
FEMININE = wordset(
    "woman girl lady wife mother mom mum daughter sister aunt grandmother widow girlfriend ex-wife actress queen "
    "princess spokeswoman congresswoman chairwoman businesswoman councilwoman policewoman hostess waitress nun "
    "fiancee"
)
MASCULINE = wordset(
    "man boy gentleman guy husband father dad son brother uncle grandfather widower boyfriend ex-husband king prince "
    "spokesman congressman chairman businessman councilman policeman monk priest pope gunman fisherman clergyman"
)

# Pronoun → person, number, gender.
PRONOUNS: dict[str, tuple[int, str, str]] = {
    "i": (1, "s", ""),
    "me": (1, "s", ""),
    "my": (1, "s", ""),
    "mine": (1, "s", ""),
    "myself": (1, "s", ""),
    "we": (1, "p", ""),
    "us": (1, "p", ""),
    "our": (1, "p", ""),
    "ours": (1, "p", ""),
    "ourselves": (1, "p", ""),
    "you": (2, "p", ""),
    "your": (2, "p", ""),
    "yours": (2, "p", ""),
    "yourself": (2, "s", ""),
    "yourselves": (2, "p", ""),
    "he": (3, "s", "m"),
    "him": (3, "s", "m"),
    "his": (3, "s", "m"),
    "himself": (3, "s", "m"),
    "she": (3, "s", "f"),
    "her": (3, "s", "f"),
    "hers": (3, "s", "f"),
    "herself": (3, "s", "f"),
    "it": (3, "s", "n"),
    "its": (3, "s", "n"),
    "itself": (3, "s", "n"),
    "they": (3, "p", ""),
    "them": (3, "p", ""),
    "their": (3, "p", ""),
    "theirs": (3, "p", ""),
    "themselves": (3, "p", ""),
}

# Days and months, as they are written.
CALENDAR = wordset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december mon tue wed thu fri sat sun jan feb mar apr jun jul aug sept sep oct nov dec"
)

DETERMINERS = wordset(
    "the a an this that these those his her their its our my your some several many most few various numerous any "
    "every each another other no both all one two three four five six seven eight nine ten"
)
INDEFINITE = wordset("a an one another some any every each no")
NUMBERS = wordset(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred dozen dozens hundreds thousands "
    "several many some few most half couple handful multiple various numerous countless another both"
)

# Words that end a noun phrase's core.
STOPS = wordset(
    "of for from who whom whose that which in on at with to by about against among including like as into over under "
    "between behind near around across within outside inside during after before since upon regarding because when "
    "where while if and or but is was were are be been being has have had will would can could should may might must "
    "does do did not than such said says despite though although unlike until till unless whether per via amid among "
    "amongst beyond throughout toward towards without there here how why what so then also just even only still yet "
    "however meanwhile nor along"
)
COPULAS = wordset("is was became remains being")

# What a document does with a content, and a person hardly.
SHOWING = wordset(
    "show shows showed shown showing reveal reveals revealed reads read suggest suggests suggested indicate indicates "
    "indicated include includes included contain contains contained detail details detailed outline outlines "
    "expose exposes exposed disclose discloses disclosed"
)

# Words that news organisations and programmes bear in their names.
OUTLET_WORDS = wordset(
    "times post news herald tribune journal gazette chronicle telegraph guardian observer inquirer examiner globe "
    "mail mirror express standard independent sun star daily weekly monthly magazine press newspaper radio tv "
    "television broadcasting broadcaster network newsroom dispatch courier bulletin register sentinel ledger "
    "record reporter review today insider beast hill atlantic economist spectator nation republic wire newswire "
    "podcast morning tonight evening digest argus echo bee planet democrat-gazette post-gazette post-dispatch "
    "plain dealer voice patriot pioneer intelligencer messenger mercury beacon caller"
)
# Verbs whose object is spoken to.
ADDRESSES = wordset("told tell tells telling informed")
