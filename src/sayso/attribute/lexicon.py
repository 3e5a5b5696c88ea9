"""What English words of saying, thinking and wanting do with a content: verbs, nouns and adjectives by class."""

from __future__ import annotations

from collections.abc import Set
from enum import StrEnum

from sayso.text.wording import wordset

__all__ = [
    "FAILING",
    "FAINT_NOUNS",
    "GOVERNORS",
    "LEXICON",
    "MOODS",
    "NOUNS",
    "PARTICLES",
    "REFUSING",
    "Act",
    "forms",
    "inflected",
]


class Act(StrEnum):
    """What a word does with a content, finer than a stance: the classes differ in what their negation means."""

    SAY = "say"  # not said: silent on it
    SHOW = "show"  # found, proved, published
    DO = "do"  # a deed: named, signed, voted
    FAINT = "faint"  # a word that leaves it to a better one: a statement *denying* …
    CONFIRM = "confirm"  # not confirmed: silent on it
    CONCEDE = "concede"  # not admitted: denied
    AGREE = "agree"  # not agreed: disputed
    DENY = "deny"
    REJECT = "reject"  # a claim is denied by it, anything else disputed
    OPPOSE = "oppose"
    CRITICISE = "criticise"  # to do so in one's own quoted words is to state them
    FORESEE = "foresee"
    THINK = "think"
    DOUBT = "doubt"
    BACK = "back"  # not backed: disputed
    ENDORSE = "endorse"  # backed by saying or doing so; not endorsed: disputed
    LAMENT = "lament"  # to do so in one's own quoted words is to state them
    WANT = "want"
    ASK = "ask"
    DODGE = "dodge"


_VERBS = {
    Act.FAINT: """
        issue voice deliver convey communicate articulate release express share announce launch offer outline
        trade
    """,
    Act.SAY: """
        say tell write state tweet retweet add note argue explain claim declare insist contend assert
        maintain allege report comment remark observe mention describe recall recount relate narrate
        testify swear reveal disclose divulge inform notify brief stress emphasise emphasize underscore
        underline highlight reiterate repeat respond reply answer retort counter rejoin interject
        interrupt continue conclude begin joke quip boast brag gloat crow jest kid complain
        grumble gripe moan groan whine grouse vent rant rail shout yell scream cry exclaim bellow roar bark
        chant cheer whisper mutter mumble murmur stammer growl snarl hiss laugh sigh sob gasp thunder boom
        croak drawl intone blurt utter pronounce proclaim herald trumpet tout hail celebrate praise applaud
        commend congratulate thank welcome salute credit laud extol apologise apologize accuse blame charge
        warn caution alert remind assure reassure suggest hint imply insinuate intimate indicate signal
        signify mean cite quote refer allude invoke reference identify call dub label brand term characterise
        characterize portray depict paint cast liken compare frame define detail list enumerate
        specify spell summarise summarize sum clarify elaborate expound discuss talk speak lecture preach
        expand address post blog email e-mail message text cable phone telephone confide theorise theorize
        opine posit postulate reason rationalise rationalize speculate muse ponder philosophise philosophize
        venture volunteer read recite sing pray introduce defend justify vouch profess advance relay vocalise
        vocalize point reflect sound stipulate simper scoff sneer snap snort chime fume seethe enthuse
        gush effuse rave exult marvel beam deadpan ad-lib improvise coin christen advertise advertize
        publicise publicize hype teach educate misstate misspeak exaggerate overstate fib
        mislead attribute ascribe trace chronicle log estimate recapitulate parrot amplify propound snipe
        crack float riff restate paraphrase
    """,
    Act.SHOW: """
        show find prove demonstrate illustrate exhibit display discover detect uncover unearth expose
        determine establish ascertain calculate compute measure count tally record capture film publish air
        print broadcast rank rule hold decide diagnose document leak unveil present contain include feature
        track survey poll study analyse analyze examine investigate probe learn hear notice spot witness
    """,
    Act.DO: """
        nominate appoint name elect vote sign pass adopt enact approve authorise authorize allow permit let
        license grant award hire fire sue indict convict sentence acquit file submit register ban bar prohibit
        forbid block veto halt suspend choose select pick opt promote campaign run debate negotiate deal
        donate give pay fund send hand join lead attend watch meet visit help assist accept focus concentrate
        overturn implement devote
    """,
    Act.CONFIRM: "confirm verify corroborate validate substantiate authenticate reaffirm affirm attest certify",
    Act.CONCEDE: "admit acknowledge concede confess recognise recognize",
    Act.AGREE: "agree concur assent acquiesce echo",
    Act.DENY: """
        deny refute rebut disclaim debunk discredit negate disprove gainsay dispel
    """,
    Act.REJECT: """
        reject dismiss repudiate disavow disown renounce rebuff contradict spurn nix recant retract eschew shun
        quash scotch backpedal renege
    """,
    Act.OPPOSE: """
        dispute question challenge contest oppose object disagree dissent resist protest differ quibble
        quarrel clash feud squabble battle tussle tangle disapprove discount downplay minimise minimize
        trivialise trivialize belittle undermine underplay de-emphasize de-emphasise impugn mistrust distrust
        counter-argue balk bristle rebel boycott diverge spar deprecate defy frown combat obstruct fight
    """,
    Act.CRITICISE: """
        criticise criticize attack blast slam denounce condemn decry lambast lambaste castigate censure rebuke
        reprimand reproach upbraid berate excoriate assail deride mock ridicule disparage denigrate malign
        vilify demonise demonize insult deplore fault knock hammer pan pillory skewer savage trash bash lash rip
        roast chastise admonish chide scold lampoon satirise satirize jeer boo heckle taunt needle belabour
        smear slur slight disrespect tweak jab rap hit target ding rubbish harangue revile pummel pound whack
        eviscerate caricature flay maul scorch bludgeon carp clobber defame diss fulminate gibe jibe libel
        nitpick pooh-pooh scourge spoof torch troll inveigh lacerate hector zing thrash
    """,
    Act.FORESEE: """
        predict forecast foresee foretell prophesy project anticipate expect envision envisage plan intend vow
        pledge promise threaten commit guarantee aim bet wager schedule prepare bode augur portend undertake
        resolve foreshadow prognosticate presage forewarn brace
    """,
    Act.THINK: """
        think believe feel hope fear worry suspect assume presume suppose imagine guess reckon figure surmise
        conjecture wish know understand realise realize consider regard view see perceive judge deem appreciate
        like love hate dislike detest despise loathe abhor admire adore respect prefer care enjoy dread regret
        resent envy trust mind fancy dream contemplate conceive sense infer deduce gather interpret rate value
        cherish idolise idolize revere relish fret agonise agonize brood rejoice grieve empathise empathize
        sympathise sympathize tend lean incline fantasise fantasize esteem treasure scorn disdain covet mull
        weigh remember resonate aspire infuriate excite frustrate amaze annoy irritate please scare
        rankle exasperate vex alarm thrill disappoint baffle begrudge intuit misjudge misunderstand obsess
        overestimate overrate underestimate underrate panic pine pity recollect rue savor
        savour shudder swoon worship cringe bask despair astound bewilder dishearten enrage enthrall
        frighten gratify incense irk perturb spook stun unnerve offend alienate intrigue impress puzzle perplex
        amuse appall mystify
    """,
    Act.DOUBT: "doubt misdoubt second-guess",
    Act.BACK: "support back favour favor embrace champion espouse second buy",
    Act.ENDORSE: "endorse",
    Act.LAMENT: "lament bewail mourn bemoan",
    Act.WANT: """
        want demand urge request require order command direct instruct beg plead implore beseech entreat appeal
        petition press lobby push advocate recommend advise encourage exhort propose seek need desire summon
        persuade convince coax cajole pressure pressurise compel oblige force invite nudge prod crave coerce nag goad
        enjoin counsel bid solicit dare task mandate prescribe clamor clamour badger decree dictate pester subpoena
    """,
    Act.ASK: "ask query wonder inquire enquire quiz interrogate pose grill cross-examine",
    Act.DODGE: """
        dodge duck sidestep evade demur stonewall equivocate prevaricate hedge skirt deflect waffle fudge dither
    """,
}

_NOUNS = {
    Act.FAINT: """
        statement comment remark message word interview speech letter memo column article post report account
        story testimony response reply answer press conference briefing text line version description
        narrative tweet email news talk book essay piece ad video review campaign position
    """,
    Act.SAY: """
        announcement claim argument assertion declaration allegation accusation contention assurance
        explanation disclosure revelation insistence complaint warning praise apology mention reference
        suggestion pronouncement proclamation observation boast joke lament reminder verdict testimony
        analysis conclusion case charge rhetoric advice opinion
    """,
    Act.SHOW: "finding evidence proof research data statistics results discovery ruling decision",
    Act.CONFIRM: "confirmation verification corroboration affirmation",
    Act.CONCEDE: "admission acknowledgment acknowledgement concession confession recognition acceptance",
    Act.AGREE: "agreement consensus",
    Act.DENY: "denial rebuttal refutation refusal",
    Act.REJECT: "rejection dismissal repudiation disavowal rebuff",
    Act.OPPOSE: """
        opposition objection dispute disagreement criticism critique criticizing critic opponent disapproval
        challenge questions backlash resistance dissent distrust mistrust condemnation denunciation rebuke
        attack outcry pushback
    """,
    Act.FORESEE: """
        plan prediction forecast projection expectation promise pledge vow threat intention intent commitment
        prospect outlook prophecy goal
    """,
    Act.THINK: """
        belief view viewpoint feeling sentiment hope fear worry concern suspicion conviction sense impression
        thought idea notion perception attitude faith confidence optimism pessimism dismay anger outrage
        frustration disappointment delight joy hatred dislike disdain contempt respect admiration adulation
        obsession regret sympathy anxiety alarm disgust enthusiasm affection appreciation gratitude mind
        resentment fascination nostalgia fondness judgment judgement estimation worldview willingness
        unwillingness reluctance eagerness hostility inclination assessment impatience unease discomfort
        bewilderment longing reverence perspective standpoint zeal revulsion shock amusement displeasure
        astonishment amazement remorse apprehension excitement discontent aversion wariness sorrow ambivalence
        annoyance awe bemusement bitterness complacency consternation despair desperation disillusionment
        disquiet distaste distress enmity animosity antipathy animus euphoria exasperation fury glee grief guilt
        happiness indifference indignation intuition nervousness panic pride rage sadness satisfaction shame
        trepidation
    """,
    Act.DOUBT: "doubt skepticism scepticism reservation misgiving uncertainty disbelief",
    Act.BACK: """
        supporter support backing approval backer proponent advocate defender booster campaigner surrogate
        cheerleader admirer fan believer ally
    """,
    Act.ENDORSE: "endorsement",
    Act.WANT: """
        demand request appeal plea order recommendation proposal call petition wish desire urging exhortation
        instruction requirement invitation directive push
    """,
    Act.ASK: "inquiry enquiry query",
    Act.DODGE: "silence silent mum tight-lipped noncommittal non-committal evasive coy",
    Act.CRITICISE: """
        swipe jab barb takedown diatribe tirade broadside rant put-down insult derision vitriol invective
        mockery zinger potshot
    """,
}

_ADJECTIVES = {
    Act.THINK: """
        confident convinced certain sure afraid worried concerned anxious hopeful optimistic pessimistic aware
        unaware happy unhappy glad proud angry upset furious pleased delighted thrilled excited disappointed
        saddened sad surprised shocked stunned amazed astonished alarmed troubled disturbed frustrated outraged
        disgusted impressed grateful thankful ashamed embarrassed nervous scared terrified fearful fond eager
        keen reluctant wary leery interested fascinated obsessed enamored enamoured sympathetic satisfied
        dissatisfied comfortable uncomfortable uneasy jealous envious content tired sick weary willing unwilling
        determined mindful conscious cognizant persuaded resigned relieved offended insulted appalled horrified
        dismayed bothered perplexed puzzled confused baffled curious passionate enthusiastic undecided angered
        rattled startled infuriated mystified irritated intrigued agitated unsettled embittered mesmerized
        mesmerised stung split divided favorite favourite unbothered torn bullish bearish upbeat hostile partial
        devoted familiar unfamiliar distressed heartened appreciative miffed untroubled aghast lukewarm tepid
        infatuated bored hungry hesitant apprehensive amused ambivalent antsy astounded awed bewildered bitter
        charmed complacent conflicted dejected disenchanted disheartened disillusioned disinclined
        dispirited displeased distraught dumbfounded ecstatic elated energized enraged enthralled flabbergasted
        frightened gratified heartbroken humbled impatient incensed incredulous indifferent indignant
        irate irked jittery jubilant livid nonplussed nostalgic overjoyed panicked peeved perturbed
        preoccupied remorseful resentful restless sanguine sorry spooked tempted thoughtful
        unafraid unconcerned undaunted undeterred unenthusiastic unfazed unimpressed unmoved unnerved
        unperturbed unworried vindicated wistful wowed
    """,
    Act.DOUBT: "doubtful skeptical sceptical unsure uncertain unconvinced dubious unclear agnostic",
    Act.BACK: "supportive",
    Act.OPPOSE: """
        critical opposed resistant antagonistic dismissive cynical mistrustful distrustful harsh damning scathing
        withering blistering
    """,
    Act.SAY: """
        adamant clear blunt candid frank emphatic explicit outspoken vocal upfront forthcoming honest interviewed
    """,
    Act.FORESEE: "poised prepared ready slated bound expected",
    Act.AGREE: "agreed",
}

# All forms of irregular verbs, the verb itself first.
_FORMS = """
    say says said saying; tell tells told telling; write writes wrote written writing; think thinks thought thinking;
    speak speaks spoke spoken speaking; swear swears swore sworn swearing; know knows knew known knowing; understand
    understands understood understanding; feel feels felt feeling; see sees saw seen seeing; mean means meant meaning;
    find finds found finding; show shows showed shown showing; prove proves proved proven proving; hear hears heard
    hearing; learn learns learned learnt learning; hold holds held holding; foresee foresees foresaw foreseen
    foreseeing; foretell foretells foretold foretelling; forecast forecasts forecasted forecasting; forget forgets
    forgot forgotten forgetting; forbid forbids forbade forbidden forbidding; seek seeks sought seeking; bet bets
    betting; bid bids bade bidding; cast casts casting; broadcast broadcasts broadcasting; read reads reading; sing
    sings sang sung singing; teach teaches taught teaching; choose chooses chose chosen choosing; let lets letting;
    give gives gave given giving; pay pays paid paying; send sends sent sending; lead leads led leading; meet meets
    met meeting; mislead misleads misled misleading; sue sues sued suing; deal deals dealt dealing; run runs ran
    running; dream dreams dreamed dreamt dreaming; lay lays laid laying; light lights lit lighting; rise rises rose
    risen rising; stand stands stood standing; set sets setting; strike strikes struck striking; swing swings swung
    swinging; throw throws threw thrown throwing; shoot shoots shot shooting; take takes took taken taking; tear tears
    tore torn tearing; hit hits hitting; make makes made making; go goes went gone going; fight fights fought
    fighting; keep keeps kept keeping; come comes came coming; get gets got getting; begin begins began begun
    beginning; withhold withholds withheld withholding
"""
_IRREGULAR = {forms.split()[0]: wordset(forms) for forms in _FORMS.split(";")}
_DOUBLING = wordset(
    "admit beg ban bar plan stop omit quip snap pan rap rip slam nag bid regret fret commit permit submit acquit "
    "rebel shrug signal label counsel rebut kid sob brag refer infer demur compel jab bet dub prefer log concur spar "
    "extol "
    "slur abhor deadpan"
)


def inflected(verb: str) -> Set[str]:
    """All forms of a verb."""
    if verb in _IRREGULAR:
        return _IRREGULAR[verb]
    if verb.endswith("ee"):
        return {verb, verb + "s", verb + "d", verb + "ing"}
    if verb.endswith("ie"):
        return {verb, verb + "s", verb + "d", verb[:-2] + "ying"}
    if verb.endswith("e"):
        return {verb, verb + "s", verb + "d", verb[:-1] + "ing"}
    if verb.endswith("y") and verb[-2] not in "aeou":
        return {verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"}
    forms = {verb, verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z")) else "s"), verb + "ed", verb + "ing"}
    if verb in _DOUBLING:
        forms |= {verb + verb[-1] + "ed", verb + verb[-1] + "ing"}
    return forms


def forms(verbs: str) -> frozenset[str]:
    """All forms of some verbs."""
    return frozenset(form for verb in verbs.split() for form in inflected(verb))


# Verbs that stand before "to" and another verb, which is the better word: it *began to insist*, *tried to explain*.
GOVERNORS = forms(
    "begin start continue try attempt seem appear happen proceed tend come go get use struggle strive keep manage "
    "help need rush hasten venture offer seek choose"
)
# Those that deny the verb behind them, and those that say that it was withheld.
FAILING = forms("fail neglect avoid stop omit cease forget hesitate withhold") | {"unable", "failure"}
REFUSING = wordset("refuse refuses refused refusing decline declines declined declining refusal unwilling")

# A verb or noun and the particle or preposition that make another word of it, among the three words behind it.
_PARTICLES = {
    Act.SAY: """
        shoot back; make clear up; suggest to; argue for; plead not; weigh in; rattle off; advise on;
        offer opinion opinions thoughts assessment idea ideas view views
    """,
    Act.DO: "cast vote ballot; agree on; throw support weight",
    Act.CONFIRM: "stand by; back up; sign off",
    Act.CONCEDE: "back down; own up; fess up; accept that responsibility blame; allow that; grant that; plead guilty",
    Act.DENY: "rule out; decide against",
    Act.REJECT: """
        back away off; walk back; brush off aside; wave off away; laugh off; shoot down; knock down; turn down;
        distance from; swear off
    """,
    Act.OPPOSE: """
        push back; shrug off; play down; speak against; take issue exception; cast doubt; raise questions doubts; poke
        holes; hit back; come against; fight against; argue against over; fire back; turn away; butt heads
    """,
    Act.CRITICISE: """
        lash out; lay into; rail against at; take aim; poke fun; hit out; tear into; light into; rip into; swipe at;
        shot at; make fun; go after; pile on; swing at; dress down; unload on; dig at; whack at;
        scoff at; sneer at; snipe at
    """,
    Act.FORESEE: "agree to; look to; determine to; set to; swear to; offer to; volunteer to; propose to",
    Act.THINK: """
        take offense offence; look forward; interest in; pride in; trust in; passion for; love for of;
        preference for; surprise at that; shock at that; relief at that; hope for; long for; yearn for; wait
        for; come around; warm to; identify with; strike chord; root for
    """,
    Act.DOUBT: "doubt that",
    Act.BACK: """
        stump for; stand behind; rally behind around; rise defense defence; come favor favour; approve of; side
        with
    """,
    Act.WANT: """
        call for on upon to; rally cry; challenge to; convince to; push for; press for; advise against; warn
        against off; caution against; look for; insist on; order that; ask for that to; fight for; tell to
    """,
    Act.DODGE: "remain silent mum; stay silent mum; keep quiet silent mum",
}


def _lexicon() -> dict[str, Act]:
    """Every form of every word and what it does; a form that is a verb and a noun is taken for the verb."""
    out: dict[str, Act] = {}
    for act, verbs in _VERBS.items():
        for verb in verbs.split():
            for form in inflected(verb):
                out.setdefault(form, act)
    for act, adjectives in _ADJECTIVES.items():
        for adjective in adjectives.split():
            out.setdefault(adjective, act)
    for act, nouns in _NOUNS.items():
        for noun in nouns.split():
            for form in (noun, _plural(noun)):
                out.setdefault(form, act)
    return out


def _plural(noun: str) -> str:
    if noun.endswith("y") and noun[-2] not in "aeou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "sh", "ch", "x", "z")) else "s")


def _particles() -> dict[str, dict[str, Act]]:
    """What every form of a verb or noun does with each of its particles."""
    out: dict[str, dict[str, Act]] = {}
    for act, phrases in _PARTICLES.items():
        for phrase in phrases.split(";"):
            verb, *particles = phrase.split()
            for form in inflected(verb):
                out.setdefault(form, {}).update(dict.fromkeys(particles, act))
    return out


LEXICON = _lexicon()
FAINT_NOUNS = frozenset(form for noun in _NOUNS[Act.FAINT].split() for form in (noun, _plural(noun)))
NOUNS = frozenset(
    form
    for act, nouns in _NOUNS.items()
    if act not in (Act.FAINT, Act.SAY, Act.SHOW)
    for noun in nouns.split()
    for form in (noun, _plural(noun))
)
MOODS = wordset(_ADJECTIVES[Act.THINK])
PARTICLES = _particles()
