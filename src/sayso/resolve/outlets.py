"""News organisations whose names do not say that they are any, as *Post* and *Times* do."""

from __future__ import annotations

__all__ = ["is_outlet"]

_NAMES = """
AFP | Agence France-Presse | Al Arabiya | Al Jazeera | Al-Jazeera | ANSA | AP | Ars Technica | Asahi Shimbun
Associated Press | Axios | Bellingcat | Bild | Billboard | Bloomberg | Breitbart | BuzzFeed | C-SPAN
Corriere della Sera | CSPAN | Daily Beast | Daily Caller | Daily Mail | Daily Show | Der Spiegel
Deutsche Welle | Die Welt | Die Zeit | Drudge Report | Economist | El Mundo | El Pais | El País
Entertainment Weekly | ESPN | Esquire | Euronews | FactCheck.org | FiveThirtyEight | Forbes | Foreign Affairs
Foreign Policy | Fortune | Gawker | Gizmodo | Global Times | GQ | Guardian | Haaretz | Hollywood Reporter
Huffington Post | HuffPost | Intercept | Interfax | Izvestia | Jezebel | Kathimerini | Kommersant | Kyodo
La Repubblica | La Stampa | Le Figaro | Le Monde | Libération | Mashable | Mediaite | Mother Jones
National Journal | National Review | New Hampshire Union Leader | New Republic | New Statesman | New Yorker
Newsmax | Newsweek | Nieman Lab | Nikkei | Novosti | People's Daily | Politico | PolitiFact | ProPublica
Quartz | RealClearPolitics | Recode | Reuters | RIA Novosti | Rolling Stone | Salon | SANA | Slate | Snopes
Spiegel | Sputnik | Süddeutsche Zeitung | TASS | TechCrunch | Telemundo | ThinkProgress | TMZ | Tonight Show
Townhall | Union Leader | Univision | UPI | Vanity Fair | Variety | Vice News | Vogue | Vox | Vulture
Washington Examiner | Weekly Standard | Wired | Xinhua | Yonhap
"""
_KNOWN = frozenset(
    tuple(name.casefold().replace("-", " ").split()) for line in _NAMES.split("\n") for name in line.split("|")
) - {()}


def is_outlet(key: tuple[str, ...]) -> bool:
    """Whether a name, as its words in small letters without an article, is that of a well-known news organisation."""
    return tuple(" ".join(key).replace("-", " ").split()) in _KNOWN
