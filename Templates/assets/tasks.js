"use strict";
// The search over all tasks of the report. Their rows are in data/tasks-0001.js …, scripts that are loaded when they are first asked for.
(function () {
  const { words, duration, element, place, fragment, query, reveal, TableRows, Heads, SearchBox } = window.herbarium;
  const rowsOfAPage = 100;
  // The kind of each field, as the table says: state, name, text, time, seconds or figure.
  let fields = {};
  const count = (number) => number.toLocaleString("en");

  const months = words("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec").split(" ");
  const digits = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, "0"));

  // Writes times as the page does that is read as of `now`: what goes without saying there is left out.
  class Times {
    constructor(zone, now) {
      this.zone = zone;
      this.usual = this.offset(now);
      this.today = this.day(now + this.usual.seconds * 1000);
      this.days = new Map();
    }
    offset(time) {
      let last = this.zone.length - 1;
      while (last > 0 && this.zone[last].from > time) { last--; }
      return this.zone[last];
    }
    day(local) { return Math.floor(local / 86400000); }
    text(time) {
      const offset = this.offset(time);
      const local = time + offset.seconds * 1000;
      const day = this.day(local);
      const second = Math.floor(local / 1000) - day * 86400;
      return this.prefix(day) + digits[Math.floor(second / 3600)] + ":" + digits[Math.floor(second / 60) % 60] + ":"
        + digits[second % 60] + (offset.seconds === this.usual.seconds ? "" : " " + offset.name);
    }
    prefix(day) {
      let text = this.days.get(day);
      if (text === undefined) {
        const [date, today] = [new Date(day * 86400000), new Date(this.today * 86400000)];
        const [number, month, year] = [date.getUTCDate(), months[date.getUTCMonth()], date.getUTCFullYear()];
        text = day === this.today ? ""
          : (year === today.getUTCFullYear() ? words("{1} {2}", number, month) : words("{1} {2} {3}", number, month, year)) + " ";
        this.days.set(day, text);
      }
      return text;
    }
  }

  // What fields are called that have no column.
  const names = {
    name: words("Name"), worker: words("Worker"), queue: words("Queue"), exception: words("Exception"), sent: words("Sent"),
    retries: words("Retries"), parent: words("Parent"), root: words("Root"), group: words("Group"), finished: words("Finished"),
    attempts: words("Attempts"), eta: words("ETA"),
  };

  // What an attempt came to whose task is in a state.
  const outcomes = {
    success: "succeeded", failure: "failed", retry: "retried", started: "active", received: "received", revoked: "revoked",
    rejected: "rejected", returned: "returned", lost: "lost", unaccounted: "unaccounted",
  };

  // All rows, as columns. Texts are numbers, each with its text; 0 stands for what isn't known. Times have no texts but those made here.
  class AllRows {
    constructor(shards, now) {
      this.times = new Times(shards[0].zone, now);
      this.uuid = [].concat(...shards.map((shard) => shard.rows.uuid));
      this.texts = [""];
      this.cells = {};
      this.numbers = {};
      this.anchors = new Map();
      this.workers = new Map();
      this.marks = new Map();
      this.pages = [];
      this.captured = shards[0].captured;
      this.known = shards[0].known;
      this.offset = (time) => this.times.offset(time).seconds * 1000;
      for (const key in fields) {
        if (key === "uuid") { continue; }
        if (fields[key] !== "time") { this.cells[key] = new Int32Array(this.uuid.length); }
        if (["time", "seconds", "figure"].includes(fields[key])) { this.numbers[key] = new Float64Array(this.uuid.length).fill(NaN); }
      }
      const known = new Map();
      let first = 0;
      for (const { rows, pages } of shards) {
        const numbers = [0, ...rows.texts.map((text) => this.number(text, known))];
        for (const key in rows.cells) { this.fill(this.cells[key], first, rows.cells[key], (cell) => numbers[cell]); }
        for (const key in rows.before) {
          this.fill(this.numbers[key], first, rows.before[key], (time) => time === null ? NaN : rows.base - time);
        }
        for (const key in rows.seconds) {
          this.fill(this.numbers[key], first, rows.seconds[key], (time) => time === null ? NaN : time);
        }
        for (const [row, anchor] of rows.anchors) { this.anchors.set(first + row, anchor); }
        for (const [text, path] of rows.workers) { this.workers.set(numbers[text], path); }
        for (const [text, mark] of rows.marks) { this.marks.set(numbers[text], mark); }
        for (const [path, size] of pages) {
          this.pages.push({ path, first });
          first += size;
        }
      }
      this.lower = this.texts.map((text) => text.toLowerCase());
      this.moments = {};
      for (const key in fields) {
        if (fields[key] === "time") { this.moments[key] = Array.from(this.numbers[key], (time) => this.time(time).toLowerCase()); }
      }
      const moments = Object.values(this.moments);
      this.plain = Object.keys(this.cells).filter((key) => fields[key] !== "several").map((key) => this.cells[key]);
      this.all = this.uuid.map((uuid, row) => [
        uuid.toLowerCase(), ...this.plain.map((column) => this.lower[column[row]]), ...moments.map((column) => column[row]),
      ].join("\n"));
      this.ranks = {};
    }
    get count() { return this.uuid.length; }
    number(text, known) {
      let number = known.get(text);
      if (number === undefined) {
        number = this.texts.push(text) - 1;
        known.set(text, number);
      }
      return number;
    }
    // A column of which nothing is known in some shard isn't in it.
    fill(column, first, values, convert) {
      for (let index = 0; index < values.length; index++) { column[first + index] = convert(values[index]); }
    }
    time(time) { return isNaN(time) ? "" : this.times.text(time); }
    anchor(row) { return this.anchors.get(row) ?? this.uuid[row]; }
    // Where a task is told of in full.
    page(row) {
      let [low, high] = [0, this.pages.length - 1];
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (this.pages[middle].first <= row) { low = middle; } else { high = middle - 1; }
      }
      return this.pages[low].path;
    }
    find(tokens) {
      const matches = query.matcher(tokens, (token) => {
        if (token.compare) { return (row) => query.compares(token, this.numbers[token.field][row], this.captured, this.offset); }
        if (token.field === "uuid") { return (row) => this.uuid[row].toLowerCase().includes(token.value); }
        if (token.field === "root") {
          const [root, hits] = [this.cells.root, this.hits(token)];
          return (row) => root[row] ? hits[root[row]] : this.uuid[row].toLowerCase().includes(token.value);
        }
        if (token.kind === "several") { return (row) => this.occurrences(token, row) > 0; }
        if (!token.field) { return (row) => this.all[row].includes(token.value); }
        const moments = this.moments[token.field];
        if (moments) { return (row) => moments[row] !== "" && query.contains(moments[row], token); }
        const hits = this.hits(token);
        const column = this.cells[token.field];
        return (row) => hits[column[row]];
      });
      const found = [];
      for (let row = 0; row < this.uuid.length; row++) {
        if (matches(row)) { found.push(row); }
      }
      return found;
    }
    // How many of the attempts at a task, or of its failures, are meant. A row whose one attempt came to what its state says has no lines.
    occurrences(token, row) {
      const lines = this.lower[this.cells[token.field][row]];
      if (lines || token.field !== "attempt") { return query.occurrences(lines, token); }
      const outcome = outcomes[this.lower[this.cells.state[row]]];
      if (!outcome || isNaN(this.numbers.attempts[row])) { return 0; }
      return query.isMeant(outcome + "/" + this.lower[this.cells.worker[row]], token) ? 1 : 0;
    }
    // Of the rows that were found, how many attempts they were found by; null where something else was searched.
    counted(found, tokens) {
      const meant = tokens.filter((token) => token.kind === "several" && !token.not);
      if (!meant.length) { return null; }
      return found.reduce((sum, row) => sum + Math.max(...meant.map((token) => this.occurrences(token, row))), 0);
    }
    // Of each text, whether it is found.
    hits(token) { return this.lower.map((text, number) => number > 0 && query.contains(text, token)); }
    sort(found, key, direction) {
      const values = this.numbers[key] ?? (this.ranks[key] ??= this.rank(key));
      return found.slice().sort((a, b) => {
        const [one, other] = [values[a], values[b]];
        if (isNaN(one) || isNaN(other)) { return isNaN(one) - isNaN(other) || a - b; }
        return direction * (one - other) || a - b;
      });
    }
    // The place of each row's text among all of the column; names as people sort them, texts by their letters' numbers.
    rank(key) {
      const column = key === "uuid" ? this.uuid : Array.from(this.cells[key], (number) => number ? this.lower[number] : null);
      const collator = new Intl.Collator("en", { numeric: true });
      const plain = (a, b) => a < b ? -1 : a > b ? 1 : 0;
      const isName = fields[key] === "name" || fields[key] === "state";
      const sorted = [...new Set(column)].filter((text) => text !== null)
        .sort(isName ? (a, b) => collator.compare(a, b) || plain(a, b) : plain);
      const places = new Map(sorted.map((text, place) => [text, place]));
      return Float64Array.from(column, (text) => text === null ? NaN : places.get(text));
    }
  }

  // Loads all shards, once: the first says of which report it is, and which others there are.
  async function loadShards(table, progress) {
    const shards = [];
    window.herbariumTasks = (shard) => { shards[Number(document.currentScript.dataset.number)] = shard; };
    let arrived = 0;
    const arrive = (path, stamp, number) => {
      if (!shards[number]) { throw words("{1} can't be read", path); }
      if (stamp !== undefined && shards[number].stamp !== stamp) { throw words("a newer report has been published meanwhile, load the page anew"); }
      arrived++;
      progress(arrived, shards[0].parts.length + 1);
    };
    const run = (path, stamp, number) => new Promise((resolve, reject) => {
      const script = element("script", { src: path + "?" + encodeURIComponent(stamp ?? Date.now()), "data-number": number });
      script.addEventListener("error", () => reject(words("{1} can't be loaded", path)));
      script.addEventListener("load", resolve);
      document.head.append(script);
    });
    const load = async (path, stamp, number) => {
      if (place.value) {
        shards[number] = await place.value(path).catch(() => { throw words("{1} can't be read", path); });
      } else {
        await run(path, stamp, number);
      }
      arrive(path, stamp, number);
    };
    await load("data/tasks-0001.js", table.dataset.stamp, 0);
    await Promise.all(shards[0].parts.map(([path, stamp], index) => load(path, stamp, index + 1)));
    return new AllRows(shards, Number(table.dataset.now));
  }

  class TasksView {
    constructor(table) {
      this.table = table;
      this.region = table.closest(".scroll");
      this.ownRows = table.tBodies[0];
      this.foundRows = element("tbody", {});
      this.keys = [...table.tHead.rows[0].cells].map((cell) => cell.dataset.key);
      this.buttons = new Map();
      this.rows = null;
      this.limits = "";
      this.state = { q: "", sort: "" };
      this.heads = new Heads(table, (sort) => this.change({ sort }));
      this.makeStateButtons();
      this.box = new SearchBox(table, words("Search all tasks"), this.hint(), (q, goesOn) => this.change({ q }, goesOn));
      this.everything = element("button", { type: "button", class: "everything", hidden: "" }, words("Show all again"));
      this.everything.addEventListener("click", () => {
        this.change({ q: "", sort: "" });
        this.box.input.focus();
      });
      this.box.line.append(this.everything);
      this.pagers = [new Pager(words("Pages of what was found, above the table")), new Pager(words("Pages of what was found, below the table"))];
      this.box.status.after(this.pagers[0].nav);
      this.region.after(this.pagers[1].nav);
      this.pagers[1].goTo(this.pagers[0]);
      this.shares = element("div", { class: "shares", hidden: "" });
      this.box.status.after(this.shares);
      this.own = document.querySelectorAll("nav.own-pages, #tasks-range, #tasks-each");
      window.addEventListener("hashchange", () => this.show());
      this.show();
    }
    hint() {
      const example = (text) => element("code", {}, text);
      return element("span", { class: "hint" }, words("Words,") + " ", example(words("\"exact text\"")), ", ",
        example(words("-without")), ", ", example(words("this OR that")), words(", or fields:") + " ",
        example("state:FAILURE"), " ", example("worker:w3"), " ", example("name:mail"), " ", example("runtime:>5s"), " ",
        example("received:>09:58"),
        words("; also {1}.", Object.keys(fields).filter((key) => !["state", "worker", "name", "runtime", "received"].includes(key)).join(", ")));
    }
    makeStateButtons() {
      for (const item of document.querySelectorAll("#tasks-states > li")) {
        const state = item.dataset.state;
        const button = element("button", { type: "button", "aria-pressed": "false" });
        button.append(...item.childNodes);
        item.append(button);
        this.buttons.set(state, button);
        button.addEventListener("click", () => this.toggle(state));
      }
    }
    // Adds `state:…` to what is searched, or takes it away, on each side of an OR.
    toggle(state) {
      const text = this.box.input.value;
      const value = /^[^\s"]+$/.test(state) ? state : "\"" + state.replace(/["\\]/g, "\\$&") + "\"";
      const isPressed = Boolean(this.stateToken(text, state));
      const tokens = query.parse(text, fields).tokens;
      const searches = [];
      for (const token of tokens || []) {
        const search = searches[token.search] ??= [];
        if (!this.isOfState(token, state)) { search.push(text.slice(token.start, token.end)); }
      }
      if (!isPressed) { (searches.length ? searches : [searches[0] = []]).forEach((search) => search.push("state:" + value)); }
      const next = tokens ? searches.filter((search) => search.length).map((search) => search.join(" ")).join(" OR ")
        : text + " state:" + value;
      this.change({ q: next.replace(/\s+/g, " ").trim() });
    }
    stateToken(text, state) {
      return (query.parse(text, fields).tokens || []).find((token) => this.isOfState(token, state));
    }
    isOfState(token, state) { return token.field === "state" && !token.not && token.value === state.toLowerCase(); }
    change(part, goesOn) {
      fragment.write({ q: this.state.q, sort: this.state.sort, ...part }, goesOn);
      this.show();
    }
    // What has an identifier, be it a row that isn't shown now.
    place(id) {
      return document.getElementById(id) ?? (id ? this.ownRows.querySelector("#" + CSS.escape(id)) : null);
    }
    // Shows what the fragment says; a place of the page that is no task leaves everything as it is.
    show() {
      const state = fragment.read();
      const target = this.place(state.id);
      if (target && !target.closest("#tasks-each, tr")) { return; }
      this.state = state;
      this.box.show(state.q);
      for (const [name, button] of this.buttons) {
        button.setAttribute("aria-pressed", String(Boolean(this.stateToken(state.q, name))));
      }
      if (state.id) { this.showTask(state.id, target); return; }
      if (!state.q.trim() && !state.sort && !state.page) { this.showOwn(); return; }
      const parsed = query.parse(state.q, fields);
      if (parsed.error) { this.box.say(parsed.error, true); return; }
      if (!this.heads.mark(state.sort)) { this.box.say(words("Not sorted: there is no column '{1}'.", state.sort), true); return; }
      if (!this.rows) { this.load(() => this.show()); return; }
      this.showFound(state, parsed.tokens);
    }
    load(then) {
      this.box.say(words("Loading the rows of all pages …"));
      this.loading ??= loadShards(this.table, (arrived, total) => {
        this.box.say(words("Loading the rows of all pages … {1} of {2}", arrived, total));
      }).catch((reason) => {
        this.limits = words("Only this page's rows are searched: {1}.", reason) + " ";
        return new TableRows(this.table);
      });
      this.loading.then((rows) => {
        this.rows = rows;
        then();
      });
    }
    showOwn() {
      this.heads.mark("");
      this.box.say("");
      this.setFound(false);
    }
    setFound(isFound) {
      const body = isFound ? this.foundRows : this.ownRows;
      if (this.table.tBodies[0] !== body) { this.table.replaceChild(body, this.table.tBodies[0]); }
      if (!isFound && this.rows instanceof TableRows) { this.ownRows.append(...this.rows.rows); }
      for (const part of this.own) { part.hidden = isFound; }
      this.everything.hidden = !isFound;
      this.shares.hidden = true;
      if (!isFound) { this.pagers.forEach((pager) => pager.show(0, 0, {})); }
    }
    showFound(state, tokens) {
      if (this.rows instanceof TableRows && tokens.some((token) => token.compare && token.kind === "time")) {
        this.box.say(this.limits + words("These can't be compared by time."), true);
        return;
      }
      let found = this.rows.find(tokens);
      if (state.sort) { found = this.rows.sort(found, state.sort.replace(/^-/, ""), state.sort[0] === "-" ? -1 : 1); }
      const pages = Math.max(1, Math.ceil(found.length / rowsOfAPage));
      const page = Math.min(pages, Math.max(1, parseInt(state.page, 10) || 1));
      const first = (page - 1) * rowsOfAPage;
      const shown = found.slice(first, first + rowsOfAPage);
      this.setFound(true);
      this.foundRows.replaceChildren(...shown.map((row) => this.rows instanceof TableRows ? this.rows.row(row) : this.row(row)));
      this.pagers.forEach((pager) => pager.show(page, pages, state));
      const isWhole = !(this.rows instanceof TableRows);
      this.box.say(this.limits + this.summary(found.length, first, shown.length)
        + (isWhole ? this.attempts(found, tokens) : ""));
      if (!(this.rows instanceof TableRows) && found.length > 1 && found.length < this.rows.count) { this.showShares(found, state); }
      if (this.region.getBoundingClientRect().top < 0) { this.box.line.scrollIntoView(); }
    }
    summary(found, first, shown) {
      if (found === 0) { return words("None of {1} tasks matches.", count(this.rows.count)); }
      const range = shown < found ? " " + words("Rows {1} to {2} are shown.", count(first + 1), count(first + shown)) : "";
      if (found === this.rows.count) { return words("All {1} tasks.", count(found)) + range; }
      return (found === 1 ? words("{1} of {2} tasks matches.", count(found), count(this.rows.count))
        : words("{1} of {2} tasks match.", count(found), count(this.rows.count))) + range;
    }
    // Sums count attempts: how many these are, and whether tasks that aren't listed had more.
    attempts(found, tokens) {
      const counted = this.rows.counted(found, tokens);
      if (counted === null) { return ""; }
      const known = this.rows.known;
      return (counted === found.length ? "" : " " + words("They have {1} such attempts.", count(counted)))
        + (known > this.rows.count
          ? " " + words("Sums count {1} older tasks as well, which are not listed.", count(known - this.rows.count)) : "");
    }
    // What the tasks that were found have in common; each part of them is a narrower search.
    showShares(found, state) {
      const list = element("dl", {});
      for (const key of ["name", "worker", "queue", "exception"]) {
        const column = this.rows.cells[key];
        const counts = new Map();
        for (const row of found) {
          const text = this.rows.texts[column[row]];
          // Exceptions of one kind differ in what they say.
          const value = key === "exception" ? /^[^\s(:]*/.exec(text)[0] : text;
          if (value) { counts.set(value, (counts.get(value) || 0) + 1); }
        }
        const sorted = [...counts].sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1));
        if (!sorted.length) { continue; }
        const shown = sorted.slice(0, 5).map(([value, number]) => this.shareButton(key, value, number, found.length, state));
        const more = sorted.length > shown.length ? [" " + words("and {1} more", count(sorted.length - shown.length))] : [];
        list.append(element("dt", {}, names[key]), element("dd", {}, ...shown, ...more));
      }
      this.shares.replaceChildren(list, ...this.strip(found));
      this.shares.hidden = false;
    }
    shareButton(key, value, number, all, state) {
      const part = key + ":=\"" + value.replace(/["\\]/g, "\\$&") + "\"";
      const label = number === all ? words("all {1}", count(number)) : count(number);
      if (number === all) { return element("span", {}, value + " ", element("span", { class: "count" }, label)); }
      const button = element("button", { type: "button" }, value + " ", element("span", { class: "count" }, label));
      // Both sides of an OR are narrowed.
      button.addEventListener("click", () => {
        const searches = [];
        for (const token of query.parse(state.q, fields).tokens) {
          (searches[token.search] ??= []).push(state.q.slice(token.start, token.end));
        }
        const narrowed = searches.length ? searches.map((words) => [...words, part].join(" ")).join(" OR ") : part;
        this.change({ q: narrowed });
      });
      return button;
    }
    // When they were received: as many bars as there is room for, the highest of which fills the height.
    strip(found) {
      const times = found.map((row) => this.rows.numbers.received[row]).filter((time) => !isNaN(time));
      const [bars, height] = [80, 20];
      const first = times.reduce((least, time) => Math.min(least, time), Infinity);
      const last = times.reduce((most, time) => Math.max(most, time), -Infinity);
      if (times.length < 3 || last <= first) { return []; }
      const heights = new Array(bars).fill(0);
      for (const time of times) { heights[Math.min(bars - 1, Math.floor((time - first) / (last - first) * bars))]++; }
      const most = heights.reduce((one, other) => Math.max(one, other), 0);
      const path = heights.map((number, bar) => number
        ? "M" + bar * 4 + " " + height + "v-" + (number / most * height).toFixed(1) + "h3V" + height + "z" : "").join("");
      const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
      const drawn = document.createElementNS("http://www.w3.org/2000/svg", "path");
      drawn.setAttribute("d", path);
      const between = words("Received from {1} to {2}", this.rows.time(first), this.rows.time(last));
      for (const [name, value] of [["viewBox", "0 0 " + bars * 4 + " " + height], ["class", "strip"], ["role", "img"], ["aria-label", between]]) {
        svg.setAttribute(name, value);
      }
      svg.append(drawn);
      return [element("p", {}, svg, " " + between)];
    }
    // Opens a task, whichever page it is on.
    showTask(id, target) {
      if (target) {
        this.showOwn();
        reveal(target);
        return;
      }
      if (!this.rows) { this.load(() => this.show()); return; }
      this.showOwn();
      const row = this.rows instanceof TableRows ? -1
        : this.rows.uuid.findIndex((uuid, row) => uuid === id || this.rows.anchor(row) === id);
      if (row < 0) {
        this.box.say(this.limits + words("No task of this report has the identifier '{1}'.", id), true);
      } else {
        place.replace(this.rows.page(row), this.rows.anchor(row));
      }
    }
    // Opens a task below its row, so that the search stays where it is, or closes it again.
    toggleBelow(link, index) {
      const row = link.closest("tr");
      const isOpen = row.nextElementSibling?.classList.contains("below");
      link.setAttribute("aria-expanded", String(!isOpen));
      if (isOpen) { row.nextElementSibling.remove(); } else { row.after(this.below(link, index)); }
    }
    // All that the search knows of a task; its traceback's end, as much as a reader takes in at once.
    below(link, index) {
      const facts = element("dl", { class: "facts" });
      for (const key in fields) {
        const text = this.told(key, index);
        if (!text || key === "traceback" || fields[key] === "several") { continue; }
        const head = this.table.tHead.querySelector("[data-key='" + key + "']");
        const value = fields[key] === "text" || fields[key] === "name" ? element("code", {}, text) : text;
        facts.append(element("dt", {}, head ? head.textContent.trim() : names[key] ?? key[0].toUpperCase() + key.slice(1)), element("dd", {}, value));
      }
      const traceback = this.told("traceback", index);
      const address = new URL(link.getAttribute("href"), location.href).href;
      return element("tr", { class: "below" }, element("td", { colspan: this.keys.length }, element("div", {}, facts,
        ...(traceback ? [element("pre", { tabindex: "0", role: "group", "aria-label": words("The end of the traceback") }, traceback)] : []),
        element("p", { class: "actions" }, this.copyButton(words("Copy the UUID"), this.rows.uuid[index]), " ",
          this.copyButton(words("Copy the link"), address), " ", element("a", { href: address }, words("All that is known of it"))))));
    }
    told(key, index) {
      if (key === "uuid") { return this.rows.uuid[index]; }
      if (fields[key] === "time") { return this.rows.time(this.rows.numbers[key][index]); }
      return this.rows.texts[this.rows.cells[key][index]];
    }
    copyButton(label, text) {
      const button = element("button", { type: "button" }, label);
      button.addEventListener("click", async () => {
        try {
          await navigator.clipboard.writeText(text);
          this.box.say(words("Copied: {1}", text));
        } catch (error) {
          this.box.say(words("The browser doesn't let pages copy here: {1}", text), true);
        }
      });
      return button;
    }
    row(index) { return element("tr", {}, ...this.keys.map((key) => this.cell(key, index))); }
    cell(key, index) {
      if (key === "uuid") {
        const page = this.rows.page(index);
        const href = place.href(page === place.page ? "" : page, this.rows.anchor(index));
        const link = element("a", { href, "aria-expanded": "false" }, this.rows.uuid[index]);
        link.addEventListener("click", (event) => {
          if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) { return; }
          event.preventDefault();
          this.toggleBelow(link, index);
        });
        return element("td", {}, link);
      }
      const number = this.rows.cells[key]?.[index] ?? 0;
      const text = this.rows.texts[number];
      if (key === "name") { return element("th", { class: number ? null : "unknown" }, number ? text : "—"); }
      const value = this.rows.numbers[key]?.[index];
      if (fields[key] === "time") { return element("td", { class: isNaN(value) ? "unknown" : null }, this.rows.time(value) || "—"); }
      if (fields[key] === "seconds" || fields[key] === "figure") {
        const shown = fields[key] === "seconds" ? duration(text) : text;
        return element("td", { class: number ? value === 0 ? "zero" : null : "unknown" }, number ? shown : "—");
      }
      if (!number) { return element("td", { class: "unknown" }, "—"); }
      const page = key === "worker" ? this.rows.workers.get(number) : null;
      return element("td", { class: fields[key] === "state" ? this.rows.marks.get(number) : null },
        page ? element("a", { href: place.href(page, "") }, text) : text);
    }
  }

  // Previous and next, and where one is.
  class Pager {
    constructor(label) {
      this.before = element("a", {}, words("Previous"));
      this.place = element("span", {});
      this.next = element("a", {}, words("Next"));
      this.nav = element("nav", { class: "pages", "aria-label": label, hidden: "" },
        element("ul", {}, ...[this.before, this.place, this.next].map((part) => element("li", {}, part))));
    }
    // After a step from below the table the reader goes on above it.
    goTo(upper) {
      this.before.addEventListener("click", () => upper.before.focus());
      this.next.addEventListener("click", () => upper.next.focus());
    }
    show(page, pages, state) {
      this.nav.hidden = pages < 2;
      this.place.textContent = words("Page {1} of {2}", count(page), count(pages));
      this.lead(this.before, page > 1, { ...state, page: String(page - 1) });
      this.lead(this.next, page < pages, { ...state, page: String(page + 1) });
    }
    lead(link, isOpen, state) {
      if (isOpen) {
        link.setAttribute("href", place.href(place.page, fragment.text(state)));
        link.removeAttribute("aria-disabled");
      } else {
        link.setAttribute("href", place.href(place.page, place.fragment));
        link.setAttribute("aria-disabled", "true");
      }
    }
  }

  document.addEventListener("DOMContentLoaded", () => {
    const table = document.querySelector("table[data-shards]");
    if (!table || table.tBodies[0].rows.length === 0) { return; }
    fields = Object.fromEntries(table.dataset.fields.split(" ").map((field) => field.split(":")));
    new TasksView(table);
  });
})();
