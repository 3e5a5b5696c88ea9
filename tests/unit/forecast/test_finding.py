"""What is found in a text: who foresees what, by when, on what condition, how surely; and what is no forecast."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sayso.forecast import forecasts
from sayso.model import (
    Article,
    Attribution,
    Computation,
    Document,
    Forecast,
    ForecastKind,
    Form,
    Mouth,
    Passage,
    SourceKind,
    SpanSet,
    Stance,
)
from sayso.text.hedges import surveyed
from sayso.text.paragraph import paragraphs

BY_HAND = Computation("test", "1")


def article(text: str, *said: tuple[str, str, str], stance: Stance = Stance.STATES) -> Article:
    """An article of 15 November 2034, with attributions given by the words of source, cue and content."""

    def at(words: str) -> Passage:
        start = text.index(words)
        return Passage.at(text, SpanSet.of([(start, start + len(words))]))

    found = tuple(
        Attribution(
            id=f"a{n}",
            content=at(content),
            form=Form.DIRECT if content[0] in "“‘" else Form.INDIRECT,
            score=0.9,
            made_by=BY_HAND,
            source=at(source),
            cue=at(cue),
            stance=stance,
            source_kind=SourceKind.AUTHOR if source in ("I", "My") else SourceKind.NAMED_PERSON,
        )
        for n, (source, cue, content) in enumerate(said, 1)
    )
    return Article(Document("x", text, paragraphs(text), published="2034-11-15", author="Ada Quist"), found)


def only(text: str, *said: tuple[str, str, str], stance: Stance = Stance.STATES) -> Forecast:
    (forecast,) = forecasts(article(text, *said, stance=stance))
    return forecast


def test_an_author_foresees() -> None:
    """What the article says in its own words is the author's, with its horizon and its condition."""
    found = only("The mine at Tarr will close before the summer unless the council buys it.")
    assert (found.by, found.name, found.kind, found.negated) == ("author", "Ada Quist", ForecastKind.FORECAST, False)
    assert found.horizon is not None
    assert (found.horizon.words.text, found.horizon.latest) == ("before the summer", "2035-05-31")
    assert found.condition is not None
    assert found.condition.text == "unless the council buys it"
    assert found.probability is None
    assert found.made == "2034-11-15"
    assert found.status == "open"


def test_a_source_foresees() -> None:
    """What stands in a source's content is laid to the source, in the words of the content."""
    text = "Olen Marsh said that the bridge would be finished by 2 March."
    said = ("Olen Marsh", "said", "that the bridge would be finished by 2 March")
    (found,) = forecasts(article(text, said), {"a1": Mouth("person:olen marsh", "Olen Marsh", SourceKind.NAMED_PERSON)})
    assert (found.by, found.name, found.attribution) == ("person:olen marsh", "Olen Marsh", "a1")
    assert found.statement == "the bridge would be finished by 2 March"
    assert found.horizon is not None
    assert found.horizon.latest == "2035-03-02"


def test_without_mouths_a_source_has_the_name_it_is_given() -> None:
    """A source that the dossier has not told about keeps its words."""
    found = only("Olen Marsh said it will rain.", ("Olen Marsh", "said", "it will rain"))
    assert (found.by, found.name) == ("unknown:x:a1", "Olen Marsh")


def test_a_mouth_that_is_nobody_is_the_author() -> None:
    """Where the dossier says that a content is the article's own, so is the forecast."""
    text = "The Lantern said it will rain."
    (found,) = forecasts(article(text, ("The Lantern", "said", "it will rain")), {"a1": None})
    assert found.by == "author"


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("The mine will probably close.", "probably"),
        ("The mine is unlikely to close this year.", "unlikely"),
        ("The mine is very likely to close.", "very likely"),
        ("The mine will probably not close.", "probably not"),
        ("The mine might close next year.", "possible"),
    ],
)
def test_words_of_probability(text: str, phrase: str) -> None:
    """A probability is the surveyed one of its words, and is that of the event put affirmatively."""
    found = only(text)
    assert found.probability == surveyed()[phrase]
    assert all(p.spans.text(text) == p.text for p in found.probability_words)


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("There is a 70 percent chance that the mine will close.", (0.7, 0.7, 0.7)),
        ("There is a 70 percent chance that the mine will not close.", (0.3, 0.3, 0.3)),
        ("There is a 60 to 70 per cent chance that the mine will close.", (0.65, 0.6, 0.7)),
        ("There is a one in four chance that the mine will close.", (0.25, 0.25, 0.25)),
        ("The chances are 3 in 4 that the mine will likely close.", (0.75, 0.75, 0.75)),
        ("The mine might not close next year.", (0.4, 0.25, 0.45)),
    ],
)
def test_numbers_and_their_contraries(text: str, figures: tuple[float, float, float]) -> None:
    """A number outranks words; where the event is denied, the figure is turned and its quartiles exchanged."""
    found = only(text)
    assert found.probability is not None
    assert (found.probability.median, found.probability.low, found.probability.high) == figures


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("The mine will not close.", "The mine will close."),
        ("The mine won’t close.", "The mine will close."),
        ("The mine will never close.", "The mine will close."),
        ("No mine will close.", "any mine will close."),
        ("No doubt the mine will close.", None),
        ("The mine will not only close.", None),
    ],
)
def test_negation(text: str, event: str | None) -> None:
    """What is denied is marked so, and the event is what is left without the denial."""
    found = only(text)
    assert found.negated is (event is not None)
    assert found.event == (event or text)


def test_a_denial_turns_what_is_denied() -> None:
    """Who denies that something will come foresees the contrary."""
    said = ("Olen Marsh", "denied", "the mine would close")
    assert only("Olen Marsh denied the mine would close.", said, stance=Stance.DENIES).negated


def test_what_an_author_believes() -> None:
    """How sure an author is stands before what they think."""
    found = only("I still believe that the mine will close.", ("I", "still believe", "that the mine will close"))
    assert found.probability == surveyed()["we believe"]
    assert found.by == "author"


@pytest.mark.parametrize(
    ("text", "said", "kind"),
    [
        ("“I will resign,” Olen Marsh said.", ("Olen Marsh", "said", "“I will resign,”"), ForecastKind.PROMISE),
        ("“We will win,” Olen Marsh said.", ("Olen Marsh", "said", "“We will win,”"), ForecastKind.FORECAST),
        ("Olen Marsh said he would resign.", ("Olen Marsh", "said", "he would resign"), ForecastKind.PLAN),
        ("Olen Marsh said it would rain.", ("Olen Marsh", "said", "it would rain"), ForecastKind.FORECAST),
        ("Olen Marsh vowed to resign.", ("Olen Marsh", "vowed", "to resign"), ForecastKind.PROMISE),
        ("Olen Marsh threatened to strike.", ("Olen Marsh", "threatened", "to strike"), ForecastKind.THREAT),
        ("Olen Marsh warned he would strike.", ("Olen Marsh", "warned", "he would strike"), ForecastKind.THREAT),
        ("An aide said Olen Marsh will speak.", ("An aide", "said", "Olen Marsh will speak"), ForecastKind.PLAN),
        ("Olen Marsh predicts a flood.", ("Olen Marsh", "predicts", "a flood"), ForecastKind.FORECAST),
    ],
)
def test_kinds(text: str, said: tuple[str, str, str], kind: ForecastKind) -> None:
    """What lies in the speaker's own hands is a plan, a promise or a threat."""
    assert only(text, said).kind is kind


def test_a_plan_in_the_articles_words() -> None:
    """A plan that nobody is named for is told by its verb."""
    assert only("The council plans to sell the mine next year.").kind is ForecastKind.PLAN


@pytest.mark.parametrize(
    "text",
    [
        "Will the mine close?",
        "It is unclear whether the mine will close.",
        "They hope the mine will close.",
        "Hopefully, the mine will close.",
        "Judges who will hear the case met today.",
        "It was against the will of the council.",
        "You will often find that mines are cold.",
        "The mine would close if wages doubled.",
        "The council made plans to sell the mine.",
        "The council refused to promise to sell the mine.",
        "The mine was going to close.",
        "She is going to the council.",
        "The mine may be open.",
        "The mine could be seen from Tarr.",
        "Editing by Will Quist.",
        "He is likely the owner.",
    ],
)
def test_what_nobody_stands_behind(text: str) -> None:
    """Questions, suppositions, hopes, habits and nouns are no forecasts."""
    assert not forecasts(article(text))


@pytest.mark.parametrize(
    ("text", "latest"),
    [
        ("The hearing is scheduled for Monday.", "2034-11-20"),
        ("A vote is planned in December.", "2034-12-31"),
        ("The bridge is due at the end of March.", "2035-03-31"),
        ("The launch is set for next week.", "2034-11-26"),
        ("Further closures are likely.", None),
        ("A strike is now almost inevitable.", None),
        ("The treaty, expected to lapse next year, binds nobody.", "2035-12-31"),
        ("The talks, scheduled for next week, are off the front pages.", "2034-11-26"),
        ("The two sides are to meet again on Friday.", "2034-11-17"),
        ("The trial of the engineers begins next week.", "2034-11-26"),
        ("The ban takes effect on 1 January.", "2035-01-01"),
        ("The road should be open by Christmas.", "2034-12-25"),
        ("There is a 60 percent chance of rain tomorrow.", "2034-11-16"),
    ],
)
def test_other_words_of_the_future(text: str, latest: str | None) -> None:
    """What is scheduled, set, due, likely or given a chance is foreseen too, and is no plan of whoever tells of it."""
    found = only(text)
    assert found.kind is ForecastKind.FORECAST
    assert (found.horizon.latest if found.horizon else None) == latest


@pytest.mark.parametrize(
    "text",
    [
        "The film is set in 2041.",
        "The aim is to finish the bridge by May.",
        "What remains is to pay by Friday.",
        "The museum opens on most days.",
        "Those who will pay are to blame.",
        "The council wants the trial to begin next week.",
        "The season ended and the park opens.",
        "It is unlikely.",
        "Farmers are to be given land, on which there is a lease until 2050.",
        "Miners hold that progress is inevitable.",
        "The owner died, due to bad air on Monday.",
        "The Tarr Open final on Saturday was dull.",
        "The council races to act before the permits expire next month.",
        "Time will tell.",
        "I will not comment on that.",
        "The council should meet the miners next week.",
        "Rowers had a 60 percent chance of rain.",
        "The mine opened in May and closes early.",
    ],
)
def test_what_only_looks_like_it(text: str) -> None:
    """Aims, duties, habits, silence and what is over foresee nothing."""
    assert not forecasts(article(text))


@pytest.mark.parametrize(
    ("text", "said", "kind"),
    [
        ("Olen Marsh said he’d run again.", ("Olen Marsh", "said", "he’d run again"), ForecastKind.PLAN),
        (
            "Olen Marsh said his government would sell the mine.",
            ("Olen Marsh", "said", "his government would sell the mine"),
            ForecastKind.PLAN,
        ),
        (
            "“Our ministry will publish the file,” Olen Marsh said.",
            ("Olen Marsh", "said", "“Our ministry will publish the file,”"),
            ForecastKind.PLAN,
        ),
        ("We will have to wait.", None, ForecastKind.FORECAST),
        ("We will publish the figures next week.", None, ForecastKind.PROMISE),
        (
            "Una Reed, a spokeswoman, said people would have to leave.",
            ("Una Reed, a spokeswoman", "said", "people would have to leave"),
            ForecastKind.FORECAST,
        ),
    ],
)
def test_whose_hands_it_is_in(text: str, said: tuple[str, str, str] | None, kind: ForecastKind) -> None:
    """What one's own government, office or pen will do is a plan or a promise; what has to be borne is none."""
    assert only(text, *([said] if said else [])).kind is kind


@pytest.mark.parametrize(
    "text",
    [
        "The mine lost its buyer in May and will close its last shaft.",
        "That will be the end of the ferry.",
        "The road is bad, but that will change.",
        "A mayor who wanted to leave a bridge behind will instead leave a debt.",
        "What is certain is that the demands on the pumps will grow.",
        "The rise is a blow that will cost the town its school.",
        "The hall is full of neighbours, among them a group of older tenants who are expected to object.",
        "Strikes at the other mines are likely when the ruling is made.",
        "There is always a chance that the roof could fall in.",
        "The ferry may be sold soon.",
        "By next summer the mine could close.",
        "Even if the council buys the mine, the owners might close it.",
        "The owners of more than 40 mines are expected to sue.",
        "A buyer is expected anytime soon.",
        "The rise is likely both to anger the miners and to please the bank.",
        "Tarr Is Going To Lose The Last Of Its Mines",
    ],
)
def test_a_future_in_other_places(text: str) -> None:
    """Verbs behind *and* and *that*, what follows a hope in another clause, what something is said to be."""
    assert only(text).kind is ForecastKind.FORECAST


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("He had the strength and will to go on.", ()),
        ("And hopefully, it will rain at Tarr.", ()),
        ("She fell over the rail that will be mended.", ()),
        ("The town wants that the mine will close.", ()),
        ("It may not matter what the mayor said when she spoke of next summer.", ()),
        ("Marsh had made a rock-solid promise to close the mine.", ()),
        (
            "The suit is of buyers who were told they would grow rich at Tarr.",
            (("buyers who", "told", "they would grow rich at Tarr"),),
        ),
        ("Marsh realized the strike would go on at Tarr.", (("Marsh", "realized", "the strike would go on at Tarr"),)),
        ("Marsh is lowering expectations for the mine.", (("Marsh", "lowering expectations for", "the mine"),)),
        ("Marsh rejects the idea that the mine will close.", ()),
        ("They are hopeful that the mine will close.", (("They", "are hopeful", "that the mine will close"),)),
        (
            "Nobody knows what Marsh meant when he promised to close the mine.",
            (("he", "promised", "to close the mine"),),
        ),
    ],
)
def test_what_is_no_statement_of_its_own(text: str, said: tuple[tuple[str, str, str], ...]) -> None:
    """The will to do something, hopes, what one was told or found out in a story, a promise spoken of by the way."""
    assert forecasts(article(text, *said)) == ()


@pytest.mark.parametrize(
    ("text", "said", "words"),
    [
        ("The mine is certain to close.", None, "certain"),
        ("The mine appears almost certain to close.", None, "almost certain"),
        ("The mine will certainly close.", None, "certainly"),
        ("The find strengthened the prospect that the mine will stay.", None, "the prospect"),
        ("There is no doubt that the mine will close.", None, "no doubt"),
        ("I think the mine will close.", ("I", "think", "the mine will close"), "I think"),
        ("Marsh thinks the mine will close.", ("Marsh", "thinks", "the mine will close"), "thinks"),
        ("Marsh expects the mine to close.", ("Marsh", "expects", "the mine to close"), "expects"),
        ("The mine, they believe, will close.", ("they", "believe", "will close"), "believe"),
    ],
)
def test_words_without_a_survey(text: str, said: tuple[str, str, str] | None, words: str) -> None:
    """Words of certainty and of belief are told though most have no figure."""
    found = only(text, *([said] if said else []))
    assert [w.text for w in found.probability_words] == [words]


def test_a_belief_of_the_speakers_own_has_its_figure() -> None:
    """*I think* is surveyed, whether it lays the rest to its speaker or stands in what they say."""
    for said in (("I", "think", "the mine will close"), ("Marsh", "said", "''I think the mine will close,''")):
        found = only("''I think the mine will close,'' Marsh said.", said)
        assert found.probability == surveyed()["we believe"]


def test_no_chance_denies() -> None:
    """*There is no chance that* foresees the contrary of what follows."""
    found = only("There is no chance that the mine will close.")
    assert (found.negated, found.event.strip()) == (True, "the mine will close.")
    assert [w.text for w in found.probability_words] == ["no chance"]


def test_a_plan_that_nobody_has() -> None:
    """*Does not plan to* denies the plan; what somebody might do themselves is a plan of theirs."""
    found = only(
        "Marsh says he does not plan to close the mine.", ("Marsh", "says", "he does not plan to close the mine")
    )
    assert (found.kind, found.negated) == (ForecastKind.PLAN, True)
    text = "Marsh says he might close the mine if the ruling stands."
    assert only(text, ("Marsh", "says", text[11:-1])).kind is ForecastKind.PLAN


def test_what_had_happened_is_not_foreseen() -> None:
    """*He'd* before a participle looks back."""
    said = ("Olen Marsh", "said", "he’d seen the mine")
    assert not forecasts(article("Olen Marsh said he’d seen the mine.", said))


def test_who_would_not_hear_of_it() -> None:
    """*Would not hear of* tells of a will that was, and of nothing that comes."""
    said = ("Olen Marsh", "said", "she would not hear of a flat")
    assert not forecasts(article("Olen Marsh said she would not hear of a flat.", said))


def test_a_content_that_begins_with_is_that() -> None:
    """*My forecast is that …*: what is foreseen begins behind it."""
    found = only("My own forecast is that it will close.", ("My", "own forecast", "is that it will close"))
    assert found.statement == "it will close"


def test_what_is_asked_or_demanded_is_none() -> None:
    """A question that is laid to somebody foresees nothing."""
    said = ("Olen Marsh", "asked", "the mine will close")
    assert not forecasts(article("Olen Marsh asked when the mine will close.", said, stance=Stance.ASKS))


def test_two_in_one_sentence() -> None:
    """A sentence of two mouths holds the forecasts of both, one each."""
    text = "The mine will close, though Olen Marsh says the shafts will stay open and the pumps will run."
    said = ("Olen Marsh", "says", "the shafts will stay open and the pumps will run")
    assert [f.by for f in forecasts(article(text, said))] == ["author", "unknown:x:a1"]


def test_what_is_only_repeated_is_not_foreseen_anew() -> None:
    """A forecast in a self-citation is the earlier one."""
    assert not forecasts(article("I wrote on 2 November that the mine will close by May."))


def test_an_old_plan_is_over() -> None:
    """A promise told of years ago is history."""
    text = "In 2031 the council promised to sell the mine."
    assert not forecasts(article(text, ("the council", "promised", "to sell the mine")))


def test_growth_is_time_bounded() -> None:
    """A hostile text of endless sentences and attributions is read in line with its length."""
    text = "The mine will close if " * 4000
    assert len(forecasts(article(text))) == 1


def test_the_labels_fit_together() -> None:
    """The hand labels are two hundred, of two halves parted by article, and their places lie in their sentences."""
    rows = json.loads(Path(__file__).with_name("labels.json").read_text(encoding="utf8"))
    assert len(rows) == 200
    halves = [{row["article"] for row in rows if row["kept"] is kept} for kept in (True, False)]
    assert halves[0].isdisjoint(halves[1])
    for row in rows:
        start, end = row["sentence"]
        places = [row.get("probability"), row.get("condition"), row.get("horizon", {}).get("words")]
        assert all(start <= a < b <= end for a, b in filter(None, places))
        assert (row["kind"] is None) == ("by" not in row)
