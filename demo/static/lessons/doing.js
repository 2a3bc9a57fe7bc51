/**
 * Doing a step of a lesson: set the page up, play to a week, look for somebody; or live ten lucks.
 *
 * The page's own parts do the work; this only asks them in the right order and says how far it is.
 */

/**
 * @typedef {{title?: string, set: Record<string, any>, play_to: number, speed?: number,
 *   colour?: string, find?: string, lucks?: number[], outcome?: string}} DoItem
 * @typedef {{on: (event: string, listen: (told: any) => void) => void, play: (speed: number) => void,
 *   pause: () => void, lucks: (lucks: number[], setting: object, weeks: number) => void}} Source
 * @typedef {{source: Source, apply: (setting: object) => unknown, setColour: (key: string) => void,
 *   find: (who: string) => void, week: () => number}} Tools
 * @typedef {{say: (text: string) => void, luck: (told: any) => void, done: () => void}} Teller
 */

export class Doing {
  /** @param {Tools} tools */
  constructor(tools) {
    this.tools = tools;
    /** @type {{item: DoItem, teller: Teller, stage: "opening" | "playing" | "lucks"} | null} */
    this.now = null;
    const { source } = tools;
    source.on("opening", (told) => this.opening(told));
    source.on("opened", () => this.opened());
    source.on("frame", () => this.lookAtClock());
    source.on("playing", () => this.lookAtClock());
    source.on("luck", (told) => this.luck(told));
    source.on("lucks_done", () => this.finish("lucks", "All lucks have been lived."));
    source.on("problem", (told) => {
      // While it plays, a problem is about something else that was pressed.
      if (this.now?.stage !== "playing") this.stop(told?.text ?? "it could not be set up");
    });
    for (const event of ["full", "closed"]) {
      source.on(event, (told) => this.stop(told?.text || "the line to the classroom is lost"));
    }
  }

  /**
   * Begin an item; one that is still going on is let go.
   * @param {DoItem} item
   * @param {Teller} teller
   */
  start(item, teller) {
    if (this.now) this.now.teller.done();
    const setting = settingOf(item);
    const stage = item.lucks ? "lucks" : "opening";
    this.now = { item, teller, stage };
    teller.say(item.lucks ? "Living the towns …" : "Setting the page up …");
    if (item.colour) this.tools.setColour(item.colour);
    if (item.lucks) {
      this.tools.source.pause();
      this.tools.source.lucks(item.lucks, setting, item.play_to);
    } else {
      this.tools.apply(setting);
    }
  }

  /** @param {{share?: number, text?: string}} told */
  opening(told) {
    if (this.now?.stage === "opening" && told?.text) this.now.teller.say(told.text);
  }

  opened() {
    if (this.now?.stage !== "opening") return;
    this.now.stage = "playing";
    this.now.teller.say(`Playing to week ${this.now.item.play_to} …`);
    this.tools.source.play(this.now.item.speed ?? 10);
  }

  lookAtClock() {
    if (this.now?.stage !== "playing") return;
    const { item } = this.now;
    const week = this.tools.week();
    if (week < item.play_to) return;
    this.tools.source.pause();
    const find = item.find;
    this.finish("playing", `Week ${week}. Now look.`);
    if (find) this.tools.find(find);
  }

  /** @param {any} told */
  luck(told) {
    if (this.now?.stage === "lucks") this.now.teller.luck(told);
  }

  /**
   * @param {"playing" | "lucks"} stage
   * @param {string} text
   */
  finish(stage, text) {
    if (this.now?.stage !== stage) return;
    const { teller } = this.now;
    this.now = null;
    teller.say(text);
    teller.done();
  }

  /**
   * Something went wrong on the way; the page says so too, in its own place.
   * @param {string} text
   */
  stop(text) {
    if (!this.now) return;
    const { teller } = this.now;
    this.now = null;
    teller.say(`This did not work: ${text}`);
    teller.done();
  }
}

/**
 * The whole setting of an item: play stops by itself at the week it plays to.
 * @param {DoItem} item
 */
export function settingOf(item) {
  return { ...item.set, weeks: item.set.weeks ?? item.play_to };
}
