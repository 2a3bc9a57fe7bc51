"""Names: the same rule in Python and on the page."""

from __future__ import annotations

import json

import pytest

from demo.names import MEN, NAMES_FILE, WOMEN, name_of, names


@pytest.mark.parametrize("sex", [WOMEN, MEN])
def test_there_are_some_hundreds_of_names_each_once(sex):
    known = names()[sex]
    assert len(known) > 200
    assert len(set(known)) == len(known)
    assert all(name.isalpha() and name[0].isupper() for name in known)


def test_who_takes_over_a_row_has_another_name():
    for people in (100, 300, 500, 2000):
        for sex in (WOMEN, MEN):
            for row in range(0, people, 7):
                given = [name_of(row + lived * people, sex).split()[0] for lived in range(20)]
                assert len(set(given)) == 20


def test_no_name_is_both_a_woman_s_and_a_man_s():
    assert not set(names()[WOMEN]) & set(names()[MEN])


def test_the_page_names_people_alike(browser):
    script = NAMES_FILE.with_suffix(".js").read_text(encoding="utf-8").replace("export ", "")
    ids = [0, 1, 211, 256, 257, 292, 293, 500, 99_999, 2**53 - 1]
    page = browser.new_page()
    page.add_script_tag(content=script)
    said = page.evaluate(
        "([names, ids]) => [0, 1].map((sex) => ids.map((id) => nameOf(names, id, sex)))",
        [json.loads(NAMES_FILE.read_text(encoding="utf-8")), ids],
    )
    page.close()
    assert said == [[name_of(one, sex) for one in ids] for sex in (WOMEN, MEN)]
