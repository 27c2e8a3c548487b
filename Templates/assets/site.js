"use strict";
// Light and dark, and tables that sort and search. Every page is whole without this script; it runs from any folder.
(function () {
  const root = document.documentElement;
  // What is said in the page's language.
  const table = window.herbariumWords || {};
  const words = (text, ...values) => (table[text] ?? text).replace(/\{(\d)\}/g, (place, number) => values[number - 1]);

  // What the reader chose is remembered where the browser allows it.
  function remembered() {
    try { return localStorage.getItem("herbarium-scheme"); } catch (error) { return null; }
  }
  function remember(scheme) {
    try { localStorage.setItem("herbarium-scheme", scheme); } catch (error) { /* forgotten with the page */ }
  }
  const scheme = remembered();
  if (scheme === "light" || scheme === "dark") { root.setAttribute("data-scheme", scheme); }

  function isDark() {
    const chosen = root.getAttribute("data-scheme");
    return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  }

  function addSchemeSwitch() {
    const list = document.querySelector("header nav ul");
    if (!list) { return; }
    const button = element("button", { type: "button", "aria-label": words("Switch between light and dark") });
    const label = () => { button.textContent = isDark() ? words("Light") : words("Dark"); };
    button.addEventListener("click", () => {
      const next = isDark() ? "light" : "dark";
      root.setAttribute("data-scheme", next);
      remember(next);
      label();
    });
    label();
    list.appendChild(element("li", {}, button));
  }

  // A page that was opened long ago, or whose job no longer runs, looks like one of now.
  function addAge() {
    const time = document.querySelector(".label time");
    const seconds = time ? (Date.now() - Date.parse(time.dateTime)) / 1000 : 0;
    const unit = [[86400, "d"], [3600, "h"], [60, "min"]].find(([length]) => seconds >= 2 * length);
    if (unit) { time.after((" " + words("({1} ago)", duration(Math.floor(seconds / unit[0]) + " " + unit[1]))).replace(" （", "（")); }
  }

  // `3 min 5 s`, with the language's words for units.
  function duration(text) { return text.replace(/(?<=\d )(?:ns|µs|ms|s|min|h|d)(?= |$)/g, (unit) => unitNames[unit] ?? unit); }
  const unitNames = {};
  // How many seconds a unit has, by its name in English and in the language.
  const lengths = { ns: 1e-9, "µs": 1e-6, ms: 0.001, s: 1, min: 60, h: 3600, d: 86400 };
  words("ns µs ms s min h d").split(" ").forEach((name, place) => {
    const unit = Object.keys(lengths)[place];
    unitNames[unit] = name;
    lengths[name] = lengths[unit];
  });

  // Text is only ever put in as text.
  function element(name, attributes, ...children) {
    const made = document.createElement(name);
    for (const key in attributes) {
      if (attributes[key] !== null && attributes[key] !== undefined) { made.setAttribute(key, attributes[key]); }
    }
    made.append(...children);
    return made;
  }

  // Where the reader is, and how one gets elsewhere. A sealed report shows all its pages in one, and tells these itself.
  const place = window.herbariumPlace || {
    get page() { return location.pathname.split("/").pop(); },
    get fragment() { return location.hash.slice(1); },
    href(page, fragment) { return page + (fragment ? "#" + fragment : ""); },
    write(fragment, goesOn) {
      history[goesOn ? "replaceState" : "pushState"](null, "", fragment ? "#" + fragment : this.page + location.search);
    },
    replace(page, fragment) { location.replace(this.href(page, fragment)); },
  };

  // The fragment: the identifier of a thing, or what a table shows: `q=…&sort=…&page=…`.
  const fragment = {
    read() {
      const state = { id: "", q: "", sort: "", page: "" };
      const parts = place.fragment.split("&").map((part) => /^(q|sort|page)=(.*)$/.exec(part));
      for (const part of parts) {
        if (part) { state[part[1]] = fragment.decode(part[2]); }
      }
      if (!parts.some(Boolean)) { state.id = fragment.decode(place.fragment); }
      return state;
    },
    text(state) {
      return ["q", "sort", "page"].filter((key) => state[key])
        .map((key) => key + "=" + encodeURIComponent(state[key]).replace(/%(3A|2F|3D|40|2C)/g, decodeURIComponent)).join("&");
    },
    // A step that one can go back from, unless it only goes on with the one before.
    write(state, goesOn) {
      const text = fragment.text(state);
      if (text !== place.fragment) { place.write(text, goesOn); }
    },
    decode(text) {
      try { return decodeURIComponent(text); } catch (error) { return text; }
    },
  };

  // What a reader asks of a table: words, "exact text", field:value, any of them with a minus for what isn't wanted, and OR between
  // whole searches.
  const query = {
    // `fields` has the kind of each: state, name, text, seconds, time, figure. Each token knows which of the searches it is of.
    parse(text, fields) {
      const tokens = [];
      let at = 0;
      let search = 0;
      const isSpace = (place) => /\s/.test(text[place]);
      while (at < text.length) {
        if (isSpace(at)) { at++; continue; }
        if (/^OR(\s|$)/.test(text.slice(at))) {
          if (tokens[tokens.length - 1]?.search !== search) { return { error: query.openOr }; }
          search++;
          at += 2;
          continue;
        }
        const token = {
          start: at, search, not: text[at] === "-" && at + 1 < text.length && !isSpace(at + 1), field: null, value: "",
        };
        if (token.not) { at++; }
        if (Object.hasOwn(fields, "attempt") && query.isAttempt(text.slice(at))) { token.field = "attempt"; }
        const head = token.field ? null : /^([a-z][a-z0-9-]*):(?!\/\/)/i.exec(text.slice(at));
        if (head) {
          token.field = head[1].toLowerCase();
          const usual = query.names[token.field];
          if (usual && !Object.hasOwn(fields, token.field) && Object.hasOwn(fields, usual)) { token.field = usual; }
          if (!Object.hasOwn(fields, token.field)) { return { error: query.unknownField(head[1], fields) }; }
          at += head[0].length;
        }
        token.whole = Boolean(head) && text[at] === "=";
        if (token.whole) { at++; }
        const isQuoted = text[at] === "\"";
        if (isQuoted) {
          for (at++; at < text.length && text[at] !== "\""; at++) {
            if (text[at] === "\\" && at + 1 < text.length) { at++; }
            token.value += text[at];
          }
          if (at >= text.length) { return { error: words("Not searched: a quotation mark is left open.") }; }
          at++;
        } else {
          while (at < text.length && !isSpace(at)) { token.value += text[at++]; }
        }
        if (!token.value) {
          return { error: words("Not searched: a value is missing after '{1}'.", text.slice(token.start, at)) };
        }
        token.end = at;
        token.kind = token.field ? fields[token.field] : "text";
        token.value = token.value.toLowerCase();
        const mistake = token.kind === "several" && token.field === "attempt" ? query.readAttempt(token)
          : isQuoted ? null : query.readComparison(token);
        if (mistake) { return { error: mistake }; }
        tokens.push(token);
      }
      if (search > 0 && tokens[tokens.length - 1].search !== search) { return { error: query.openOr }; }
      if (search > 0 && tokens.some((token) => /^-?\(|^[^(]*\)$/.test(text.slice(token.start, token.end)))) {
        return { error: words("Not searched: parentheses don't group; put them into quotation marks to search for them.") };
      }
      return { tokens };
    },
    // What people call a field whose name is another.
    names: { task: "name", type: "name", id: "uuid", start: "started", end: "finished", ended: "finished", error: "exception" },
    openOr: words("Not searched: OR needs a search on both sides; put it into quotation marks to search for the word."),
    unknownField(name, fields) {
      const names = Object.keys(fields);
      const near = names.find((other) => other.startsWith(name.toLowerCase().slice(0, 2)));
      const known = words("Fields are {1}; put into quotation marks what is meant as text.", names.join(", "));
      return (near ? words("Not searched: there is no field '{1}'; did you mean '{2}'?", name, near)
        : words("Not searched: there is no field '{1}'.", name)) + " " + known;
    },
    // `failed`, or `failed/celery@w1`: what came of an attempt, and at which worker.
    outcomes: ["active", "received", "succeeded", "failed", "retried", "revoked", "rejected", "returned", "lost", "unaccounted"],
    isAttempt(text) {
      const outcome = /^([a-z]+)\/\S/.exec(text)?.[1];
      return outcome === "processed" || query.outcomes.includes(outcome);
    },
    readAttempt(token) {
      const [, outcome, worker] = /^([^/]*)(?:\/(.*))?$/s.exec(token.value);
      if (outcome !== "processed" && !query.outcomes.includes(outcome)) {
        return words("Not searched: no attempt is '{1}'; those that were processed are {2}.", outcome, query.outcomes.join(", "));
      }
      token.attempt = { outcome: outcome === "processed" ? null : outcome, worker: worker ?? null };
      return null;
    },
    // How often a value of several, a line each behind its count, is the one that is searched.
    occurrences(text, token) {
      let sum = 0;
      for (const line of text ? text.split("\n") : []) {
        const space = line.indexOf(" ");
        if (query.isMeant(line.slice(space + 1), token)) { sum += Number(line.slice(0, space)); }
      }
      return sum;
    },
    isMeant(value, token) {
      if (!token.attempt) { return value === token.value; }
      const slash = value.indexOf("/");
      const { outcome, worker } = token.attempt;
      return (outcome === null || value.slice(0, slash) === outcome) && (worker === null || value.slice(slash + 1) === worker);
    },
    readComparison(token) {
      const parts = ["seconds", "time", "figure"].includes(token.kind) ? /^([<>]=?)(.*)$/.exec(token.value) : null;
      if (!parts) { return null; }
      const limit = token.kind === "time" ? query.readTime(parts[2]) : query.readNumber(parts[2]);
      if (!limit) {
        const asked = token.field + ":" + token.value;
        return token.kind === "time"
          ? words("Not searched: '{1}' is no comparison; received:>09:58, received:>2026-11-22 and received:<5m (ago) are.", asked)
          : words("Not searched: '{1}' is no comparison; runtime:>2.5s is one.", asked);
      }
      token.compare = { sign: parts[1], ...limit };
      return null;
    },
    // `2.5s`, `3min`, `7`.
    readNumber(text) {
      const parts = /^(\d+(?:\.\d+)?)(ms|s|min|h)?$/.exec(text);
      return parts && { number: Number(parts[1]) * { ms: 0.001, s: 1, min: 60, h: 3600 }[parts[2] || "s"] };
    },
    // What the clock said last, a day with or without a time, or how long ago; in milliseconds.
    readTime(text) {
      const clock = (hours, minutes, seconds) => ((Number(hours || 0) * 60 + Number(minutes || 0)) * 60 + Number(seconds || 0)) * 1000;
      const time = /^(\d\d?):(\d\d)(?::(\d\d))?$/.exec(text);
      if (time) { return Number(time[1]) < 24 && Number(time[2]) < 60 ? { clock: clock(time[1], time[2], time[3]) } : null; }
      const day = /^(\d{4}-\d\d-\d\d)(?:t(\d\d):(\d\d)(?::(\d\d))?)?$/.exec(text);
      if (day && !isNaN(Date.parse(day[1]))) { return { wall: Date.parse(day[1]) + clock(day[2], day[3], day[4]) }; }
      const age = /^(\d+(?:\.\d+)?)(s|m|min|h|d)$/.exec(text);
      return age && { age: Number(age[1]) * { s: 1, m: 60, min: 60, h: 3600, d: 86400 }[age[2]] * 1000 };
    },
    // `now` is the time of the report; `offset` tells by how much the clock of its zone is ahead of UTC at a time, in milliseconds.
    compares(token, number, now, offset) {
      const { sign, clock, wall, age } = token.compare;
      if (number === null || isNaN(number)) { return false; }
      if (age !== undefined) { return query.isBeyond(sign, now - number, age); }
      if (wall !== undefined) { return query.isBeyond(sign, number + offset(number), wall); }
      if (clock === undefined) { return query.isBeyond(sign, number, token.compare.number); }
      const local = now + offset(now);
      const today = local - local % 86400000 + clock;
      return query.isBeyond(sign, number + offset(number), today > local ? today - 86400000 : today);
    },
    isBeyond(sign, number, limit) {
      switch (sign) {
        case "<": return number < limit;
        case "<=": return number <= limit;
        case ">": return number > limit;
        default: return number >= limit;
      }
    },
    // In names and figures a number is meant whole: w3 isn't w30. After `=` all of it is, of a text all up to what it says: ValueError of ValueError('no').
    contains(text, token) {
      const value = token.value;
      if (token.whole) {
        return text === value || token.kind === "text" && text.startsWith(value) && "(: ".includes(text[value.length]);
      }
      if (token.kind === "state") { return text.startsWith(value); }
      let at = text.indexOf(value);
      if (token.kind !== "name" && token.kind !== "figure") { return at >= 0; }
      const isDigit = (character) => character >= "0" && character <= "9";
      for (; at >= 0; at = text.indexOf(value, at + 1)) {
        const before = isDigit(value[0]) && at > 0 && isDigit(text[at - 1]);
        const behind = isDigit(value[value.length - 1]) && isDigit(text[at + value.length] || "");
        if (!before && !behind) { return true; }
      }
      return false;
    },
    // Of the searches between which OR stands any; of one all words, none of what has a minus, and of several values for one field any.
    matcher(tokens, test) {
      const searches = [[]];
      for (const token of tokens) { (searches[token.search] ??= []).push(token); }
      const matchers = searches.map((search) => {
        const groups = new Map();
        for (const token of search) {
          const key = token.not || !token.field ? token : token.field;
          groups.set(key, (groups.get(key) || []).concat({ not: token.not, test: test(token) }));
        }
        const wanted = [...groups.values()];
        return (row) => wanted.every((group) => group.some((one) => one.test(row) !== one.not));
      });
      return (row) => matchers.some((matches) => matches(row));
    },
  };

  // The rows that stand in the page.
  class TableRows {
    constructor(table) {
      this.rows = [...table.tBodies[0].rows];
      this.keys = columnKeys(table);
      this.texts = this.rows.map((row) => [...row.cells].map((cell) => cell.textContent.trim().toLowerCase()));
    }
    get count() { return this.rows.length; }
    row(index) { return this.rows[index]; }
    find(tokens) {
      const all = this.texts.map((cells) => cells.join("\n"));
      const matches = query.matcher(tokens, (token) => {
        const column = this.keys.indexOf(token.field);
        if (token.compare) { return (row) => query.compares(token, this.key(row, column).number ?? null); }
        return (row) => query.contains(token.field ? this.texts[row][column] || "" : all[row], token);
      });
      return this.rows.map((row, index) => index).filter(matches);
    }
    sort(found, key, direction) {
      const column = this.keys.indexOf(key);
      const keys = found.map((row) => ({ row, ...this.key(row, column) }));
      keys.sort((a, b) => TableRows.compare(a, b, direction) || a.row - b.row);
      return keys.map((entry) => entry.row);
    }
    key(row, column) {
      const cell = this.rows[row].cells[column];
      const shown = cell ? cell.textContent.trim() : "";
      if (shown === "—" || shown === words("N/A") || shown === "") { return { unknown: true }; }
      const text = cell.getAttribute("data-sort") ?? cell.querySelector("time")?.dateTime ?? shown;
      const number = TableRows.time(text) ?? TableRows.number(text);
      return isNaN(number) ? { text } : { number };
    }
    // `08:00:00` of the page's own day, which is its newest, or `21 Nov 08:00:00`, by their order; `undefined` for anything else.
    static time(text) {
      const parts = /^(?:(\d{1,2}) ([A-Z][a-z]{2})(?: (\d+))? )?(\d\d):(\d\d):(\d\d)(?: \S+)?$/.exec(text);
      if (!parts) { return undefined; }
      const month = "JanFebMarAprMayJunJulAugSepOctNovDec".indexOf(parts[2] || "Jan") / 3;
      // A day without a year is of the page's own, behind all that have one.
      const day = parts[1] ? (Number(parts[3] || 10000) * 12 + month) * 31 + Number(parts[1]) : 5000000;
      return day * 86400 + Number(parts[4]) * 3600 + Number(parts[5]) * 60 + Number(parts[6]);
    }
    // `4,102`, `98 %`, `< 0.1 %`, a load of which the first part counts, or a duration; not a number where it is none.
    static number(text) {
      const parts = /^(?:< )?(-?[\d.,]+)(?: ?%| · .*)?$/.exec(text);
      return parts ? Number(parts[1].replace(/,/g, "")) : TableRows.seconds(text);
    }
    // `380 ms`, `12.4 s`, `3 min 5 s`; not a number where it is no duration.
    static seconds(text) {
      const parts = text.replace(/^−/, "").split(" ");
      let sum = parts.length % 2 ? NaN : 0;
      for (let at = 0; at + 1 < parts.length; at += 2) {
        sum += Number(parts[at].replace(/,/g, "")) * (lengths[parts[at + 1]] ?? NaN);
      }
      return text[0] === "−" ? -sum : sum;
    }
    // Numbers before texts, and what isn't known last, whichever way is sorted.
    static compare(a, b, direction) {
      if (a.unknown || b.unknown) { return (a.unknown ? 1 : 0) - (b.unknown ? 1 : 0); }
      if (a.number !== undefined && b.number !== undefined) { return direction * (a.number - b.number); }
      if (a.number !== undefined || b.number !== undefined) { return a.number !== undefined ? -1 : 1; }
      return direction * a.text.localeCompare(b.text, "en", { numeric: true });
    }
  }

  // What a column is called in the fragment and in a search.
  function columnKeys(table) {
    const seen = {};
    return [...table.tHead.rows[0].cells].map((cell) => {
      const name = cell.dataset.key || cell.textContent.trim().toLowerCase().replace(/[^a-z0-9]+/g, "-");
      seen[name] = (seen[name] || 0) + 1;
      return seen[name] > 1 ? name + "-" + seen[name] : name;
    });
  }

  // Buttons in the heads of the columns; `choose` is told `key`, or `-key` for downwards.
  class Heads {
    constructor(table, choose) {
      this.cells = new Map();
      const keys = columnKeys(table);
      [...table.tHead.rows[0].cells].forEach((cell, column) => {
        if (cell.classList.contains("plain")) { return; }
        const button = element("button", { type: "button" });
        button.append(...cell.childNodes);
        cell.append(button);
        this.cells.set(keys[column], cell);
        button.addEventListener("click", () => {
          const now = cell.getAttribute("aria-sort");
          const isUp = now === null ? cell.classList.contains("l") : now === "descending";
          choose((isUp ? "" : "-") + keys[column]);
        });
      });
    }
    // Says by which column the rows are sorted; false where there is no such column.
    mark(sort) {
      const key = sort.replace(/^-/, "");
      for (const [name, cell] of this.cells) {
        if (name === key) {
          cell.setAttribute("aria-sort", sort[0] === "-" ? "descending" : "ascending");
        } else {
          cell.removeAttribute("aria-sort");
        }
      }
      return !sort || this.cells.has(key);
    }
  }

  // The input above a table, and the line that says what came of it. `change(text, goesOn)` is told what is typed.
  class SearchBox {
    constructor(table, label, hint, change) {
      const id = "search-" + table.id;
      this.input = element("input", { type: "search", id, "aria-controls": table.id, spellcheck: "false" });
      this.status = element("p", { role: "status", class: "found" });
      const line = element("div", { class: "filter", role: "search", "aria-label": label },
        element("label", { for: id }, label), this.input);
      if (hint) {
        this.input.setAttribute("aria-describedby", id + "-hint");
        line.append(hint);
        hint.id = id + "-hint";
      }
      const region = table.closest(".scroll") || table;
      const links = region.previousElementSibling;
      (links && links.matches(".own-pages") ? links : region).before(line, this.status);
      this.line = line;
      let isTyping = false;
      this.timer = 0;
      const tell = () => {
        clearTimeout(this.timer);
        this.timer = 0;
        change(this.input.value, isTyping);
        isTyping = true;
      };
      this.input.addEventListener("input", () => {
        clearTimeout(this.timer);
        this.timer = setTimeout(tell, 120);
      });
      this.input.addEventListener("keydown", (event) => {
        if (event.key === "Enter") { tell(); isTyping = false; }
      });
      this.input.addEventListener("blur", () => { isTyping = false; });
    }
    // Nothing is put into the input while somebody types there.
    show(text) {
      if (!this.timer && this.input.value.trim() !== text.trim()) { this.input.value = text; }
    }
    say(text, isMistake) {
      if (this.status.textContent !== text) { this.status.textContent = text; }
      this.status.classList.toggle("mistake", Boolean(isMistake));
      if (isMistake) { this.input.setAttribute("aria-invalid", "true"); } else { this.input.removeAttribute("aria-invalid"); }
    }
  }

  // A table all of whose rows stand in the page.
  function enhance(table) {
    const rows = new TableRows(table);
    const fields = Object.fromEntries(rows.keys.map((key) => [key, "figure"]));
    let state = { q: "", sort: "" };
    const change = (part, goesOn) => {
      fragment.write({ q: state.q, sort: state.sort, ...part }, goesOn);
      render();
    };
    const heads = new Heads(table, (sort) => change({ sort }));
    // Of many rows the first ones stand, which the page has sorted by what needs attention, and the rest is folded.
    const isLong = rows.count > 60;
    let isFolded = isLong;
    const unfold = element("button", { type: "button", class: "everything", hidden: "" });
    unfold.addEventListener("click", () => { isFolded = false; render(); });
    if (isLong) { (table.closest(".scroll") || table).after(element("p", { class: "more" }, unfold)); }
    const box = rows.count > 0 ? new SearchBox(table, words("Search the rows"), null, (q, goesOn) => change({ q }, goesOn)) : null;
    function render() {
      const asked = fragment.read();
      if (document.getElementById(asked.id)) { return; }
      state = asked;
      if (box) { box.show(state.q); }
      const parsed = query.parse(state.q, fields);
      if (parsed.error) { box?.say(parsed.error, true); return; }
      if (!heads.mark(state.sort)) { box?.say(words("Not sorted: there is no column '{1}'.", state.sort), true); return; }
      const all = rows.find([]);
      const found = new Set(rows.find(parsed.tokens));
      if (parsed.tokens.length || state.sort) { keepWidths(table); }
      const order = state.sort ? rows.sort(all, state.sort.replace(/^-/, ""), state.sort[0] === "-" ? -1 : 1) : all;
      table.tBodies[0].append(...order.map((index) => rows.row(index)));
      const shown = new Set(order.filter((index) => found.has(index)).slice(0, isFolded ? 30 : undefined));
      rows.rows.forEach((row, index) => { row.hidden = !shown.has(index); });
      unfold.hidden = shown.size === found.size;
      unfold.textContent = words("Show the other {1} rows", found.size - shown.size);
      box?.say(parsed.tokens.length ? words("{1} of {2} rows match.", found.size, rows.count) : "");
    }
    window.addEventListener("hashchange", render);
    window.addEventListener("beforeprint", () => { isFolded = false; render(); });
    render();
  }

  // Columns stay as wide as they were while rows come and go.
  function keepWidths(table) {
    if (table.classList.contains("kept")) { return; }
    table.classList.add("kept");
    const cells = [...table.tHead.rows[0].cells];
    cells.map((cell) => cell.offsetWidth).forEach((width, column) => { cells[column].style.minWidth = width + "px"; });
  }

  // Where nothing scrolls there is no stop for the keyboard, and the heads of a table stay in sight.
  function watchRegions() {
    const regions = document.querySelectorAll(".scroll");
    const look = (region) => {
      region.classList.remove("fits");
      const fits = region.scrollWidth <= region.clientWidth;
      region.classList.toggle("fits", fits);
      if (fits) { region.removeAttribute("tabindex"); } else { region.setAttribute("tabindex", "0"); }
    };
    if (typeof ResizeObserver === "undefined") { return; }
    const observer = new ResizeObserver((entries) => entries.forEach((entry) => look(entry.target)));
    regions.forEach((region) => observer.observe(region));
  }

  // A link to something that is folded up opens it, also where the browser doesn't by itself.
  function reveal(target) {
    for (const row of document.querySelectorAll("tr.opened")) { row.classList.remove("opened"); }
    if (target && target.matches("tr")) {
      target.classList.add("opened");
      target.scrollIntoView({ block: "center" });
      target.querySelector("a[href]").focus({ preventScroll: true });
      return true;
    }
    const details = target && target.closest("details");
    if (!details) { return false; }
    details.open = true;
    (details.matches(".glossary") ? target : details).scrollIntoView();
    details.querySelector("summary").focus({ preventScroll: true });
    return true;
  }

  window.herbarium = { words, duration, element, place, fragment, query, reveal, TableRows, Heads, SearchBox };

  document.addEventListener("DOMContentLoaded", () => {
    addSchemeSwitch();
    addAge();
    watchRegions();
    const table = document.querySelector("table.sortable:not([data-shards])");
    if (table) { enhance(table); }
    reveal(document.getElementById(fragment.read().id));
  });
  window.addEventListener("hashchange", () => reveal(document.getElementById(fragment.read().id)));
  window.addEventListener("beforeprint", () => {
    for (const details of document.querySelectorAll("details.glossary")) { details.open = true; }
  });
})();
