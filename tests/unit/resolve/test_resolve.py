"""Who a source is: kinds, speakers and descriptions, in invented articles."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.model import (
    Article,
    Attribution,
    Computation,
    Document,
    EntityKind,
    Form,
    Name,
    NameKind,
    Passage,
    SourceKind,
    Span,
    SpanSet,
)
from sayso.resolve import resolve
from sayso.text.paragraph import paragraphs

PERSON, BODY, PLACE, OTHER = NameKind.PERSON, NameKind.ORGANISATION, NameKind.PLACE, NameKind.OTHER
MADE = Computation("test", "1")
NAMED = SourceKind.NAMED_PERSON
ROW = "Orla Fennick, Ivo Brandt and Ada Quell"
VELMO = "Velmo Observatory for Rain"
TWO = "Ada Quell and Orla Fennick"


def read(marked: str, names: dict[str, NameKind] | None = None, outlet: str | None = None) -> Article:
    """Resolve a text in which sources stand in [square brackets] and their contents in {braces} right beside."""
    text, sources, contents = "", [], []
    at = 0
    for part in re.split(r"([\[\]{}])", marked):
        if part in ("[", "{"):
            at = len(text)
        elif part == "]":
            sources.append((at, len(text)))
        elif part == "}":
            contents.append((at, len(text)))
        else:
            text += part
    attributions = [
        Attribution(
            f"a{n}",
            Passage.at(text, SpanSet.of([content])),
            Form.INDIRECT,
            1.0,
            MADE,
            source=Passage.at(text, SpanSet.of([source])),
        )
        for n, (source, content) in enumerate(zip(sources, contents, strict=True))
    ]
    found = sorted(
        (Name(Span(*m.span()), kind, 0.9) for name, kind in (names or {}).items() for m in re.finditer(name, text)),
        key=lambda n: (n.span.start, -n.span.end),
    )
    apart: list[Name] = []
    for name in found:
        if not apart or name.span.start >= apart[-1].span.end:
            apart.append(name)
    document = Document("d", text, paragraphs(text), outlet=outlet)
    return resolve([Article(document, tuple(attributions), tuple(apart))])[0]


def told(article: Article) -> list[tuple[SourceKind, str | None]]:
    """Kind and speaker's name of every attribution."""
    names = {e.id: e.name for e in article.entities}
    return [(a.source_kind, None if a.speaker is None else names[a.speaker]) for a in article.attributions]


def only(
    marked: str, names: dict[str, NameKind] | None = None, outlet: str | None = None
) -> tuple[SourceKind, str | None]:
    return told(read(marked, names, outlet))[-1]


@pytest.mark.parametrize(
    ("marked", "kind"),
    [
        ("[A senior official] said {it rained}.", SourceKind.UNNAMED_PERSON),
        ("[Three council clerks] said {it rained}.", SourceKind.UNNAMED_GROUP),
        ("[One of the villagers] said {it rained}.", SourceKind.UNNAMED_PERSON),
        ("[A group of doctors] said {it rained}.", SourceKind.UNNAMED_GROUP),
        ("[No one] said {it rained}.", SourceKind.UNNAMED_GROUP),
        ("[The water ministry] said {it rained}.", SourceKind.ORGANISATION),
        ("[A leaked letter] said {it rained}.", SourceKind.DOCUMENT),
        ("[The newspaper] reported {rain}.", SourceKind.OUTLET),
        ("[I] think {it rained}.", SourceKind.AUTHOR),
        ("[This newspaper] thinks {it rained}.", SourceKind.AUTHOR),
        ("[The French] said {it rained}.", SourceKind.ORGANISATION),
    ],
)
def test_the_head_noun_gives_the_kind(marked: str, kind: SourceKind) -> None:
    assert only(marked)[0] is kind


def test_a_short_name_a_title_and_a_pronoun_are_the_person_named_in_full() -> None:
    article = read(
        "Sen. Orla Fennick spoke. [Fennick] said {it rained}. [She] added {it snowed}. [The senator] hoped {not}.",
        {"Orla Fennick": PERSON, "(?<!Orla )Fennick": PERSON},
    )
    assert told(article) == [(NAMED, "Orla Fennick")] * 3


def test_another_office_is_another_person() -> None:
    article = read(
        "[A union leader, Mara Quell,] said {it rained}. [The harbour master] said {it snowed}.", {"Mara Quell": PERSON}
    )
    assert [kind for kind, _ in told(article)] == [NAMED, SourceKind.UNNAMED_PERSON]


def test_an_apposed_name_makes_a_nameless_phrase_a_named_person_who_speaks_for_a_body() -> None:
    article = read(
        "[A spokesman for Quellmar Ltd, Ivo Brandt,] said {it rained}.", {"Quellmar Ltd": BODY, "Ivo Brandt": PERSON}
    )
    assert told(article) == [(NAMED, "Ivo Brandt")]
    speaker = next(e for e in article.entities if e.name == "Ivo Brandt")
    assert next(e.name for e in article.entities if e.id == speaker.speaks_for) == "Quellmar Ltd"
    assert speaker.roles


def test_a_capital_and_an_adjective_stand_for_their_state() -> None:
    article = read(
        "[France] said {yes}. [Paris] said {no}. [The French] said {perhaps}.",
        {"France": PLACE, "Paris": PLACE, "French": OTHER},
    )
    assert told(article) == [(SourceKind.ORGANISATION, "France")] * 3


def test_an_abbreviation_is_the_body_it_stands_for() -> None:
    names = {"Northern Rail Board": BODY, "NRB": BODY}
    assert only("The Northern Rail Board met. [The NRB] said {trains run}.", names) == (
        SourceKind.ORGANISATION,
        "Northern Rail Board",
    )


def test_outlets_and_papers_are_known_by_their_names_and_by_how_most_mentions_were_read() -> None:
    text = "Brandt told Velmo that. It was in Velmo. [Velmo] said {it rained}."
    once = {"Brandt": PERSON, "(?<=told )Velmo": NameKind.OUTLET, "(?<!told )Velmo": BODY}
    assert only(text, once)[0] is SourceKind.ORGANISATION
    mostly = {"Brandt": PERSON, "(?<=told )Velmo": BODY, "(?<!told )Velmo": NameKind.OUTLET}
    assert only(text, mostly)[0] is SourceKind.OUTLET
    assert only("[The Harrow Gazette] said {it rained}.", {"Harrow Gazette": BODY})[0] is SourceKind.OUTLET
    assert only("[Brask] said {it rained}.", {"Brask": NameKind.OUTLET}) == (SourceKind.OUTLET, "Brask")
    assert only("[Tides of Brask] says {it rained}.", {"Tides of Brask": NameKind.DOCUMENT})[0] is SourceKind.DOCUMENT
    assert (
        only("[The Harrow Gazette] said {it rained}.", {"Harrow Gazette": BODY}, "Harrow Gazette")[0]
        is SourceKind.AUTHOR
    )


def test_a_paper_is_taken_up_by_it_and_by_its_noun() -> None:
    article = read(
        "[A Harrow University poll] found {rain}. [The poll] showed {snow}. [It] said {hail}.",
        {"Harrow University": BODY},
    )
    assert told(article) == [(SourceKind.DOCUMENT, "Harrow University poll")] * 3


@pytest.mark.parametrize(
    ("marked", "speaker"),
    [
        ("[A Velmo poll] found {rain}. [That survey] showed {snow}.", "Velmo poll"),
        ("Ivo Brandt sent a long email. [The message] said {so}.", "long email"),
        ("The Velmo Tide Survey came out. [The poll] said {so}.", "Velmo Tide Survey"),
        ("Ivo Brandt has read the Survey of Tides. [The survey] said {so}.", "Survey of Tides"),
        ("[The data kept by Velmo] show {rain}. [The Velmo data] show {snow}.", "data kept by Velmo"),
        (
            "[A report by the harbour inspector] found {rain}. [The HI report] showed {snow}.",
            "report by the harbour inspector",
        ),
        ("[A report on tides] found {so}. Another report may come. [The report] said {so}.", "report on tides"),
        ("[A poll by Velmo] found {rain}. [A poll by Harrow] showed {snow}.", "poll by Harrow"),
        ("Ivo Brandt sent an email. [The law] said {so}.", "law"),
        ("Ivo Brandt mailed his tax returns. [They] detail {so}.", "Ivo Brandt’s tax returns"),
        ("[Velmo’s letter] was {long}. [The letter’s warnings] are {so}.", "Velmo’s letter"),
    ],
)
def test_a_paper_is_taken_up_by_other_words_for_it(marked: str, speaker: str) -> None:
    names = {"Velmo(?! Tide)": BODY, "Velmo Tide Survey": BODY, "Harrow": BODY, "Ivo Brandt": PERSON}
    assert only(marked, names | {"Survey of Tides": BODY}) == (SourceKind.DOCUMENT, speaker)


def test_a_name_that_was_found_in_part_is_made_whole_in_front_of_a_noun() -> None:
    assert only("[The Upper Harrow Gazette poll] found {rain}.", {"Harrow Gazette": BODY}) == (
        SourceKind.DOCUMENT,
        "Upper Harrow Gazette poll",
    )


def test_i_within_quotation_marks_is_who_is_quoted() -> None:
    article = read('[Ivo Brandt] said: {"It rains, and I} [I] think {it snows}."', {"Ivo Brandt": PERSON})
    assert told(article)[1] == (NAMED, "Ivo Brandt")


def test_a_relative_pronoun_takes_up_the_noun_before_it() -> None:
    assert only("They met Orla Fennick, [who] said {it rained}.", {"Orla Fennick": PERSON}) == (NAMED, "Orla Fennick")
    assert only("They met villagers [who] said {it rained}.")[0] is SourceKind.UNNAMED_GROUP


@pytest.mark.parametrize(
    ("source", "kind", "speaker"),
    [
        ("The mayor’s chief of staff Ivo Brandt", NAMED, "Ivo Brandt"),
        ("A young painter named Ivo Brandt", NAMED, "Ivo Brandt"),
        ("Her usual rival, ranking member Ivo Brandt", NAMED, "Ivo Brandt"),
        ("The wife of painter Ivo Brandt", SourceKind.UNNAMED_PERSON, "The wife"),
        ("An account she gave", SourceKind.DOCUMENT, "account"),
        ("A new poll this month", SourceKind.DOCUMENT, "poll"),
        ("A bright, colourful poster", SourceKind.DOCUMENT, "colourful poster"),
        ("A 1,200-page memo", SourceKind.DOCUMENT, "1,200-page memo"),
        ("Article 5", SourceKind.DOCUMENT, "Article 5"),
        ("The Constitution", SourceKind.DOCUMENT, "Constitution"),
        ("Newly elected officials", SourceKind.UNNAMED_GROUP, "elected officials"),
        ("Papers made public", SourceKind.DOCUMENT, "Papers"),
        ("More than forty pilots", SourceKind.UNNAMED_GROUP, "forty pilots"),
        ("An inside source", SourceKind.UNNAMED_PERSON, "An inside source"),
        ("A wave of grief", SourceKind.UNNAMED_GROUP, "wave of grief"),
        ("A wave of newcomers", SourceKind.UNNAMED_GROUP, "wave of newcomers"),
        ("A late wave of complaints", SourceKind.DOCUMENT, "late wave of complaints"),
        ("A growing body of research", SourceKind.DOCUMENT, "growing body of research"),
        ("Several of Ivo Brandt’s letters", SourceKind.DOCUMENT, "Ivo Brandt’s letters"),
        ("A report by Velmo Rail", SourceKind.DOCUMENT, "report by Velmo Rail"),
        (
            "A notice pinned to the Upper Lock",
            SourceKind.DOCUMENT,
            "notice pinned to the Upper Lock",
        ),
        ("A leaflet printed last week", SourceKind.DOCUMENT, "leaflet"),
        ("A study last year by Velmo Rail", SourceKind.DOCUMENT, "study by Velmo Rail"),
        ("A Velmo Rail poll of 800 pilots taken in March", SourceKind.DOCUMENT, "Velmo Rail poll of 800 pilots"),
        ("Friday’s Velmo Rail poll", SourceKind.DOCUMENT, "Velmo Rail poll"),
        ("A 1974 essay on tides", SourceKind.DOCUMENT, "1974 essay on tides"),
        ("A 1974 essay", SourceKind.DOCUMENT, "1974 essay"),
        ("The recent polls", SourceKind.DOCUMENT, "recent polls"),
        ("A recent Velmo Rail poll", SourceKind.DOCUMENT, "Velmo Rail poll"),
        ("The sign that hangs over every lock", SourceKind.DOCUMENT, "sign that hangs over every lock"),
        ("The novel and the film", SourceKind.DOCUMENT, "novel and the film"),
        ("Ivo Brandt’s sermon Sunday night", NAMED, "Ivo Brandt"),
        ("Ivo Brandt’s speech Sunday night", SourceKind.DOCUMENT, "Ivo Brandt’s speech"),
        ("Rules lately issued by Velmo Rail", SourceKind.DOCUMENT, "Rules lately issued by Velmo Rail"),
        ("A newly found letter", SourceKind.DOCUMENT, "newly found letter"),
        ("A stern, pro-Velmo headline", SourceKind.DOCUMENT, "pro-Velmo headline"),
        ("Other polls", SourceKind.DOCUMENT, "Other polls"),
        ("A news organisation", SourceKind.OUTLET, "news organisation"),
        ("A social media company", SourceKind.ORGANISATION, "social media company"),
        ("Ivo Brandt’s candidacy", NAMED, "Ivo Brandt"),
        ("Ivo Brandt’s five questioners", SourceKind.UNNAMED_GROUP, "Ivo Brandt’s five questioners"),
        ("@rainfan", NAMED, "@rainfan"),
        ("Painters elsewhere", SourceKind.UNNAMED_GROUP, "Painters"),
        ("Painter and critic Ivo Brandt", NAMED, "Ivo Brandt"),
        ("One in four painters", SourceKind.UNNAMED_GROUP, "One"),
        ("A thin booklet", SourceKind.DOCUMENT, "thin booklet"),
        ("A small brewery", SourceKind.ORGANISATION, "small brewery"),
        ("A local caretaker", SourceKind.UNNAMED_PERSON, "A local caretaker"),
        ("The SQO", SourceKind.ORGANISATION, "SQO"),
        ("Nine out of ten", SourceKind.UNNAMED_GROUP, "Nine"),
    ],
)
def test_a_source_is_read_up_to_where_its_noun_phrase_ends(source: str, kind: SourceKind, speaker: str) -> None:
    names = {"Ivo Brandt": PERSON, "Velmo Rail": BODY, "@rainfan": PERSON}
    assert only(f"[{source}] said {{it rained}}.", names) == (kind, speaker)


@pytest.mark.parametrize(
    ("source", "speaker"),
    [
        ("one survey", "one survey"),
        ("two other surveys", "two other surveys"),
        ("the 2014 survey of herring", "2014 survey of herring"),
        ("a 2014 Tide Board survey", "2014 Tide Board survey"),
        ("two small Velman unions", "two small Velman unions"),
        ("two Tide Committees", "two Tide Committees"),
        ("five weekly newspapers in Velmo, one of them new,", "five weekly newspapers in Velmo"),
        ("the lobby for the herring fleets, which is rich,", "lobby for the herring fleets"),
        ("the cities of Velmo and Upland", "cities of Velmo and Upland"),
    ],
)
def test_what_has_no_name_is_called_by_its_number_and_what_tells_which_it_is(source: str, speaker: str) -> None:
    names = {"Tide Board": BODY, "Tide Committees": BODY, "Velman": OTHER, "Velmo": PLACE, "Upland": PLACE}
    assert told(read(f"At noon [{source}] warned that {{it would rain}}.", names))[0][1] == speaker


@pytest.mark.parametrize(
    ("marked", "speaker"),
    [
        ("At noon [polls in Velmo, Upland and Harrow respectively] showed {it}.", "polls in Velmo, Upland and Harrow"),
        (f"At noon [polls in Upland, {'Velmo, ' * 15}Velmo and Harrow] showed {{it}}.", "polls in Upland"),
        ("At noon [a survey from Velmo, Upland papers noted,] showed {it}.", "survey from Velmo"),
        ("At noon [the May 3 survey by Velmo] showed {it}.", "survey by Velmo"),
        ("At noon [a May 2016 survey by Velmo based on mail] showed {it}.", "May 2016 survey by Velmo"),
        ("At noon [the Tide Board's own published rules] said {it}.", "Tide Board's own published rules"),
        ("At noon, by [recently leaked Tide Board emails], {it rained}.", "recently leaked Tide Board emails"),
        ("Harrow recently leaked Tide Board emails. [The emails] said {it}.", "Tide Board emails"),
        ("Harrow has {it} from [a survey by Velmo,]", "survey by Velmo"),
        ("Harrow read a survey by Velmo, and Upland did. [It] said {so}.", "survey by Velmo"),
        ("Velmo published a memo written by the Tide Board. [It] said {it}.", "memo written by the Tide Board"),
        ("Velmo published a memo written in May. [It] said {it}.", "memo"),
    ],
)
def test_papers_are_called_by_what_tells_which_they_are_and_not_by_a_day(marked: str, speaker: str) -> None:
    names = {"Velmo": PLACE, "Upland": PLACE, "Harrow": PLACE, "Tide Board": BODY}
    assert only(marked, names) == (SourceKind.DOCUMENT, speaker)


@pytest.mark.parametrize(
    "text",
    [
        "Ivo Brandt also shuns rail unions. Later on, [rail unions] said {it rained}.",
        "The rain rattled [rail unions] which said {it was cold}.",
        "At noon [rail unions] said {it rained}.",
    ],
)
def test_a_verb_or_a_time_is_no_part_of_a_phrase(text: str) -> None:
    assert only(text, {"Ivo Brandt": PERSON}) == (SourceKind.ORGANISATION, "rail unions")


def test_a_phrase_that_says_what_a_body_is_stands_for_the_body() -> None:
    names = {"Velmo": BODY, "Harrow": PLACE}
    assert only("He left Velmo, a weekly newspaper. [The newspaper] said {it rained}.", names) == (
        SourceKind.OUTLET,
        "Velmo",
    )
    assert only("He left Harrow, a weekly newspaper said. [The newspaper] said {it rained}.", names)[1] != "Harrow"


@pytest.mark.parametrize(
    ("marked", "speaker"),
    [
        ("Mara Quell spoke. Ivo Brandt sang. {“Orla Fennick is late,”} [he] said.", "Ivo Brandt"),
        ("Ivo Brandt left. {“Tarek Osmund is late. Osmund waits. Osmund sings,”} [he] said.", "Ivo Brandt"),
        ("Orla Fennick spoke. {In the words of Ivo Brandt it is late}, [she] said.", "Orla Fennick"),
        (
            "Orla Fennick spoke. {It rained}, said [Mara Quell, a friend of Ivo Brandt]. {“It blew,”} [she] said.",
            "Mara Quell",
        ),
        ("Ivo Brandt sang. As for Tarek Osmund, [he] said {no}.", "Tarek Osmund"),
        (
            "Tarek Osmund sang. Osmund won. {Osmund will win}, said [Ivo Brandt]. {“He is good,”} [he] said.",
            "Ivo Brandt",
        ),
        ("Ivo Brandt is ill. [His wife] said {it rained}. Nothing more was heard of Orla Brandt.", "Orla Brandt"),
        ("Ivo Brandt is ill. Her rival, Tarek Osmund, [whose brother] said {no}, met Lev Osmund.", "Lev Osmund"),
    ],
)
def test_whom_he_and_those_of_his_family_are(marked: str, speaker: str) -> None:
    people = ("Mara Quell", "Ivo Brandt", "Orla Fennick", "Tarek Osmund", "(?<!Tarek )Osmund", "Orla Brandt")
    names = dict.fromkeys(("Lev Osmund", *people), PERSON)
    assert only(marked, names) == (NAMED, speaker)


def test_whom_a_text_is_about_has_many_names_and_an_interviewer_is_none_of_them() -> None:
    about = "Ivo Brandt, a painter, spoke. " * 5
    names = {"Ivo Brandt": PERSON}
    assert only(about + "[The retired harbour master] said {it rained}.", names) == (NAMED, "Ivo Brandt")
    assert only(about + "[The local interviewer] said {it rained}.", names)[0] is SourceKind.UNNAMED_PERSON


def test_a_verb_behind_a_noun_makes_it_no_apposition() -> None:
    for verb, roles in (("said", ()), ("from Harrow", ("the mayor",))):
        article = read(f"They met Mara Quell, the mayor {verb}. [Mara Quell] said {{so}}.", {"Mara Quell": PERSON})
        assert next(e.roles for e in article.entities if e.name == "Mara Quell") == roles


def test_the_office_of_one_is_not_that_of_another_whose_owner_is_named() -> None:
    marked = "Lev Osmund, the governor, spoke. [Harrow’s liberal governor] said {it rained}."
    assert only(marked, {"Lev Osmund": PERSON, "Harrow": PLACE})[0] is SourceKind.UNNAMED_PERSON


@pytest.mark.parametrize(
    ("marked", "speaker"),
    [
        ("The Harrow Budget Office met. Velmo left. [The budget office] said {so}.", "Harrow Budget Office"),
        ("The Harrow Department met on New Eve. [The department] said {so}.", "Harrow Department"),
        ("[The tenants’ union, Velmo Roofs,] said {so}.", "Velmo Roofs"),
        ("[Police] said {so}. [Harrow police] said {more}.", "Harrow police"),
        ("Ivo Brandt, [whose campaign] said {so}, left.", "Ivo Brandt’s campaign"),
    ],
)
def test_which_body_is_meant(marked: str, speaker: str) -> None:
    names = {"Harrow Budget Office": BODY, "Harrow Department": BODY, "New Eve": BODY, "Velmo Roofs": BODY}
    names |= {"Velmo(?! R)": BODY, "Harrow(?! [BD])": PLACE, "Ivo Brandt": PERSON}
    assert only(marked, names) == (SourceKind.ORGANISATION, speaker)


def test_a_newspaper_called_post_is_no_post_and_an_act_is_a_document() -> None:
    assert only("[The Harrow Post] reported {rain}.", {"Harrow Post": BODY}) == (SourceKind.OUTLET, "Harrow Post")
    assert only("[harrow-west.fr] has {rain}.", {"harrow-west.fr": BODY})[0] is SourceKind.OUTLET
    assert only("They fear [it]. {So} the Tidal Power Act.", {"Tidal Power Act": BODY})[0] is not SourceKind.OUTLET
    assert only("[The Tidal Power Act] allows {rain}.", {"Tidal Power Act": BODY})[0] is SourceKind.DOCUMENT
    assert only("[The Harrow Survey Office] reported {rain}.", {"Harrow Survey Office": BODY})[0] is (
        SourceKind.ORGANISATION
    )


def test_whoever_signs_a_letter_wrote_it_where_a_text_is_made_of_letters() -> None:
    names = {"Ivo Brandt": PERSON, "Orla Fennick": PERSON}
    letters = "Voices.\n\nIt rains.\n\nOrla Fennick.\n\n[I] hope {not}.\n\nIvo Brandt.\n\nTo each his own."
    assert only(letters, names) == (NAMED, "Ivo Brandt")
    assert only("A column.\n\n[I] hope {not}.\n\nIvo Brandt.", names)[0] is SourceKind.AUTHOR
    assert only("[Those of us who] hope {not} are few.")[0] is not SourceKind.NAMED_PERSON
    assert only("Those of us [who] hope {not} are few.")[0] is SourceKind.AUTHOR
    assert only("I am a painter [who] hopes {not}.")[0] is SourceKind.AUTHOR
    assert only("I met a painter [who] hopes {not}.")[0] is SourceKind.UNNAMED_PERSON


def test_a_source_ends_where_it_is_said_to_though_a_headline_goes_on_with_capitals() -> None:
    names = {"Velmo Rail Wants Rain Now": BODY, "Orla Fennick": PERSON}
    assert only("[Velmo Rail] Wants {Rain Now}", names)[1] == "Velmo Rail"
    assert only("Closed.[Orla Fennick] Says {Rain}", names) == (NAMED, "Orla Fennick")
    glued = read(
        "The tide.\nReplyPM[Fennick] Says {Rain}\nOrla Fennick left.", {"Orla Fennick": PERSON, "Fennick": PERSON}
    )
    assert told(glued) == [(NAMED, "Orla Fennick")]
    assert only("They met supporters of Orla Fennick [who] are {sure}.", names)[0] is SourceKind.UNNAMED_GROUP


def test_a_town_is_no_company_and_a_school_is_none() -> None:
    names = {"Quellmar": BODY, "Harrow Institute for Tides": BODY, "Upwell": PLACE}
    marked = "Quellmar met the Harrow Institute for Tides in Upwell. [The company] said {it rained}."
    assert only(marked, names) == (SourceKind.ORGANISATION, "Quellmar")


def test_a_relative_pronoun_that_shows_something_takes_up_the_paper() -> None:
    article = read("There are polls by Quellmar [that] {it rained}.", {"Quellmar": BODY})
    shown = replace(
        article.attributions[0], cue=Passage.at("showed", SpanSet.of([(0, 6)])), source_kind=SourceKind.NONE
    )
    again = resolve([replace(article, attributions=(shown,), entities=())])[0]
    assert again.attributions[0].source_kind is SourceKind.DOCUMENT


def test_he_is_whoever_was_named_most_where_nobody_was_named_for_long() -> None:
    marked = "Ivo Brandt left. Ivo Brandt sang. " + "It rained. " * 20 + "[He] said {so}."
    assert only(marked, {"Ivo Brandt": PERSON}) == (NAMED, "Ivo Brandt")


def test_a_party_has_no_office() -> None:
    marked = "The Republican Union met. [The republican from Harrow] said {it rained}."
    assert only(marked, {"Republican Union": BODY, "Republican(?! U)": OTHER}) == (
        SourceKind.UNNAMED_PERSON,
        "The republican",
    )


@pytest.mark.parametrize(
    ("source", "speaker"),
    [
        ("Orla Fennick and Ivo Brandt", "Orla Fennick and Ivo Brandt"),
        ("Orla Fennick (Harrow), Lev Osmund and Gov. Ivo Brandt", "Orla Fennick, Lev Osmund and Ivo Brandt"),
        ("Orla Fennick, the former mayor, and Ivo Brandt", "Orla Fennick and Ivo Brandt"),
        ("Orla Fennick, a former aide to Lev Osmund and Ivo Brandt,", "Orla Fennick"),
        ("Orla Fennick, a painter and Brandt supporter", "Orla Fennick"),
        ("Orla Fennick and husband Ivo Brandt, Lev Osmund’s rival", "Orla Fennick and Ivo Brandt"),
    ],
)
def test_people_named_in_a_row_are_one_speaker_with_a_name(source: str, speaker: str) -> None:
    names = {"Orla Fennick": PERSON, "Ivo Brandt": PERSON, "Lev Osmund": PERSON, "(?<!Ivo )Brandt": PERSON}
    assert only(f"[{source}] said {{it rained}}. Ivo Brandt left.", names) == (NAMED, speaker)


def test_what_is_said_of_an_unnamed_source_is_kept_in_the_texts_own_words() -> None:
    marked = "[Three council clerks from southern France, who wished to remain anonymous,] said {it rained}."
    description = read(marked, {"France": PLACE}).attributions[0].description
    assert description is not None
    assert [p and p.text for p in (description.number, description.office, description.place, description.reason)] == [
        "Three",
        "council clerks",
        "from southern France",
        "who wished to remain anonymous",
    ]


@pytest.mark.parametrize(
    ("marked", "kind", "speaker"),
    [
        ("They met Orla Fennick, the head of Velmo Rail, [who] said {so}.", NAMED, "Orla Fennick"),
        ("They met Orla Fennick, a pilot at the port of Velmo Rail in Harrow, [who] said {so}.", NAMED, "Orla Fennick"),
        ("They met Orla Fennick, the guide, and her friend Lev Osmund, [who] said {so}.", NAMED, "Lev Osmund"),
        ("Orla Fennick, a longtime Velmo Rail donor [who] says {so}, left.", NAMED, "Orla Fennick"),
        ("They met officials in Lev Osmund’s council [who] said {so}.", SourceKind.UNNAMED_GROUP, "officials"),
        ("They met Ida Dunkerman, [who] said {so}.", NAMED, "Ida Dunkerman"),
        ("They met Ida Dunkerman. Dunkerman, [who] said {so}, left.", NAMED, "Ida Dunkerman"),
        ("Some are angry, including 18% [who] said {so}.", SourceKind.UNNAMED_GROUP, "%"),
    ],
)
def test_who_takes_up_people_and_no_body(marked: str, kind: SourceKind, speaker: str) -> None:
    names = {"Orla Fennick": PERSON, "Lev Osmund": PERSON, "Velmo Rail": BODY, "Harrow": PLACE}
    names |= {"Ida Dunkerman": PERSON, "(?<!Ida )Dunkerman": PERSON}
    assert only(marked, names) == (kind, speaker)


@pytest.mark.parametrize(
    ("source", "kind", "speaker"),
    [
        ("Harrow Christians", SourceKind.UNNAMED_GROUP, "Harrow Christians"),
        ("Most Whigs", SourceKind.UNNAMED_GROUP, "Whigs"),
        ("Groups such as Velmo Rail", SourceKind.ORGANISATION, "Groups"),
        ("A stream of voters", SourceKind.UNNAMED_GROUP, "stream of voters"),
        ("His own office", SourceKind.ORGANISATION, "Ivo Brandt’s office"),
    ],
)
def test_names_in_the_plural_are_people_and_groups_may_be_bodies(source: str, kind: SourceKind, speaker: str) -> None:
    names = {"Ivo Brandt": PERSON, "Harrow Christians": OTHER, "Whigs": OTHER, "Velmo Rail": BODY}
    assert only(f"Ivo Brandt left. [{source}] said {{it rained}}.", names) == (kind, speaker)


def test_a_verb_that_is_written_like_a_noun_is_nothing_that_could_say_anything() -> None:
    assert only("It is unclear whether she slides. [They] believe {so}.")[0] is SourceKind.UNNAMED_GROUP


@pytest.mark.parametrize(
    ("marked", "speaker"),
    [
        ("[Three pilots — Orla Fennick at the Tide Board, Ivo Brandt of Upwell and Ada Quell —] said {so}.", ROW),
        ("[Three pilots -- Orla Fennick, Ivo Brandt and Ada Quell --] said {that}. [They] said {so}.", ROW),
        ("[Orla Fennick and Ivo Brandt of the Tide Board, Ada Quell] said {so}.", "Orla Fennick and Ivo Brandt"),
        ("[The three pilots, Orla Fennick, Ivo Brandt and Ada Quell,] left {that}. [The pilots] said {so}.", ROW),
        ("First came Orla Fennick and Ivo Brandt, pilots [who] said {so}.", "Orla Fennick and Ivo Brandt"),
        ("First came Orla Fennick, Ivo Brandt, pilots [who] said {so}.", "pilots"),
        ("[Orla J. Crew] said {so}.", "Orla J. Crew"),
    ],
)
def test_people_who_are_named_in_a_row_with_where_each_of_them_is_from(marked: str, speaker: str) -> None:
    names = {"Orla Fennick": PERSON, "Ivo Brandt": PERSON, "Ada Quell": PERSON, "Orla J. Crew": PERSON}
    assert only(marked, {**names, "Tide Board": BODY, "Upwell": PLACE})[1] == speaker


@pytest.mark.parametrize(
    ("marked", "kind", "speaker"),
    [
        ("[pilots like Mr. Fennick and Ms. Quell] said {so}.", NAMED, "Fennick and Quell"),
        ("[Critics of the dam, like Ada Quell, a pilot, or Orla Fennick,] said {that}. [They] left {so}.", NAMED, TWO),
        ("[pilots including Ada Quell and Orla Fennick] said {so}.", SourceKind.UNNAMED_GROUP, "pilots"),
        ("[pilots like the aides of Ada Quell and Orla Fennick] said {so}.", SourceKind.UNNAMED_GROUP, "pilots"),
        ("[pilots who like Ada Quell and Orla Fennick] said {so}.", SourceKind.UNNAMED_GROUP, "pilots"),
    ],
)
def test_several_who_are_said_to_be_like_some_are_these(marked: str, kind: SourceKind, speaker: str) -> None:
    names = {"Orla Fennick": PERSON, "Ada Quell": PERSON, "Fennick": PERSON, "Quell": PERSON}
    assert only(marked, names) == (kind, speaker)


@pytest.mark.parametrize(
    "source",
    [
        "The head of the Quell Network",
        "The head of the Quell Network and Brandt's big boss",
        "The old boss of Brandt",
        "Brandt's big, big boss",
        "The old boss Brandt's sister had",
    ],
)
def test_nobody_is_their_own_boss_nor_the_head_of_any_body(source: str) -> None:
    names = {"Ivo Brandt": PERSON, "Brandt": PERSON, "Quell Network": BODY}
    assert only(f"Ivo Brandt came. [{source}] said {{so}}.", names)[0] is SourceKind.UNNAMED_PERSON


@pytest.mark.parametrize(
    ("source", "kind"), [("one group", SourceKind.ORGANISATION), ("one", SourceKind.UNNAMED_PERSON)]
)
def test_one_group_is_a_body(source: str, kind: SourceKind) -> None:
    assert only(f"The night was quiet. [{source}] said {{so}}.")[0] is kind


@pytest.mark.parametrize(
    ("marked", "speaker"),
    [
        ("[President Fennick] left {that}. The first lady, Orla Fennick, slept. [Mr. Fennick] said {so}.", "Fennick"),
        ("President Fennick left. His wife, Orla Fennick, slept. [The president] said {so}.", "Fennick"),
        ("Fennick left. President Fennick slept. His wife, Orla Fennick, did. [The president] said {so}.", "Fennick"),
        ("[President Fennick] said {so}. Orla Fennick left.", "Orla Fennick"),
        ("[Lyin' Ivo Brandt] said {so}.", "Ivo Brandt"),
        ("[Ivo 'Ace' Brandt] said {so}.", "Ivo 'Ace' Brandt"),
        ("[Ivo Brandt head of the Tide Board] said {so}.", "Ivo Brandt"),
        ("[Ivo Brandt one of the pilots of Velmo] said {so}.", "Ivo Brandt"),
        ("[Ivo Brandt a pilot at the Tide Board] said {so}.", "Ivo Brandt"),
        ("[An Ivo Brandt spokesman] said {so}.", "An Ivo Brandt spokesman"),
        ("[former Vice President Ivo Brandt] said {so}.", "Ivo Brandt"),
    ],
)
def test_people_are_told_from_their_families_and_by_their_own_names(marked: str, speaker: str) -> None:
    names = {r"(?:Lyin' )?Ivo Brandt": PERSON, "Ivo 'Ace' Brandt": PERSON, "Orla Fennick": PERSON, "Vice": PERSON}
    assert only(marked, {**names, "(?<!Orla )Fennick": PERSON, "Tide Board": BODY})[1] == speaker


@pytest.mark.parametrize(
    ("marked", "kind", "speaker"),
    [
        ("[The CEO] said {so}.", SourceKind.UNNAMED_PERSON, "The CEO"),
        ("[the Tide Board's December 2017] request was {so}.", SourceKind.ORGANISATION, "Tide Board"),
        ("[A new toll from the Tide Board] has {so}.", SourceKind.DOCUMENT, "toll from the Tide Board"),
        ("[The Upwell chapter of the Tide Board] said {so}.", SourceKind.ORGANISATION, None),
        ("The Velmo Observatory for Rain left. [The Observatory] said {so}.", SourceKind.ORGANISATION, VELMO),
        ("The Upper Rain Centre left. [The center] said {so}.", SourceKind.ORGANISATION, "Upper Rain Centre"),
        ("French President Ivo Brandt left. Orla Fennick slept. [The French leader] said {so}.", NAMED, "Ivo Brandt"),
        ("[Editor-in-Chief Ivo Brandt] said {so}.", NAMED, "Ivo Brandt"),
        ("[The ambassador to Harrow Ivo Brandt] said {so}.", NAMED, "Ivo Brandt"),
        ("[The envoy to Syria Ivo Talman Brandt] said {so}.", NAMED, "Ivo Talman Brandt"),
        ("[The aide to Ivo Brandt] said {so}.", SourceKind.UNNAMED_PERSON, "The aide"),
        ("[one of Mr. Fennick's pilots] said {so}.", SourceKind.UNNAMED_PERSON, "one of Mr. Fennick's pilots"),
        ("[The rail giant] said {so}.", SourceKind.ORGANISATION, "rail giant"),
        ("On Friday Syrian Ivo Brandt left. [Syrian Talal al-Qarnawi] said {so}.", NAMED, "Talal al-Qarnawi"),
        ("[Fennick a pilot of the Tide Board] said {so}.", NAMED, "Fennick"),
        ("It rained on Thursday [activists] said {so}.", SourceKind.UNNAMED_GROUP, "activists"),
        ("[a Thursday poll] said {so}.", SourceKind.DOCUMENT, "Thursday poll"),
        ("[Local state television] showed {so}.", SourceKind.OUTLET, "Local state television"),
        ("[news agency Harrow] said {so}.", SourceKind.OUTLET, "Harrow"),
        ("[The Velmo-based group] said {so}.", SourceKind.ORGANISATION, "Velmo-based group"),
        ("[The website al-Qarn News] said {so}.", SourceKind.OUTLET, "al-Qarn News"),
        ("[Governor Talal al-Qarnawi] said {that}. [He] said {so}.", NAMED, "Talal al-Qarnawi"),
    ],
)
def test_what_is_not_somebody_s_name_and_what_is(marked: str, kind: SourceKind, speaker: str | None) -> None:
    names = {
        "Renewal": PERSON,
        "Harrow": PLACE,
        "CEO": BODY,
        "Upper Rain Centre": BODY,
        "December": PERSON,
        "Tide Board": BODY,
        "Upwell": PLACE,
    }
    names |= {
        "Velmo-based": OTHER,
        "Syrian Talal": PERSON,
        "Syria Ivo Talman Brandt": PERSON,
        "Editor-in-Chief Ivo Brandt": PERSON,
        "(?<!Chief )Ivo Brandt": PERSON,
        "(Orla )?Fennick": PERSON,
    }
    cut = {"-Qarn News": BODY, "Talal(?= al)": PERSON, "-Qarnawi": PLACE, VELMO: BODY, "(?<=The )Observatory": BODY}
    found = only(marked, {**names, **cut})
    assert found[0] is kind
    assert speaker is None or found[1] == speaker


def test_bodies_with_who_leads_them_are_they_in_the_next_paragraph() -> None:
    row = "Twelve states led by Velmar and trade groups"
    marked = f"It rained.\n\n{row} are suing the rail board.\n\n[They] said {{so}}."
    assert only(marked, {"Velmar": PLACE}) == (SourceKind.ORGANISATION, row)


@pytest.mark.parametrize(
    ("source", "speaker"),
    [
        ("one of the zibs", "one"),
        ("one of Mr", "one"),
        ("the Velmo President", "the Velmo President"),
        ("the Velmo boss", "Ivo Brandt"),
        ("boss", "boss"),
        ("Velmo Tide's", "Velmo Tide"),
    ],
)
def test_a_text_may_end_with_a_source(source: str, speaker: str) -> None:
    names = {"Velmo (President|boss|Tide)": BODY, "Ivo Brandt": PERSON}
    assert only(f"Ivo Brandt left. {{It rained}}, said [{source}]", names)[1] == speaker


def test_an_article_alone_is_nobody() -> None:
    assert only("It was [the] decision {so}.") == (SourceKind.NONE, None)


def test_a_day_before_a_name_is_no_part_of_it() -> None:
    names = {"Fennick": PERSON}
    assert only("The pilots were sure that on Monday [Fennick] said {so}.", names) == (NAMED, "Fennick")


@pytest.mark.parametrize(("link", "speaker"), [(" remains", "Orla Fennick"), (",", "Orla Fennick"), (" met", None)])
def test_one_of_many_is_who_is_said_to_be_it(link: str, speaker: str | None) -> None:
    found = only(f"Orla Fennick{link} [one of the last pilots] to deny {{so}}.", {"Orla Fennick": PERSON})[1]
    assert found == (speaker or "one of the last pilots")


def test_the_people_of_a_place_are_not_the_place() -> None:
    names = {"Harrow Democrats": OTHER, "Harrow(?! D)": BODY}
    assert only("Harrow Democrats left. [Harrow] did {so}.", names) == (SourceKind.ORGANISATION, "Harrow")


@pytest.mark.parametrize(
    ("source", "kind", "speaker"),
    [
        ("The “Night Tide” actress", SourceKind.UNNAMED_PERSON, "The “Night Tide” actress"),
        ("The only sober painter", SourceKind.UNNAMED_PERSON, "The only sober painter"),
        ("One Upwell, Harrow, pastor", SourceKind.UNNAMED_PERSON, "One Upwell, Harrow, pastor"),
        ("The former head of tides and Union front-runner Orla Fennick", NAMED, "Orla Fennick"),
        ("Union front-runner and former head of tides Orla Fennick", NAMED, "Orla Fennick"),
        ("Velmo Rail and the Tide Board", SourceKind.ORGANISATION, "Velmo Rail and the Tide Board"),
        ("Both Velmo Rail and the Tide Board in Upwell", SourceKind.ORGANISATION, "Velmo Rail and the Tide Board"),
        ("Velmo Rail and Tide Board spokesmen", SourceKind.ORGANISATION, "Velmo Rail"),
        ("The Tide Board and two local firms", SourceKind.ORGANISATION, "Tide Board and two local firms"),
        ("Ferry unions, firms and Velmo Rail", SourceKind.ORGANISATION, "Ferry unions, firms and Velmo Rail"),
        ("The Tide Board and two local painters", SourceKind.ORGANISATION, "Tide Board and two local painters"),
        ("A choir called Harrow First", SourceKind.ORGANISATION, "Harrow First"),
    ],
)
def test_what_stands_between_an_article_and_its_noun_and_bodies_in_a_row(
    source: str, kind: SourceKind, speaker: str
) -> None:
    names = {"Orla Fennick": PERSON, "Velmo Rail": BODY, "Tide Board": BODY, "of Tidal Locks": BODY, "Upwell": PERSON}
    names |= {"Harrow First": BODY, "PAC Harrow First": BODY, "PAC": BODY, "Night Tide": PERSON, "Harrow": PLACE}
    assert only(f"Velmo Rail ran. The tide came. [{source}] said {{it rained}}.", names) == (kind, speaker)


@pytest.mark.parametrize(
    ("marked", "cue", "kind", "speaker"),
    [
        ("Velmo Rail built locks. The tide plan grew. [It] {more}.", "pledged", SourceKind.ORGANISATION, "Velmo Rail"),
        ("Velmo Rail built locks. The tide plan grew. [It] {more}.", "allows", SourceKind.DOCUMENT, "tide plan"),
        ("Two pilots met. The reports were long. [They] {so}.", "argue", SourceKind.UNNAMED_GROUP, "pilots"),
        ("Two pilots met. The reports were long. [They] {so}.", "detail", SourceKind.DOCUMENT, "reports"),
        ("Velmo Rail fell. The Harrovians left. [It] {so}.", "said", SourceKind.ORGANISATION, "Velmo Rail"),
    ],
)
def test_papers_have_no_will_and_it_means_no_people(marked: str, cue: str, kind: SourceKind, speaker: str) -> None:
    article = read(marked, {"Velmo Rail": BODY, "Harrovians": OTHER})
    said = replace(article.attributions[0], cue=Passage.at(cue, SpanSet.of([(0, len(cue))])))
    assert told(resolve([replace(article, attributions=(said,), entities=())])[0]) == [(kind, speaker)]


@pytest.mark.parametrize(
    ("marked", "speaker"),
    [
        ("Quellmar, the owner of Jasper, fell. [The company] said {so}.", "Quellmar"),
        ("Quellmar fell. [The tide power company] said {so}.", "Quellmar"),
        ("Quellmar fell. [The tide power company for Upwell] said {so}.", "tide power company for Upwell"),
        ("The Tide Department met Jasper. [The agency] said {so}.", "Tide Department"),
        ("The tide came. [The UVT] said {so}. The UVT’s “Ban on Locks” and Young UVT fell.", "UVT"),
    ],
)
def test_which_company_or_agency_is_meant(marked: str, speaker: str) -> None:
    names = {"Quellmar": BODY, "Jasper": BODY, "Tide Department": BODY, "(?<!Young )UVT": BODY, "Young UVT": PERSON}
    assert only(marked, names) == (SourceKind.ORGANISATION, speaker)


@pytest.mark.parametrize(
    ("marked", "speaker"),
    [
        ("[Speaker of the House Gov. Ivo Brandt] said {so}.", "Ivo Brandt"),
        ("[Upwell Supervisor of Locks Ivo Brandt] said {so}.", "Ivo Brandt"),
        ("[A nominee – the painter Ivo Brandt –] said {so}.", "Ivo Brandt"),
        ("They met Ivo Brandt, [one] of her supporters, {so}.", "Ivo Brandt"),
        ("They met Ivo Brandt, [one of her supporters], {so}.", "Ivo Brandt"),
        ("Ivo Brandt left. [He and his wife] said {so}.", "Ivo Brandt"),
        ("Ivo Brandt left. [He and the developer Orla Fennick] said {so}.", "Ivo Brandt and Orla Fennick"),
        ("Ivo Brandt was the Brandt of old, [a rough candidate] with {a plan}.", "Ivo Brandt"),
        ("Lena Holder left. It rained. [Holder] failed to see {so}.", "Lena Holder"),
        ("Ivo Brandt left. Everything Brandt says is {a lie} in [his eyes].", "Ivo Brandt"),
        ("Former Gov. Ivo Brandt met Gov. Lena Holder. [The former governor] said {so}.", "Ivo Brandt"),
        ("Former Gov. Ivo Brandt met Gov. Lena Holder. [The governor] said {so}.", "Lena Holder"),
        ("Mara Quell met Tarek Osmund and the Lena Holder campaign. [They] said {so}.", "Lena Holder campaign"),
        ("Mara Quell left. According to [her book ''The Art of Ivo Brandt,''] {so}.", "Mara Quell’s book"),
        ("Mara Quell, a spokesman, left. {It rained,} [she] said.", "Mara Quell"),
        ("The envoy Sir Ivo Brandt left. It rained. It blew. [The envoy] said {so}.", "Ivo Brandt"),
        ("Ivo Brandt, 61, senior fellow at a school, left. It rained. [The senior fellow] said {so}.", "Ivo Brandt"),
        ("Ivo Brandt is a [self]-described {poet}.", "Ivo Brandt"),
        ("Ivo Brandt spoke. He is a [self]-described {poet}.", "Ivo Brandt"),
        ("They met [self]-described {poet} Ivo Brandt.", "Ivo Brandt"),
        ("[The pilot I had met there, Ivo Brandt,] said {so}.", "Ivo Brandt"),
        ("[The two pilots of the river, Ivo Brandt and Lena Holder,] said {so}.", "Ivo Brandt and Lena Holder"),
        (
            "[The pilots – Ivo Brandt of Harrow, Lena Holder of Velmo and Mara Quell of Upwell –] said {so}.",
            "Ivo Brandt, Lena Holder and Mara Quell",
        ),
        ("Ivo Brandt left. Then Lena Holder sang. [The two] said {so}.", "Ivo Brandt and Lena Holder"),
        ("The poet Ivo Brandt left. The poet Lena Holder sang. [Both poets] said {so}.", "Ivo Brandt and Lena Holder"),
        ("Ivo Brandt left. Then Lena Holder sang. [Both poets] said {so}.", "poets"),
        ("[Ivo Brandt and his old friend, Lena Holder,] said {so}.", "Ivo Brandt and Lena Holder"),
        ("[Ivo Brandt and the head of Harrow, Lena Holder,] said {so}.", "Ivo Brandt and Lena Holder"),
        ("[Ivo Brandt and the wife of Lena Holder] said {so}.", "Ivo Brandt"),
        ("Ivo Brandt spoke. In a talk with Mara Quell, [the poet] said {so}.", "Ivo Brandt"),
        ("Republican nominee Ivo Brandt met Whig nominee Mara Quell. [The GOP nominee] said {so}.", "Ivo Brandt"),
        ("[The other pilot, her cousin Ivo Brandt, 40,] said {so}.", "Ivo Brandt"),
        ("Ivo Brandt, head of a school, spoke. [The Velmo Republican] said {so}.", "Ivo Brandt"),
        ("Ivo Brandt, who met Mara Quell, and [who] said {so}, left.", "Ivo Brandt"),
        ("[The tall pilot] said {no}. Later on [the old pilot] said {so}.", "the old pilot"),
        ("[A judge] ruled {so}. Harrow District Judge Ivo Brandt had not slept.", "Ivo Brandt"),
    ],
)
def test_who_is_named_beside_what_they_are(marked: str, speaker: str) -> None:
    names = dict.fromkeys(("Ivo Brandt", "Everything Brandt", "(?<!Ivo )(?<!ing )Brandt", "Orla Fennick"), PERSON)
    names |= dict.fromkeys(("Lena Holder", "Mara Quell", "Tarek Osmund"), PERSON)
    assert only(marked, names)[1] == speaker


@pytest.mark.parametrize(
    ("marked", "kind"),
    [
        ("Two lists differ. [Reuters] lists {ten}.", SourceKind.OUTLET),
        ("[The Calder Geological Survey] said {so}.", SourceKind.ORGANISATION),
        ("[The pair of editorials] were no endorsement of {that}.", SourceKind.DOCUMENT),
        ("The trove came out, [which] covered {it all}.", SourceKind.DOCUMENT),
        ("[His speech Tuesday] was full of {praise}.", SourceKind.DOCUMENT),
        ("He is a champion of [local] support for {tides}.", SourceKind.UNNAMED_GROUP),
        ("By now [much of the town] has come round to {tides}.", SourceKind.UNNAMED_GROUP),
        ("It is asked [which candidate] is for {tides}.", SourceKind.UNNAMED_PERSON),
        ("[The left] wanted {tides}.", SourceKind.UNNAMED_GROUP),
        ("Ivo Brandt is a [self]-styled {poet}.", NAMED),
        ("They met the [self]-styled {poet} Ivo Brandt.", NAMED),
        ("Ivo Brandt is liked by [self]-styled {poets}.", SourceKind.UNNAMED_GROUP),
    ],
)
def test_kinds_that_words_alone_would_mislead_about(marked: str, kind: SourceKind) -> None:
    article = read(marked, {"Reuters": BODY, "Calder Geological Survey": BODY, "Ivo Brandt": PERSON})
    assert article.attributions[0].source_kind is kind


def test_whoever_signs_an_article_is_not_who_speaks_in_it() -> None:
    marked = "By Orla Fennick.\n\nLev Osmund left. It rained. It snowed. {“So,”} said [the minister]."
    names = {"Orla Fennick": PERSON, "Lev Osmund": PERSON}
    assert only(marked.replace("Lev Osmund left. ", ""), names)[0] is SourceKind.UNNAMED_PERSON
    assert only(marked, names) == (NAMED, "Lev Osmund")


SENTENCES = (
    "Mayor PERSON spoke. ",
    "[PERSON] said {it rained}. ",
    "[SHORT] said {it snowed}. ",
    "[He] said {it hailed}. ",
    "[They] said {so}. ",
    "[The mayor] said {no}. ",
    "[Two officials] said {so}. ",
    "[BODY] said {so}. ",
    "[It] said {yes}. ",
    "[The report] found {that}.\n\n",
    "“ « ‘ \u202b[who] \u05d0\u05d1 {x} ",
)


@pytest.mark.parametrize(
    ("marked", "speaker"),
    [
        # A title tells whose given name fits; nobody called Mr. is Helen.
        (
            "Helen Reyl had lost to Bill Reyl. It was close. Helen Reyl, of all people, won. [Mr. Reyl] said {so}.",
            "Bill Reyl",
        ),
        # A president of long ago, named later, is not the one whom the text is about.
        (
            "Osmund met the envoy. Osmund left. Osmund was late. [The president] said {so}. The treaty was signed "
            "by President Aldo Brandt. Osmund did not sign.",
            "Osmund",
        ),
        # An office in a body that is named is held by nobody in the text.
        (
            "Osmund met the envoy. Osmund left. Osmund was late. Osmund slept. Osmund woke. [The F.H.B. director] said "
            "{so}.",
            "The F.H.B. director",
        ),
        # Whom somebody praised is nobody who is familiar with anything.
        ("“You are fantastic people,” Osmund told them. [People familiar with the talks] said {so}.", "People"),
        ("Osmund spoke of a young sailor who was jailed. [The sailor] said {so}.", "The sailor"),
        ("You need not be there every [Sunday] to know {so}.", None),
        # There are many stars, and father and son have one name.
        ("Aldo Brandt III left. [His father, Aldo Brandt Jr.,] said {so}.", "Aldo Brandt Jr."),
        ("Osmund is president. [The chairman of the Pilots, Gen. Ivo Brandt,] said {so}.", "Ivo Brandt"),
        ("[One of his aides] said {so}.", "One of his aides"),
        ("[The mayor’s chief of staff] said {so}.", "The mayor’s chief of staff"),
        ("[South Harrow, Ost., Mayor Ivo Brandt, who leads,] said {so}.", "Ivo Brandt"),
    ],
)
def test_a_wrong_name_is_worse_than_none(marked: str, speaker: str | None) -> None:
    names = {"Helen Reyl": PERSON, "Bill Reyl": PERSON, "(?<=Mr. )Reyl": PERSON, "Osmund": PERSON,
             "Aldo Brandt": PERSON, "Ivo Brandt": PERSON, "South Harrow": PLACE, "Sunday": PERSON, "Pilots": BODY,
             r"F\.H\.B\.": BODY}  # fmt: skip
    article = read(
        marked, {name: kind for name, kind in names.items() if re.search(name, re.sub(r"[\[\]{}]", "", marked))}
    )
    assert told(article)[0][1] == speaker


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(SENTENCES), max_size=12), st.booleans())
def test_spans_stand_in_the_text_speakers_exist_and_other_names_change_no_kind(
    parts: Sequence[str], known: bool
) -> None:
    outcomes = []
    for person, short, body in (("Ivo Brandt", "Brandt", "Quellmar Ltd"), ("Tarek Osmund", "Osmund", "Jasperon Ltd")):
        marked = "".join(parts).replace("PERSON", person).replace("SHORT", short).replace("BODY", body)
        names = {person: PERSON, f"(?<!{person.split()[0]} ){short}": PERSON, body: BODY} if known else {}
        article = read(marked, names)
        text = article.document.text
        ids = {e.id for e in article.entities}
        for entity in article.entities:
            assert all(0 <= s.start < s.end <= len(text) for s in entity.mentions)
            assert entity.speaks_for is None or entity.speaks_for in ids
        assert all(a.speaker is None or a.speaker in ids for a in article.attributions)
        by_name = {e.id: e.name.replace(person, "P").replace(short, "S").replace(body, "B") for e in article.entities}
        outcomes.append([(a.source_kind, by_name.get(a.speaker or "")) for a in article.attributions])
    assert outcomes[0] == outcomes[1]


def test_a_text_of_nothing_but_linked_pronouns_ends() -> None:
    assert only("Ivo Brandt " + "and who " * 3000 + "[who] said {so}.", {"Ivo Brandt": PERSON})[1] is None


def test_an_article_without_attributions_or_names_stays_as_it_is() -> None:
    document = Document("d", "«“‘ \u202e\u05d0 ((( ", paragraphs("«“‘ \u202e\u05d0 ((( "))
    empty = Article(document, ())
    assert resolve([empty]) == [empty]
    assert replace(empty, names=()) == empty


def test_an_attribution_that_was_given_without_most_of_its_parts_stays_in_its_place() -> None:
    article = read("[Ivo Brandt] said {it rained}.", {"Ivo Brandt": PERSON})
    bare = replace(article.attributions[0], id="a1", content=Passage("", SpanSet(())), source=None)
    again = resolve([replace(article, attributions=(bare, article.attributions[0]), entities=())])[0]
    assert told(again) == [(SourceKind.NONE, None), (NAMED, "Ivo Brandt")]


def test_entities_have_the_kind_that_their_sources_have() -> None:
    article = read("[Two officials] said {so}. [The report] found {that}.")
    assert {e.kind for e in article.entities} >= {EntityKind.GROUP, EntityKind.DOCUMENT}


ORG, OUTLET = SourceKind.ORGANISATION, SourceKind.OUTLET


@pytest.mark.parametrize(
    ("marked", "kind", "speaker"),
    [
        # what a body is called by: its noun with a capital, its force, its page
        ("The Tide Committee met. [The Committee] said {it rained}.", ORG, "Tide Committee"),
        ("The Brask Police Department came. [Police] said {it rained}.", ORG, "Brask Police Department"),
        ("On the site Quellmar.com it rained. [The company] said {it would}.", ORG, "Quellmar.com"),
        ("It rained, [brask-abend.fr] said {on Monday}.", OUTLET, "brask-abend.fr"),
        # names made whole, or kept apart
        ("In Velmo, [One Harbour] said {it rained} all day.", ORG, "One Harbour"),
        ("The Ann and Bob Quill Foundation met. [The foundation] hoped {not}.", ORG, "Ann and Bob Quill Foundation"),
        ("Brask Council met. Brask Police met. [Brask Council] said {it rained}.", ORG, "Brask Council"),
        ("Counsel of the Brask Council met. [Brask Council] said {it rained}.", ORG, "Brask Council"),
        # bodies that are no people, and people that are no bodies
        ("[Quill Oar Group] said {it rained}.", ORG, "Quill Oar Group"),
        ("[Tide-checkers] said {it rained}.", SourceKind.UNNAMED_GROUP, "Tide-checkers"),
        ("They met on Chirrup and on Chirrup. [Chirrup] said {it rained}.", ORG, "Chirrup"),
        ("[Reuters] said {it rained}.", OUTLET, "Reuters"),
        ("Brask News came. [Brask] said {it rained}.", OUTLET, "Brask News"),
        ("As reported by [Brask Abend], {it rained}.", OUTLET, "Brask Abend"),
        ("The advocacy group [Dawn Nation] said {it rained}.", ORG, "Dawn Nation"),
        # the media are more than one outlet, and a network is one
        ("Brask News came. [The media] said {it rained}.", OUTLET, "media"),
        ("[None of the major TV networks] said {it rained}.", OUTLET, "major TV networks"),
        ("[All of the tide firms] said {it rained}.", ORG, "tide firms"),
        ("[A wave of ferry reports] said {it rained}.", SourceKind.DOCUMENT, "wave of ferry reports"),
        ("[Much of the coast] hoped {it would rain}.", SourceKind.UNNAMED_GROUP, "Much of the coast"),
        # groups
        ("[One group, Oarsmen United,] said {it rained}.", ORG, "Oarsmen United"),
        ("Many painters came. [A group] said {it rained}.", ORG, "group"),
        ("Velmo Rail and Brask Rail ran. The Whigs came. [The groups] said {it rained}.", ORG, "groups"),
        ("Velmo Rail ran. [The companies] said {it rained}.", ORG, "companies"),
        # rows
        (
            "[Her campaign and ferrymen along the coast] said {it rained}.",
            ORG,
            "Her campaign and ferrymen along the coast",
        ),
        # whose something is, as the text writes it
        (
            "Orla Haskins’ boat sank. Haskins, [whose merry campaign] said {it rained}.",
            ORG,
            "Orla Haskins’ merry campaign",
        ),
        (
            "Orla Fennick's campaign began. It was a long campaign. [The campaign] said {no}.",
            ORG,
            "Orla Fennick's campaign",
        ),
    ],
)
def test_what_bodies_and_outlets_are_called(marked: str, kind: SourceKind, speaker: str) -> None:
    names = {"Tide Committee": BODY, "(?<=The )Committee": BODY, "Brask Police Department": BODY, "Quellmar.com": PLACE}
    names |= {"One Harbour": BODY, "Velmans(?= for)": PLACE, "Bob Quill Foundation": BODY, "Brask Council": BODY}
    names |= {"Brask Police(?! D)": BODY, "Quill Oar Group": BODY, "Reuters": PERSON, "Brask News": BODY, "Ann": PERSON}
    names |= {
        "Brask(?= said)": PERSON,
        "Brask Abend": NameKind.OUTLET,
        "Dawn Nation": BODY,
        "Oarsmen United": BODY,
        "Whigs": BODY,
    }
    names |= {"Velmo Rail": BODY, "Brask Rail": BODY, "Orla Haskins": PERSON, "Orla Fennick": PERSON}
    names |= {"(?<=\\. )Haskins": PERSON, "Chirrup": OTHER, "Counsel of the Brask Council": BODY}
    assert only(marked, names) == (kind, speaker)


@pytest.mark.parametrize(
    ("marked", "kind", "speaker"),
    [
        ("[Velmo Actor] said {it rained}.", SourceKind.UNNAMED_PERSON, "Velmo Actor"),
        ("A Tidewise poll came. [Tidewise] said {it rained}.", ORG, "Tidewise"),
        ("[Variety] said {it rained}.", OUTLET, "Variety"),
        ("[Velmo Action Network] said {it rained}.", ORG, "Velmo Action Network"),
        ("A [Brask News poll] says {it rained}.", SourceKind.DOCUMENT, "Brask News poll"),
        ("[Velmair] said {it rained}. [The airline] said {it snowed}.", ORG, "Velmair"),
        ("Moll & Company met. So did Velmair. [Velmair] sold {it}. [The company] said {no}.", ORG, "Velmair"),
        ("The Quellmar Department met. [Quellmar] said {it rained}.", ORG, "Quellmar Department"),
        ("Harrow PAC ran. [The PAC] said {it rained}.", ORG, "Harrow PAC"),
        ("Wet, says [By Police] {it was}.", ORG, "Police"),
        ("There was an ad aimed at Velmair [that] said {it rained}.", SourceKind.DOCUMENT, "ad"),
        ("The Velmo Foundation met. [The organization] said {it rained}.", ORG, "Velmo Foundation"),
        ("It rained. Most of Quellmar knew. [Quellmar] said {so}.", ORG, "Quellmar"),
        ("The Fort Pell Daily News came. [The FP Daily News] said {so}.", OUTLET, "Fort Pell Daily News"),
        ("A task force met. [The task force] said {it rained}.", ORG, "task force"),
        ("It rained in Texas. [The state] said {it would}.", ORG, "Texas"),
        ("It rained in Upwell. [The town] said {it would}.", ORG, "Upwell"),
        ("It rained. [FTU Member States] said {it rained}.", ORG, "FTU Member States"),
        ("They want to annoy tide boards. [They] said {it rained}.", ORG, "tide boards"),
        ("She read [a thriller] about {the tide}.", SourceKind.UNNAMED_PERSON, "a thriller"),
        ("[Participants] said {it rained}.", SourceKind.UNNAMED_GROUP, "Participants"),
        ("Orla Quell came. [Democratic and independent painters] said {it}.", SourceKind.UNNAMED_GROUP, None),
    ],
)
def test_people_bodies_and_places_that_look_like_one_another(
    marked: str, kind: SourceKind, speaker: str | None
) -> None:
    names = {"Justice Orla Quell": BODY, "UFP Rep. Orla Quell": BODY, "Orla Quell": PERSON, "Orla(?= said)": BODY}
    names |= {"De Vries": PERSON, "de Vries": PERSON, "Joost de Vries": BODY, "Velmo Actor": BODY, "Variety": PERSON}
    names |= {"Tidewise(?= said)": PERSON, "Velmo Action Network": BODY, "Texas": PLACE, "Upwell": PLACE, "FTU": BODY}
    names |= {
        "Quellmar Department": BODY,
        "Quellmar(?= s)": BODY,
        "PACs": BODY,
        "Harrow PAC": BODY,
        "(?<=The )PAC": BODY,
    }
    names |= {
        "Velmo Foundation": BODY,
        "F[a-zP]* ?(?:Pell )?Daily News": BODY,
        "of Quellmar": BODY,
        "By Police": BODY,
        "Velmair": PLACE,
        "Moll & Company": BODY,
    }
    names |= {"Brask News poll": BODY, "States": OTHER, "Participants": OTHER, "Democratic": PERSON}
    found = only(marked, names)
    assert found == (kind, speaker or found[1])


@pytest.mark.parametrize(
    "marked",
    [
        "The Tide Board met. [It] should hardly need saying {that it rained}.",
        "The Tide Board met. [It] is worth noting {that it rained}.",
        "The Tide Board met. [It] must also be said {that it rained}.",
        "The Tide Board met. [It] goes without saying {that it rained}.",
    ],
)
def test_an_it_that_means_nobody_is_the_author(marked: str) -> None:
    assert only(marked, {"Tide Board": BODY}) == (SourceKind.AUTHOR, None)


@pytest.mark.parametrize("verb", ["has said", "has also noted", "says", "is said to think"])
def test_an_it_that_means_a_body(verb: str) -> None:
    found = only(f"The Tide Board met. [It] {verb} {{that it rained}}.", {"Tide Board": BODY})
    assert found == (SourceKind.ORGANISATION, "Tide Board")


@pytest.mark.parametrize(
    ("subject", "speaker"),
    [
        ("The Tide Board and trade groups", "Tide Board and trade groups"),
        ("The Tide Board and the Harrow Council", "Tide Board and the Harrow Council"),
        (
            "Twenty-seven states led by coal-rich Velmo and trade groups",
            "Twenty-seven states led by coal-rich Velmo and trade groups",
        ),
    ],
)
def test_they_behind_bodies_in_a_row_are_all_of_them(subject: str, speaker: str) -> None:
    names = {"Tide Board": BODY, "Harrow Council": BODY, "Velmo": PLACE}
    found = only(f"{subject} are challenging the rules. [They] argue {{that it rained}}.", names)
    assert found == (SourceKind.ORGANISATION, speaker)


@pytest.mark.parametrize(
    ("marked", "speaker"),
    [
        ("Brask-Quellmar police found the boat. [The department] said {so}.", "Brask-Quellmar police"),
        ("The police found the boat. [The department] said {so}.", "department"),
        ("Brask-Quellmar police met Harrow police. [The department] said {so}.", "department"),
        ("Harrow police met. The road department slept. [The department] said {so}.", "road department"),
    ],
)
def test_the_department_is_the_one_force_that_is_told_of(marked: str, speaker: str) -> None:
    assert only(marked, {"Brask-Quellmar": PLACE, "Harrow": PLACE}) == (SourceKind.ORGANISATION, speaker)


@pytest.mark.parametrize(
    ("marked", "kind", "speaker"),
    [
        # a short name and the long one behind it
        ("The Quill Center for Tides met. [The Quill Center] said {so}.", ORG, "Quill Center for Tides"),
        (
            "The Quill Center met. The Quill Center for Tides sat. [The center] said {so}.",
            ORG,
            "Quill Center for Tides",
        ),
        ("The Tidal Reserve met. The [Tid] said {so}.", ORG, "Tidal Reserve"),
        ("The Tidal Reserve met. In June, [Tid] said {so}.", ORG, "Tid"),
        # what a name begins with
        # outlets in a row, and the one newspaper that was named
        ("[Both Brask News and Velmo Post] said {so}.", OUTLET, "Brask News and Velmo Post"),
        ("Velmo Post came out. [The left-leaning newspaper] said {so}.", OUTLET, "Velmo Post"),
        ("Velmo Post and Brask News came. [The left-leaning newspaper] said {so}.", OUTLET, "left-leaning newspaper"),
        ("[Harrow and others - many of them small -] said {so}.", ORG, "Harrow and others"),
        # two firms, and no more
        ("Velmo Rail joined Oar Holdings. [The companies] said {so}.", ORG, "Velmo Rail and Oar Holdings"),
        ("Oar Holdings and Velmo Rail met. [The companies] said {so}.", ORG, "Oar Holdings and Velmo Rail"),
        ("Velmo Rail joined Oar Holdings and Quill Oar. [The companies] said {so}.", ORG, "companies"),
        ("Velmo Rail joined Brask Rail. [The companies] said {so}.", ORG, "companies"),
        # when and how somebody spoke is no part of a name, where a body is, or what it is for, may be
        ("[The ministry on Monday] said {so}.", ORG, "ministry"),
        ("[The ministry in June] said {so}.", ORG, "ministry"),
        ("[The ministry for years] said {so}.", ORG, "ministry"),
        ("[The ministry in a statement] said {so}.", ORG, "ministry"),
        ("[The ministry on behalf of ferrymen] said {so}.", ORG, "ministry"),
        ("[The ministry in Velmo] said {so}.", ORG, "ministry in Velmo"),
        ("[The committee on tides] said {so}.", ORG, "committee on tides"),
        # two that begin alike are two
        ("The Tideway Post came out. The [Tid] said {so}.", ORG, "Tid"),
        # which government, whose board
        ("The local government slept. [The government in Velmo] said {so}.", ORG, "government in Velmo"),
        ("Brask Bank grew. [The bank's board] said {so}.", ORG, "Brask Bank's board"),
        ("[The chancellery] rejected {that}.", ORG, "chancellery"),
        # what shows is no show
        ("The poll shows rain. [They] argue {so}.", SourceKind.UNNAMED_GROUP, None),
    ],
)
def test_which_body_or_outlet_is_meant_and_its_whole_name(marked: str, kind: SourceKind, speaker: str | None) -> None:
    names = {"Quill Center": BODY, "Fennick PAC": BODY, "Brask News": BODY, "Velmo Post": BODY}
    names |= {"Velmo Rail": BODY, "Brask Rail": BODY, "Quill Oar": BODY, "Velmo(?= said)": PLACE, "Velmo$": PLACE}
    names |= {
        "Harrow": BODY,
        "Tidal Reserve": BODY,
        "Tid(?= said)": BODY,
        "Brask Bank": BODY,
        "Oar Holdings": BODY,
        "Tideway Post": BODY,
        "(?<=in )Velmo(?= said)": PLACE,
        "Quill Center for Tides": BODY,
        "(?<=government in )Velmo": PLACE,
    }
    assert only(marked, names) == (kind, speaker)


@pytest.mark.parametrize(
    ("marked", "speaker"),
    [
        # as the text first speaks of it, up to what is said of it
        ("He ran a boat poll of 80 ferrymen in June. [The poll] showed {so}.", "boat poll of 80 ferrymen"),
        ("A letter to the town from Ada Quell came. [It] read {so}.", "letter to the town from Ada Quell"),
        ("A poll of painters showed rain. [The poll] showed {so}.", "poll of painters"),
        ("A letter Ada Quell sent came. [The letter] read {so}.", "letter"),
        ("He has a plan to leave. [The plan] shows {so}.", "plan"),
        ("The Quell poll came out. [The results of the Quell poll] showed {so}.", "Quell poll"),
        # a row of them
        ("[Two boat polls and a letter from Ada Quell] show {so}.", "Two boat polls and a letter from Ada Quell"),
    ],
)
def test_a_paper_is_called_as_it_is_introduced_and_several_are_a_row(marked: str, speaker: str) -> None:
    assert only(marked, {"Ada Quell": PERSON}) == (SourceKind.DOCUMENT, speaker)


@pytest.mark.parametrize(
    ("source", "speaker"),
    [
        # what one paper is about
        ("An article on the treaty and the law", "article on the treaty"),
        ("A note on the Quellmar Treaty and the law", "note on the Quellmar Treaty"),
        ("A study of letters and reports", "study of letters"),
        ("Polls and in a letter", "Polls"),
        ("Polls and (letters)", "Polls"),
        ("A memo and “letters” from painters", "memo"),
        # another paper
        ("A poll of voters and a letter", "poll of voters and a letter"),
        ("A poll of law students and 3 letters", "poll of law students and 3 letters"),
        ("A poll by the Velmo Journal and a letter", "poll by the Velmo Journal and a letter"),
        ("Polls and May surveys", "Polls and May surveys"),
    ],
)
def test_what_a_paper_is_about_makes_no_row_of_papers(source: str, speaker: str) -> None:
    names = {"Velmo Journal": BODY, "Quellmar Treaty": OTHER}
    assert only(f"[{source}] showed {{so}}.", names) == (SourceKind.DOCUMENT, speaker)


def test_a_paper_itself_is_the_paper() -> None:
    assert only("The ad ran. [The ad itself] showed {so}.") == (SourceKind.DOCUMENT, "ad")


def test_whoever_each_one_is_said_of_is_not_taken_up() -> None:
    """Each minister is nobody in particular: the minister after that is whom the text is about."""
    marked = "Ivo Brandt came. What each [minister] hopes {rains}. Brandt rowed, and [the minister] said {it snowed}."
    article = read(marked, {"Ivo Brandt": PERSON, "(?<!Ivo )Brandt": PERSON})
    assert told(article)[1] == (SourceKind.NAMED_PERSON, "Ivo Brandt")
