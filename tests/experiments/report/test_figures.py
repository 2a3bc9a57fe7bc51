from __future__ import annotations

import re

import matplotlib.pyplot as plt
import pytest

from experiments.report.figures import inline_svg, svg_text


@pytest.fixture(scope="module")
def drawn():
    figure, axes = plt.subplots()
    axes.plot([0, 1 / 3, 1], [0, 1 / 7, 1], marker="o")
    axes.set_ylabel("turned", rotation=33)
    plt.close(figure)
    return svg_text(figure)


def test_places_in_the_page_are_to_a_tenth_and_turns_finer(drawn):
    inline = inline_svg(drawn, "a", "what it shows")
    paths = " ".join(re.findall(r'\sd="([^"]*)"', inline))
    assert re.search(r"\d\.\d", paths)
    assert not re.search(r"\d\.\d\d", paths)
    turns = re.findall(r'transform="([^"]*)"', inline)
    assert any(re.search(r"\d\.\d\d", turn) for turn in turns)
    assert not any(re.search(r"\d\.\d{4}", turn) for turn in turns)
    assert len(inline) < len(drawn)


def test_rounded_places_are_those_that_were_drawn(drawn):
    def numbers(text):
        return [float(one) for d in re.findall(r'\sd="([^"]*)"', text)
                for one in re.findall(r"-?[\d.]+", d)]  # fmt: skip

    before, after = numbers(drawn), numbers(inline_svg(drawn, "a", "what it shows"))
    assert len(before) == len(after)
    assert max(abs(a - b) for a, b in zip(before, after, strict=True)) <= 0.05 + 1e-9


def test_labels_are_escaped_and_ids_belong_to_their_figure(drawn):
    inline = inline_svg(drawn, "mine", 'less than <5 & "more"')
    assert 'aria-label="less than &lt;5 &amp; &quot;more&quot;"' in inline
    assert all(one.startswith("mine-") for one in re.findall(r'\bid="([^"]*)"', inline))
