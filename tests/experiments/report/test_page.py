from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from experiments.report import Findings, write_report
from experiments.report.figures import svg_text
from experiments.report.healing import healing_figure
from experiments.report.page import render_page
from experiments.storage.store import ResultsFolder
from simulation.indicators import INDICATORS

VOID = {"meta", "br", "link", "img", "use", "path", "rect"}


class Page(HTMLParser):
    """Collects what an accessibility check asks for."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.headings: list[int] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.unbalanced: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        self.tags.append((tag, values))
        if "id" in values:
            self.ids.append(values["id"])
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        if tag in VOID:
            return
        if not self.open or self.open.pop() != tag:
            self.unbalanced.append(tag)

    def all(self, name):
        return [values for tag, values in self.tags if tag == name]


@pytest.fixture
def found(tmp_path, plan, seed_result):
    """Return the folder and the findings of a run."""

    def make(name="out", the_plan=plan, results=None):
        folder = ResultsFolder(tmp_path / name, the_plan.register)
        folder.prepare()
        for result in results or [seed_result(seed) for seed in the_plan.seed_numbers]:
            folder.add(result)
        folder.flush()
        return folder, Findings(
            the_plan,
            folder.table("weekly"),
            folder.failures(),
            folder.table("indicators"),
            folder.delivery(),
        )

    return make


@pytest.fixture(scope="module")
def drawn():
    """Figures of Matplotlib, drawn once: what they show is not looked at."""
    import matplotlib.pyplot as plt

    figures = {}
    for name in ("course", "forest", "healing", "delivery"):
        figure, axes = plt.subplots()
        axes.plot([0, 1], [0, 1], marker="o", clip_on=True)
        plt.close(figure)
        figures[name] = svg_text(figure)
    return figures


@pytest.fixture
def page(found, drawn, plan, manifest_for):
    def make(the_plan=plan, results=None, incomplete=(), **manifest):
        _, findings = found(the_plan=the_plan, results=results)
        return render_page(findings, manifest_for(the_plan, **manifest), drawn, incomplete)

    return make


@pytest.fixture
def text(page):
    return page()


def test_the_same_findings_give_the_same_bytes(found, plan, manifest_for):
    for name in ("one", "two"):
        folder, findings = found(name)
        write_report(folder, findings, manifest_for(plan))
    one, two = (folder.path.with_name(name) for name in ("one", "two"))
    figures = [f"figures/{name}.svg" for name in ("course", "forest", "delivery")]
    for name in ("report.html", *figures, "figures/healing.png"):
        assert (one / name).read_bytes() == (two / name).read_bytes(), name
    text = (one / "report.html").read_text(encoding="utf-8")
    assert "Group therapy" in re.findall(r"<svg.*?</svg>", text, re.DOTALL)[0]
    assert Page(text).unbalanced == []
    assert len(text) < 500_000


def test_the_page_needs_nothing_else(text):
    assert not re.search(r"(https?:)?//[a-z]", text)
    assert not re.search(r"<(script|link|iframe|img)\b", text)
    assert "@import" not in text
    assert all(ref.startswith("#") for ref in re.findall(r'href="([^"]*)"', text))


def test_the_page_is_well_formed_and_accessible(text):
    page = Page(text)
    assert page.unbalanced == []
    assert page.open == []
    assert len(page.ids) == len(set(page.ids))
    assert page.all("html")[0]["lang"] == "en"
    assert page.headings[0] == 1
    assert page.headings.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(page.headings))
    for drawing in page.all("svg"):
        assert drawing["role"] == "img"
        assert len(drawing["aria-label"]) > 40
        assert "viewbox" in drawing
        assert "width" not in drawing
    assert len(page.all("svg")) == 4
    assert all("scope" in cell for cell in page.all("th"))
    assert len(page.all("caption")) == len(page.all("table"))
    skip = next(link for link in page.all("a") if link.get("class") == "skip")
    assert skip["href"].removeprefix("#") in page.ids
    assert 'name="viewport"' in text
    assert "prefers-color-scheme" in text
    assert "@media print" in text


def test_references_inside_figures_point_into_the_page(text):
    ids = set(Page(text).ids)
    used = re.findall(r"url\(#([^)]*)\)", text) + re.findall(r'href="#([^"]*)"', text)
    assert used
    assert set(used) <= ids


def test_what_users_write_is_escaped(text):
    assert "Does &lt;b&gt;therapy&lt;/b&gt; help &amp; last?" in text
    assert "<b>" not in text


def test_standing_notices_are_there(text):
    assert "Simulated, not observed." in text
    assert "not a clinical predictor" in text
    assert "What is not in the model" in text
    assert "QUICK" not in text


def test_the_answer_gives_size_interval_and_the_same_people_without_it(text):
    answer = plain(text[text.index('id="table-title"') :])
    assert "Stress (PSS-10)" in answer
    bounds = r"\(\u2212\d\.\d\d to \u2212\d\.\d\d\)"
    assert re.search(r"Stress \(PSS-10\) \d\.\d\d points lower " + bounds, answer)
    assert "When the programme ends (week 4)" in answer
    assert "At the end of the run (week 6)" in answer
    assert re.search(r"no clear difference that matters in: .*Stress", answer)  # everybody
    assert "Same people without it" in text
    assert text.count("→") > 10


def test_only_verdicts_are_bold(text):
    assert '<td class="clear">lower</td>' in text
    assert "<td>no clear difference</td>" in text
    assert '<td class="clear">no clear difference</td>' not in text


def plain(text):
    """Return the page without the marks of where its numbers stand."""
    return re.sub(r"</?data[^>]*>", "", text)


def section(text, heading, following):
    return plain(text[text.index(f'id="{heading}"') : text.index(f'id="{following}"')])


def test_signs_and_healing_are_drawn_and_told_in_numbers(text):
    part = section(text, "healing-title", "delivery-title")
    for one in INDICATORS.values():
        assert f'<th scope="row">{one.title}<br>' in part
    assert part.count("lower is better") == 7
    assert part.count("higher is better") == 4
    cell = r'<td class="n clear">\u2212\d+\.\d \(\u2212\d+\.\d to \u2212\d+\.\d\)</td>'
    assert len(re.findall(cell, part)) >= 11  # participants gain in every indicator of the fixture
    assert "The table below has the numbers." in part
    assert "most of them assumed" in part


def test_an_unclear_difference_of_an_indicator_is_not_bold(page, seed_result):
    luck = [seed_result(1, effect=-2.0), seed_result(2, effect=2.5), seed_result(3, effect=-0.4)]
    part = section(page(results=luck), "healing-title", "delivery-title")
    assert '<td class="n">' in part
    assert "n clear" not in part


def test_one_seed_gives_indicators_without_an_interval(page, plan_with):
    part = section(page(the_plan=plan_with(seeds=1)), "healing-title", "delivery-title")
    assert re.search(r'<td class="n">\u2212\d+\.\d</td>', part)


def test_findings_without_indicators_leave_the_section_out(found, drawn, plan, manifest_for):
    _, findings = found()
    bare = Findings(plan, findings.weekly, findings.failures)
    text = render_page(bare, manifest_for(plan), {k: drawn[k] for k in ("course", "forest")})
    assert "Signs and healing" not in text
    assert Page(text).unbalanced == []


def test_the_figure_of_healing_shows_every_arm_and_indicator(found, plan):
    _, findings = found()
    figure = healing_figure(findings)
    labels = [label.get_text() for axes in figure.axes for label in axes.get_yticklabels()]
    assert {one.title for one in INDICATORS.values()} <= set(labels)
    assert [text.get_text() for text in figure.legends[0].get_texts()] == ["Group therapy"]
    dots = [line for line in figure.axes[0].lines if line.get_marker() == "o"]
    assert len(dots) == 7
    drawn_at = sorted(float(line.get_xdata()[0]) for line in dots)
    table = findings.indicator_differences
    mine = table[(table["population"] == "participants") & (table["week"] == plan.weeks)]
    signs = mine[mine["indicator"].map(lambda name: INDICATORS[name].kind) == "sign"]
    assert drawn_at == pytest.approx(sorted(signs["difference"]))


def test_how_sure_counts_seeds_and_failed_runs(page, seed_result, plan):
    from experiments.storage.manifest import Counts

    results = [seed_result(1), seed_result(2), seed_result(3, failed=True)]
    text = plain(page(results=results, counts=Counts(ok=5, failed=1, crashed=0)))
    assert "1 of 6 runs did not get to their end." in text
    assert "3 seeds for each world" in text
    assert re.search(r"Group therapy, participants: isolated is known to ± \d", text)


def test_one_seed_says_that_it_gives_no_interval(page, plan_with):
    text = page(the_plan=plan_with(seeds=1))
    assert "One seed gives no interval" in text
    assert "one seed: no interval" in text
    assert '<td class="clear">' not in text
    assert "nan" not in text.lower().replace("nano", "")


def test_a_quick_run_is_marked_in_heading_and_tables(page, plan_with):
    text = page(the_plan=plan_with(quick=True))
    mark = "QUICK: short burn-in, for trying a file out"
    assert f"{mark}. Do not quote these numbers." in text
    captions = re.findall(r"<caption>(Group therapy, .*?)</caption>", text)
    assert captions
    assert all(mark in caption for caption in captions)


def test_warnings_stand_at_the_top(page):
    text = page(incomplete=["Incomplete: 2 of 3 seeds are missing"])
    assert text.index("Incomplete: 2 of 3 seeds") < text.index("The answer")


def test_without_smallest_differences_the_page_says_so(page, plan_with):
    text = page(the_plan=plan_with(smallest_difference={}))
    assert "names no smallest difference that matters" in text


def test_an_arm_without_rows_does_not_stop_the_report(found, plan, seed_result, manifest_for):
    folder, findings = found(results=[seed_result(seed, failed=True) for seed in (1, 2, 3)])
    write_report(folder, findings, manifest_for(plan))
    text = (folder.path / "report.html").read_text(encoding="utf-8")
    assert "Group therapy" in text
    assert "nan" not in text
