"""Modules joined into one script; that it runs is shown in a browser, see browser/test_one_file."""

from __future__ import annotations

import re

import pytest

from demo.joined_modules import JoinError, joined_script


def write(folder, **modules):
    for name, text in modules.items():
        path = folder / f"{name.replace('__', '/')}.js"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    return folder


def order(script):
    return re.findall(r"^kithModules\['(.*?)'\] = ", script, re.MULTILINE)


def test_what_is_needed_stands_before_and_once(tmp_path):
    write(
        tmp_path,
        page='import { a } from "./parts/one.js";\nimport { b } from "./two.js";\na(b);\n',
        parts__one='import { b } from "../two.js";\nexport const a = (x) => x + b;\n',
        two="export const b = 1;\n",
    )
    script = joined_script(tmp_path, "page.js")
    assert order(script) == ["two.js", "parts/one.js", "page.js"]
    assert not re.search(r"^(import|export)\b", script, re.MULTILINE)


def test_every_plain_form_is_taken(tmp_path):
    write(
        tmp_path,
        page=(
            "import {\n  a,\n  b as c,\n} from './one.js';\nimport * as all from './one.js';\n"
            "import './one.js';\nexport { a as d };\nexport { b } from './one.js';\n"
        ),
        one="export async function a() {}\nexport class b {}\nexport function* e() {}\n",
    )
    script = joined_script(tmp_path, "page.js")
    assert "const { a: a, b: c } = kithModules['one.js'];" in script
    assert "const all = kithModules['one.js'];" in script
    assert "return { b: kithModules['one.js'].b, d: a };" in script
    assert "return { a: a, b: b, e: e };" in script


def test_what_looks_like_an_import_in_a_comment_stays(tmp_path):
    text = ' * @param {import("./scene.js").Scene} scene\n'
    write(tmp_path, page=f"/**\n{text} */\nexport const a = 1; // import x\n")
    assert text in joined_script(tmp_path, "page.js")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("export default 1;", "page.js:2: 'export default 1;' is a form that cannot be joined"),
        ("export let a = 1;", "page.js:2: 'export let a = 1;' is a form"),
        ("import a from './page.js';", "page.js:2: \"import a from './page.js';\" is a form"),
        ("await a;", "page.js:2: 'await a;' is a form"),
        ("import { a } from 'd3';", "page.js: imports 'd3'; only files beside it can be joined"),
        ("import { a } from './none.js';", "none.js: there is no module of this name that page"),
        ("import { a } from '../out.js';", "../out.js: there is no module of this name"),
        ("import { a } from './page.js';", "page.js -> page.js: these modules need each other"),
    ],
)
def test_other_forms_are_refused_with_their_place(tmp_path, text, told):
    write(tmp_path, page=f"// first\n{text}\n")
    (tmp_path.parent / "out.js").write_text("export const a = 1;")
    with pytest.raises(JoinError) as found:
        joined_script(tmp_path, "page.js")
    assert str(found.value).startswith(told)


def test_lines_below_an_import_keep_their_numbers(tmp_path):
    write(
        tmp_path, page="import {\n  a,\n} from './one.js';\nlost();\n", one="export const a = 1;\n"
    )
    script = joined_script(tmp_path, "page.js")
    body = script[script.index("kithModules['page.js'] =") :].splitlines()
    assert body[4] == "lost();"
