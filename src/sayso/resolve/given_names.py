"""Given names that tell he from she: common ones that hardly anybody of the other sex bears.

They tell apart those who share a surname, before a title; who is he or she is for the text to say, or another name
would give another label.
"""

from __future__ import annotations

from sayso.text.wording import wordset

__all__ = ["gender_of"]

_HIS = wordset("""
aaron abdul abdullah adam ahmad ahmed alan albert alberto alejandro aleksandr alexander alfred ali allen amir anatoly
andrei andrew andrey andrzej antonio anthony antoine arnold arthur bashar benjamin bernard bill boris brad bradley
brandon brett brian bruce bryan carl carlos charles christian christopher chuck clarence claude craig curtis daniel
david dennis dick dmitry dmitri donald douglas duncan dwight ed eduardo edward edwin emmanuel enrique eric erik ernest
eugene fernando francisco francois frank franklin fred frederick gary geoffrey george gerald gerard giuseppe glenn
gordon graham greg gregory guillermo gustav hans harold harry harvey hassan heinz henry herbert hiroshi howard hugh
hussein ian ibrahim igor isaac ivan jack jacob jacques jake james jason javier jeff jeffrey jeremy jerry jim jimmy joao
joe joel johan johannes john jonathan jorge jose joseph joshua josh juan karl keith kenneth kevin khalid klaus kurt
lawrence leon leonard louis luca lucas luis luke mahmoud manuel marc marco marcus mario mark martin marvin matt matthew
michael michel miguel mike mikhail mitch mitt mohamed mohammad mohammed muhammad mustafa nathan neil nicholas nicolas
nigel nikolai norman oleg oliver omar oscar osama otto pablo patrick paul pavel pedro peter phil philip philippe pierre
rafael ralph ramon ray raymond reid ricardo richard rick robert roberto rodney rodrigo roger roland ron ronald roy
rupert russell ryan saddam salman samuel scott sean sebastian sergei sergey seth simon stanley stephen steve steven
stuart ted terrence theodore thomas tim timothy todd tom tony travis vernon victor viktor vincent vladimir walter warren
wayne wilhelm william wolfgang xavier yasser yuri yusuf zachary
""")
_HERS = wordset("""
abigail agnes aisha alexandra alice alicia alison allison amanda amelia amy anastasia angela angelina anita ann anna
anne annette annie april ariana audrey barbara beatrice becky bernadette beth betty brenda brigitte bridget caitlin
camilla carla carmen carol caroline carolyn catherine cecilia charlotte cheryl chelsea christina christine claire
clara claudia colleen condoleezza cristina cynthia daniela deborah debbie debra denise diana diane dolores donna doris
dorothy edith eileen elaine eleanor elena elisabeth elise elizabeth ella ellen emily emma erica erin esther eva evelyn
fatima fiona florence frances gabriela gail georgia gertrude gina giorgia gloria grace greta gretchen hannah heather
heidi helen helena helga hillary hilary huma ilse ingrid irene irina isabel isabella ivanka jacqueline jane janet janice
jeanne jennifer jenny jessica jill joan joanna josephine joyce juanita judith judy julia julie kamala karen karin
katarina kate katherine kathleen kathryn kathy katie katrina kayleigh kellyanne kirsten kristen kristin laura lauren
leila lena leticia linda lindsay lisa lois loretta lori louise lucia lucy lydia lynn madeleine maggie marcia margaret
maria marie marilyn marina marion marjorie marlene marsha martha mary maureen megan melania melinda melissa michele
michelle miriam molly monica nadia nancy naomi natalia natalie nicole nina nora norma olga olivia pamela patricia
paula pauline peggy penelope petra phyllis priscilla rachel rebecca regina renee rita roberta rosa rosemary ruth
sabrina sally samantha sandra sara sarah sharon sheila shirley silvia simone sonia sophia sophie stella stephanie
susan susana susanna suzanne svetlana sylvia tamara tanya tatiana teresa tess theresa tiffany tina tulsi ursula valerie
vanessa vera veronica victoria viola virginia vivian wanda wendy yolanda yvette yvonne zainab
""")


def gender_of(given: str) -> str:
    """`m` or `f` for a given name, in small letters, that tells; nothing for any other."""
    return "m" if given in _HIS else "f" if given in _HERS else ""
