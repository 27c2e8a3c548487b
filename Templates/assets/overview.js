"use strict";
// The search over the names of all clusters. They are in data/names.js, a script that is loaded when it is first needed; without it, and
// without scripts at all, the page is whole.
(function () {
  const { words, duration, element, fragment, query, TableRows, Heads, SearchBox } = window.herbarium;
  const mostNames = 12;
  const count = (number) => number.toLocaleString("en");
  const kinds = [
    ["workers", words("worker"), (name) => "workers/" + name + ".html"],
    ["queues", words("queue"), (name) => "broker.html#queue-" + name],
    ["types", words("task type"), (name) => "tasks.html#q=name:=" + name],
  ];

  // The names of a cluster, each with its kind, where it is told of, and as it is searched.
  function namesOf(cluster) {
    return kinds.flatMap(([key, kind, place]) => cluster[key].map((told) => {
      const [name, href] = Array.isArray(told) ? told : [told, place(told)];
      return { name, kind, href: cluster.root !== null && href !== null ? cluster.root + href : null, text: name.toLowerCase() };
    }));
  }

  // How long ago each snapshot was captured, by the reader's own clock; what is older than it should be is told in another colour.
  function addAges(staleAfter) {
    for (const time of document.querySelectorAll("time.age")) {
      const seconds = (Date.now() - Date.parse(time.dateTime)) / 1000;
      const unit = [[86400, "d"], [3600, "h"], [60, "min"]].find(([length]) => seconds >= 2 * length);
      if (!unit) { continue; }
      const text = (" " + words("({1} ago)", duration(Math.floor(seconds / unit[0]) + " " + unit[1]))).replace(" （", "（");
      time.after(seconds > staleAfter ? element("span", { class: "warn" }, text) : text);
    }
  }

  class Clusters {
    constructor(table) {
      this.table = table;
      this.rows = new TableRows(table);
      this.ids = this.rows.rows.map((row) => row.dataset.id);
      this.titles = this.rows.rows.map((row) => row.cells[0].textContent.trim().toLowerCase());
      this.sections = this.ids.map((id) => document.getElementById("cluster-" + id));
      this.below = new Map();
      this.names = null;
      this.isAsked = false;
      this.failure = "";
      this.heads = new Heads(table, (sort) => this.change({ sort }));
      this.box = new SearchBox(table, words("Search clusters, workers, queues and task types"), null, (q, goesOn) => this.change({ q }, goesOn));
      this.box.input.addEventListener("focus", () => this.load());
      window.addEventListener("hashchange", () => this.render());
      this.render();
    }
    load() {
      if (this.isAsked) { return; }
      this.isAsked = true;
      window.herbariumNames = (clusters) => {
        const byID = new Map(clusters.map((cluster) => [cluster.id, namesOf(cluster)]));
        this.names = this.ids.map((id) => byID.get(id) || []);
        this.render();
      };
      const script = element("script", { src: this.table.dataset.names });
      script.addEventListener("error", () => {
        this.failure = " " + words("Only the clusters' own names are searched: {1} can't be loaded.", this.table.dataset.names);
        this.render();
      });
      document.head.append(script);
    }
    change(part, goesOn) {
      const asked = fragment.read();
      fragment.write({ q: asked.q, sort: asked.sort, ...part }, goesOn);
      this.render();
    }
    // What of a cluster is found: nothing, itself, or some of its names. A search may take words of both.
    found(row, matches) {
      const isNamed = matches({ text: this.titles[row] });
      const names = (this.names ? this.names[row] : []).filter((name) =>
        matches(name) || !isNamed && matches({ text: this.titles[row] + "\n" + name.text }));
      return isNamed || names.length ? { names } : null;
    }
    render() {
      const asked = fragment.read();
      if (asked.id) { return; }
      this.box.show(asked.q);
      const parsed = query.parse(asked.q, {});
      if (parsed.error) { this.box.say(parsed.error, true); return; }
      if (!this.heads.mark(asked.sort)) { this.box.say(words("Not sorted: there is no column '{1}'.", asked.sort), true); return; }
      const isSearch = parsed.tokens.length > 0;
      if (isSearch) { this.load(); }
      if (isSearch && !this.names && !this.failure) { this.box.say(words("Loading the names.")); return; }
      const matches = isSearch ? query.matcher(parsed.tokens, (token) => (one) => query.contains(one.text, token)) : null;
      const found = this.ids.map((id, row) => (matches ? this.found(row, matches) : { names: [] }));
      const all = this.ids.map((id, row) => row);
      const order = asked.sort ? this.rows.sort(all, asked.sort.replace(/^-/, ""), asked.sort[0] === "-" ? -1 : 1) : all;
      for (const row of this.below.values()) { row.remove(); }
      this.below.clear();
      for (const place of order) {
        const row = this.rows.row(place);
        row.hidden = !found[place];
        this.table.tBodies[0].append(row);
        if (this.sections[place]) { this.sections[place].hidden = !found[place]; }
        if (found[place] && found[place].names.length) { this.showNames(place, found[place].names); }
      }
      this.say(found.filter(Boolean), isSearch);
    }
    showNames(place, names) {
      const list = element("div", { class: "matched" });
      for (const { name, kind, href } of names.slice(0, mostNames)) {
        const code = element("bdi", {}, href === null ? name : element("a", { href }, name));
        list.append(element("span", {}, element("span", { class: "kind" }, kind + " "), code), " ");
      }
      if (names.length > mostNames) { list.append(words("and {1} more", count(names.length - mostNames))); }
      const cell = element("td", { colspan: String(this.rows.row(place).cells.length) }, list);
      const row = element("tr", { class: "below" }, cell);
      this.rows.row(place).after(row);
      this.below.set(place, row);
    }
    say(found, isSearch) {
      if (!isSearch) { this.box.say(""); return; }
      const names = found.reduce((sum, one) => sum + one.names.length, 0);
      const values = [found.length, this.ids.length, names].map(count);
      const told = this.ids.length === 1 ? words("{1} of 1 cluster matches", ...values)
        : found.length === 1 ? words("{1} of {2} clusters matches", ...values) : words("{1} of {2} clusters match", ...values);
      const named = names === 0 ? "" : names === 1 ? words(", with 1 name") : words(", with {1} names", values[2]);
      this.box.say(told + named + words(".") + this.failure);
    }
  }

  document.addEventListener("DOMContentLoaded", () => {
    const table = document.getElementById("clusters");
    if (!table) { return; }
    addAges(Number(table.dataset.stale));
    if (table.tBodies[0].rows.length) { new Clusters(table); }
  });
})();
