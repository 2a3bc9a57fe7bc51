from __future__ import annotations

import pytest

PEOPLE = """\
id,age,sex,neuroticism,adverse_childhood,household,neighbourhood,group
anna,34,0,1.2,3,h1,north,choir
ben,36,1,,,h1,north,
cora,71,woman,,0,h2,south,choir
dan,,,,,,,
eva,19,female,,,h1,,none
fay,44,0,-1,,,north,
gil,41,1,,,,,
hal,,man,,8,,south,
ian,50,1,0.1,,,,
jo,63,0,,2,,,chess
kim,29,NA,,,,,
"""
TIES = """\
person_a,person_b,closeness,closeness_back,trust,kin,origin
anna,ben,0.8,0.7,0.9,yes,household
anna,cora,0.4,,,,
cora,jo,,,,,group
"""


@pytest.fixture
def town(tmp_path):
    """Write a scenario with own people (and ties) and return its file."""

    def make(people=PEOPLE, ties=None, population="", name="town", run="", rest=""):
        if isinstance(people, str):
            people = people.encode()
        (tmp_path / "my_people.csv").write_bytes(people)
        lines = ["kith: 1", "extends: baseline", "title: My town", "population:"]
        lines.append("  people: my_people.csv")
        if ties is not None:
            data = ties.encode() if isinstance(ties, str) else ties
            (tmp_path / "my_ties.csv").write_bytes(data)
            lines.append("  ties: my_ties.csv")
        if population:
            lines.append(f"  {population}")
        lines.append(f"run: {{{run or 'burn_in_weeks: 0, weeks: 4'}}}")
        path = tmp_path / f"{name}.yaml"
        path.write_text("\n".join([*lines, rest]) + "\n", encoding="utf-8")
        return path

    return make
