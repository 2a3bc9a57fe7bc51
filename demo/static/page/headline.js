/** The headline: the week, and how many are isolated in the two worlds. */

import { fill, make, say } from "./dom.js";
import { CHARTED, written } from "./numbers.js";

/** @returns {{node: HTMLElement, show: (row: any) => void, sentence: (row: any) => string}} */
export function createHeadline() {
  const week = make("p", { class: "week numeral" });
  const line = make("p", { class: "headline", title: CHARTED[0].about });
  const node = make("div", { class: "stage-head" }, week, line);
  let shown = "";
  const isolated = (row) =>
    row.worlds.map((numbers) => written("isolated_per_1000", numbers.isolated_per_1000, ""));
  return {
    node,
    show(row) {
      say(week, `Week ${row.week}`);
      const [asIs, help] = isolated(row);
      if (shown === `${asIs}/${help}`) return;
      shown = `${asIs}/${help}`;
      const now = make("strong", { text: asIs });
      if (help === undefined)
        return fill(
          line,
          document.createTextNode("Isolated "),
          now,
          document.createTextNode(" of 1,000"),
        );
      fill(
        line,
        document.createTextNode("Isolated "),
        now,
        make("span", { text: " → ", "aria-hidden": "true" }),
        make("span", { class: "unseen", text: " as it is, " }),
        make("strong", { class: "with", text: help }),
        document.createTextNode(" of 1,000 with help"),
      );
    },
    sentence(row) {
      const [asIs, help] = isolated(row);
      return help === undefined
        ? `Week ${row.week}. Isolated: ${asIs} of 1,000 people.`
        : `Week ${row.week}. Isolated: ${asIs} of 1,000 people as it is, ${help} with help.`;
    },
  };
}
