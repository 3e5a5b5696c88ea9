"""Pairs of invented wordings, and what they are to one another: alike, opposed (one claim, contrary), different."""

from __future__ import annotations

PAIRS = [
    (
        "alike",
        "The Vellin ferry line will be sold to Northsea Holdings",
        "Northsea Holdings is to buy the Vellin ferry line",
    ),
    (
        "alike",
        "Two miners were killed when a shaft collapsed at Orrin",
        "A shaft collapse at Orrin has left two miners dead",
    ),
    (
        "alike",
        "The central bank of Torvia raised its rate to 4.5 percent",
        "Torvia's central bank lifts interest rate to 4.5%",
    ),
    ("alike", "President Ilka Maren will visit Sodra in May", "Ilka Maren is going to Sodra in May, the palace says"),
    (
        "alike",
        "About 4,000 people had to leave their homes in Lower Harth",
        "Some 4,100 residents of Lower Harth were told to leave",
    ),
    (
        "alike",
        "Police arrested the mayor of Casperia on Tuesday",
        "The mayor of Casperia was detained by police on Tuesday",
    ),
    (
        "alike",
        "The Tarn nuclear plant leaked radioactive water into the river",
        "Radioactive water from the Tarn plant got into the river",
    ),
    (
        "alike",
        "Doctors at Elmsted hospital will strike from Monday",
        "Elmsted hospital: doctors announce strike for Monday",
    ),
    (
        "alike",
        "Rebels and the government of Osmar have signed a ceasefire",
        "Osmar's government signs truce with rebels",
    ),
    ("alike", "The old bridge in Port Elsa is to be torn down", "Port Elsa plans to demolish its old bridge"),
    ("opposed", "The government will close the Harrow airport", "The government will not close the Harrow airport"),
    (
        "opposed",
        "The Harrow airport will be closed next year",
        "Harrow airport will stay open next year, minister says",
    ),
    ("opposed", "Osmar's army shelled the market in Dervane", "The army did not shell the market in Dervane"),
    (
        "opposed",
        "The finance minister of Torvia will resign",
        "Torvia's finance minister is staying, he will not resign",
    ),
    (
        "opposed",
        "There is a secret agreement between Sodra and Torvia",
        "There is no secret agreement between Sodra and Torvia",
    ),
    (
        "opposed",
        "The photograph of the sea serpent at Vellin is genuine",
        "The photograph of the sea serpent at Vellin is a fake",
    ),
    ("opposed", "Unemployment in Casperia rose in March", "Unemployment in Casperia fell in March"),
    ("opposed", "Parliament approved the water bill", "Parliament rejected the water bill"),
    ("opposed", "The court found the banker Lars Hoven guilty", "The court found the banker Lars Hoven innocent"),
    ("opposed", "The hostages in Dervane are alive", "The hostages in Dervane are dead"),
    (
        "different",
        "The Vellin ferry line will be sold to Northsea Holdings",
        "The Vellin ferry line carried fewer passengers last year",
    ),
    (
        "different",
        "Two miners were killed when a shaft collapsed at Orrin",
        "The mine at Orrin was inspected in August",
    ),
    ("different", "Two miners were killed at Orrin", "Eleven miners were killed at Orrin"),
    (
        "different",
        "The central bank of Torvia raised its rate to 4.5 percent",
        "The central bank of Torvia raised its rate to 7 percent",
    ),
    ("different", "President Ilka Maren will visit Sodra in May", "President Ilka Maren was born in Sodra"),
    ("different", "Police arrested the mayor of Casperia", "The mayor of Casperia opened a new school"),
    ("different", "Doctors at Elmsted hospital will strike from Monday", "Elmsted hospital has bought new beds"),
    (
        "different",
        "The reservoir will be drained from 1 December",
        "The reservoir supplies a fifth of the country's electricity",
    ),
    ("different", "The minister had read the report in August", "The minister will travel to Ostley next week"),
    ("different", "The army shelled the market in Dervane", "The market in Sodra was rebuilt after the flood"),
]
