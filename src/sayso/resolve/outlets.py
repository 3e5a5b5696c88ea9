"""News organisations whose names do not say that they are any, as *Post* and *Times* do."""

from __future__ import annotations

__all__ = ["is_outlet"]

_NAMES = """
AFP | Agence France-Presse | Al Arabiya | Al Jazeera | Al-Jazeera | ANSA | Asahi Shimbun | Associated Press | Axios
Bellingcat | Bild | Bloomberg | Breitbart | BuzzFeed | Corriere della Sera | Daily Beast | Daily Caller | Daily Mail
Deutsche Welle | Die Welt | Die Zeit | Drudge Report | Der Spiegel | Economist | El Mundo | El País | El Pais
Euronews | FiveThirtyEight | Forbes | Fortune | Foreign Affairs | Foreign Policy | Gawker | Global Times | Guardian
Haaretz | Huffington Post | HuffPost | Intercept | Interfax | Izvestia | Jezebel | Kathimerini | Kommersant | Kyodo
La Repubblica | La Stampa | Le Figaro | Le Monde | Libération | Mediaite | Mother Jones
National Journal | National Review | New Republic | New Statesman | New Yorker | Newsmax | Newsweek | Nikkei | Novosti
People's Daily | PolitiFact | Politico | ProPublica | RealClearPolitics | Reuters | RIA Novosti
Rolling Stone | SANA | Slate | Snopes | Spiegel | Sputnik | Süddeutsche Zeitung | TASS | Telemundo | TechCrunch
ThinkProgress | Townhall | Univision | Vanity Fair | Vox | Washington Examiner | Weekly Standard | Wired
Xinhua | Yonhap
"""
_KNOWN = frozenset(
    tuple(name.casefold().replace("-", " ").split()) for line in _NAMES.split("\n") for name in line.split("|")
) - {()}


def is_outlet(key: tuple[str, ...]) -> bool:
    """Whether a name, as its words in small letters without an article, is that of a well-known news organisation."""
    return tuple(" ".join(key).replace("-", " ").split()) in _KNOWN
