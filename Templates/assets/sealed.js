"use strict";
// Opens a sealed report: asks for the password, and shows the pages of the report, one after the other, in this one. Which page, and which
// place in it, is in the address: `#tasks.html#q=state:FAILURE`. How files are sealed, CONTRIBUTING.md says.
(function () {
  const table = window.herbariumWords || {};
  const words = (text, ...values) => (table[text] ?? text).replace(/\{(\d)\}/g, (place, number) => values[number - 1]);
  const version = "herbarium.seal/1";
  const subtle = window.crypto && window.crypto.subtle;
  const remembering = "herbarium-seal";
  const utf8 = (text) => new TextEncoder().encode(text);
  const concat = (...parts) => {
    const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
    let at = 0;
    for (const part of parts) { all.set(part, at); at += part.length; }
    return all;
  };

  // Bytes of Base64; a text that is written in any other way than ours is none.
  function bytes(text) {
    const binary = atob(text);
    const last = binary.length - (binary.length % 3 || 3);
    if (text.length !== Math.ceil(binary.length / 3) * 4 || btoa(binary.slice(Math.max(0, last))) !== text.slice(-4)) { throw new Changed(); }
    const array = new Uint8Array(binary.length);
    for (let at = 0; at < binary.length; at++) { array[at] = binary.charCodeAt(at); }
    return array;
  }
  function base64(array) { return btoa(String.fromCharCode(...array)); }

  // What can go wrong: a file that isn't there, one that isn't as it was sealed.
  class Missing extends Error {}
  class Changed extends Error {}

  // From a folder a browser loads nothing but scripts: each hands its value on, and belongs to the element that loaded it.
  const arrived = new WeakMap();
  const take = (value) => { arrived.set(document.currentScript, value); };
  function load(path) {
    window.herbariumSeal = take;
    window.herbariumSealed = take;
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = path;
      script.addEventListener("load", () => {
        script.remove();
        if (arrived.has(script)) { resolve(arrived.get(script)); } else { reject(new Changed(path)); }
      });
      script.addEventListener("error", () => { script.remove(); reject(new Missing(path)); });
      document.head.append(script);
    });
  }

  // What the reader gave is kept for as long as the page is open, the key of a report for as long as the tab is.
  let given = null;
  function remembered() {
    try { return JSON.parse(sessionStorage.getItem(remembering)) || {}; } catch (error) { return {}; }
  }
  function remember(salt, key) {
    try { sessionStorage.setItem(remembering, JSON.stringify({ ...remembered(), [salt]: base64(key) })); } catch (error) { /* for this page alone */ }
  }
  function forget() {
    given = null;
    try { sessionStorage.removeItem(remembering); } catch (error) { /* nothing was kept */ }
  }

  // A report in a folder below this page's: this one, or one of its archive.
  class Report {
    constructor(folder, seal) { [this.folder, this.seal] = [folder, seal]; }

    // The report of a folder; `null` where none is sealed there.
    static async at(folder) {
      let seal;
      try {
        seal = await load(folder + "sealed/key.js?" + Date.now());
      } catch (error) {
        if (error instanceof Missing && folder) { return null; }
        throw error;
      }
      const isOurs = seal && seal.schema === version && Array.isArray(seal.keys) && seal.rounds > 0;
      if (!isOurs) { throw new Changed(folder + "sealed/key.js"); }
      return new Report(folder, seal);
    }

    async hold(key) {
      const hmac = (raw) => subtle.importKey("raw", raw, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
      const root = await hmac(key);
      const derived = async (what) => hmac(await subtle.sign("HMAC", root, utf8(version + " " + what)));
      const [content, names, marks] = await Promise.all([derived("content"), derived("names"), derived("marks")]);
      const { schema, rounds, salt, keys, mark } = this.seal;
      const marked = [schema, rounds, salt, ...keys.flatMap(({ nonce, box }) => [nonce, box])].join("\n");
      if (base64(new Uint8Array(await subtle.sign("HMAC", marks, utf8(marked)))) !== mark) { throw new Changed("sealed/key.js"); }
      [this.content, this.names] = [content, names];
    }

    get isOpen() { return Boolean(this.names); }

    // Opens with what is remembered of this tab, or with what was given before in this page.
    async openAgain() {
      const kept = remembered()[this.seal.salt];
      if (kept) { await this.hold(bytes(kept)); }
      if (!this.isOpen && given) { await this.openWith(given); }
      return this.isOpen;
    }

    async openWith({ name, password }) {
      const base = await subtle.importKey("raw", utf8(password.normalize("NFC")), "PBKDF2", false, ["deriveKey"]);
      const salt = concat(bytes(this.seal.salt), utf8(name.normalize("NFC")));
      const user = await subtle.deriveKey({ name: "PBKDF2", hash: "SHA-256", salt, iterations: this.seal.rounds }, base,
        { name: "AES-GCM", length: 256 }, false, ["decrypt"]);
      for (const { nonce, box } of this.seal.keys) {
        const sealed = { name: "AES-GCM", iv: bytes(nonce), additionalData: utf8(version) };
        // What doesn't open is another user's.
        const key = await subtle.decrypt(sealed, user, bytes(box)).catch(() => null);
        if (!key) { continue; }
        await this.hold(new Uint8Array(key));
        remember(this.seal.salt, new Uint8Array(key));
        given = { name, password };
        return true;
      }
      return false;
    }

    // The bytes of a file, in pieces.
    async read(path) {
      const digest = new Uint8Array(await subtle.sign("HMAC", this.names, utf8(path)));
      const name = Array.from(digest.slice(0, 16), (byte) => byte.toString(16).padStart(2, "0")).join("");
      const texts = await load(this.folder + "sealed/" + name + ".js");
      try {
        const raw = await subtle.sign("HMAC", this.content, concat(bytes(texts[0]), utf8(path)));
        const key = await subtle.importKey("raw", raw, "AES-GCM", false, ["decrypt"]);
        const pieces = [];
        for (let number = 0; number < texts.length - 1; number++) {
          const iv = new Uint8Array(12);
          new DataView(iv.buffer).setUint32(7, number);
          iv[11] = number === texts.length - 2 ? 1 : 0;
          pieces.push(await subtle.decrypt({ name: "AES-GCM", iv }, key, bytes(texts[number + 1])));
        }
        if (pieces.length === 0) { throw new Changed(path); }
        return new Blob(pieces);
      } catch (error) {
        throw new Changed(path);
      }
    }
  }

  // The reports that were opened, by their folders.
  const reports = new Map();
  async function report(folder) {
    if (!reports.has(folder)) { reports.set(folder, await Report.at(folder)); }
    return reports.get(folder);
  }
  const folderOf = (path) => (/^archive\/[^/]+\/(?=.)/.exec(path) || [""])[0];

  // Which page is asked for, and which place in it, from an address such as `#tasks.html#q=…`.
  function route() {
    const [, path, , fragment] = /^#?([^#]*)(#(.*))?$/s.exec(location.hash);
    let plain = path;
    try { plain = decodeURIComponent(path); } catch (error) { /* as it is */ }
    return { path: plain.endsWith("/") || !plain ? plain + "index.html" : plain, fragment: fragment || "" };
  }
  function address(path, fragment) {
    return "#" + path.split("/").map(encodeURIComponent).join("/") + (fragment ? "#" + fragment : "");
  }

  // Where a link of a page leads: to another page of the report by this page's own fragment, or out of the report's folder.
  const inside = "https://report.invalid/1/2/3/";
  function resolve(href, page) {
    if (/^([a-z][a-z0-9+.-]*:|\/\/)/i.test(href)) { return { out: href }; }
    const url = new URL(href, inside + page.split("/").map(encodeURIComponent).join("/"));
    const fragment = url.hash.slice(1);
    if (url.href.startsWith(inside)) { return { path: decodeURIComponent(url.href.slice(inside.length).split(/[?#]/)[0]), fragment }; }
    const steps = url.pathname.slice(1).split("/");
    const up = ["1", "2", "3"].findIndex((step, place) => steps[place] !== step);
    const [path, kept] = ["../".repeat(3 - up) + steps.slice(up).join("/"), /^(.*\/archive\/[^/]+\/|[./]*)(.*)$/];
    const [, folder, rest] = kept.exec(path);
    return { out: folder + "index.html" + address(decodeURIComponent(rest) || "index.html", fragment) };
  }

  // What the scripts of the pages ask for the place that they are at.
  let shown = { path: "", fragment: "", report: null };
  window.herbariumPlace = {
    get page() { return shown.path.split("/").pop(); },
    // While another page is on its way, this one stays where it is.
    get fragment() {
      const asked = route();
      if (asked.path === shown.path) { shown.fragment = asked.fragment; }
      return shown.fragment;
    },
    href(page, fragment) { return address(shown.path.replace(/[^/]*$/, "") + (page || this.page), fragment); },
    write(fragment, goesOn) { history[goesOn ? "replaceState" : "pushState"](null, "", address(shown.path, fragment)); },
    replace(page, fragment) { location.replace(this.href(page, fragment)); },
    // The value that a script of data hands on, since what is opened can't run.
    async value(path) {
      const folder = folderOf(shown.path);
      const text = await (await shown.report.read(path)).text();
      const [, json] = /^[A-Za-z]+\((.*)\);\n$/s.exec(text) || [];
      if (!json) { throw new Changed(folder + path); }
      return JSON.parse(json);
    },
  };

  let turns = 0;
  async function show() {
    const turn = ++turns;
    const { path, fragment } = route();
    if (path === shown.path && shown.report) { goTo(fragment); return; }
    try {
      const folder = folderOf(path);
      const found = await report(folder);
      if (!found) { location.replace(path + (fragment ? "#" + fragment : "")); return; }
      if (!found.isOpen && !await found.openAgain()) { ask(found); return; }
      const own = path.slice(folder.length);
      const blob = await found.read(own);
      if (turn !== turns) { return; }
      if (!own.endsWith(".html")) {
        save(blob, own.split("/").pop());
        if (shown.report) { history.replaceState(null, "", address(shown.path, "")); } else { location.replace(address(folder + "index.html", "")); }
        return;
      }
      await write(await blob.text(), path, found, turn);
    } catch (error) {
      if (turn === turns) { await explain(error, path); }
    }
  }

  // Puts a page in the place of this one. Its styles are taken over as they are, its scripts are those that lie beside.
  async function write(html, path, found, turn) {
    const folder = folderOf(path);
    const texts = [];
    // A page that has its styles inside has them where nothing from the cluster is.
    const plain = html.replace(/<style>([^<]*)<\/style>/g, (all, text) => { texts.push(text); return ""; });
    const page = new DOMParser().parseFromString(plain, "text/html");
    for (const style of page.querySelectorAll("link[rel~=stylesheet]")) {
      const file = resolve(style.getAttribute("href"), path).path || "";
      texts.push(await (await found.read(file.slice(folder.length))).text());
      style.remove();
    }
    const sheets = texts.map((text) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(text);
      return sheet;
    });
    for (const part of page.querySelectorAll("meta[http-equiv], link[rel~=icon], link[rel~=alternate], .openness")) { part.remove(); }
    for (const script of page.querySelectorAll("script[src]")) { script.setAttribute("src", resolve(script.getAttribute("src"), path).path); }
    for (const link of page.querySelectorAll("a[href]")) {
      const target = resolve(link.getAttribute("href"), path);
      link.setAttribute("href", target.out ?? address(target.path || "index.html", target.fragment));
    }
    if (turn !== turns) { return; }
    shown = { path, fragment: "", report: found };
    document.open();
    document.write("<!doctype html>" + page.documentElement.outerHTML);
    document.adoptedStyleSheets = sheets;
    // All who listened to the page before are gone, we among them.
    window.addEventListener("hashchange", show);
    document.addEventListener("DOMContentLoaded", () => {
      addLock();
      goTo(route().fragment);
    });
    document.close();
    scrollTo(0, 0);
  }

  // Goes to a place in the page, as the browser does where the address alone says it.
  function goTo(fragment) {
    for (const other of document.querySelectorAll(".at-address")) { other.classList.remove("at-address"); }
    let id = fragment;
    try { id = decodeURIComponent(fragment); } catch (error) { /* as it is */ }
    const target = id ? document.getElementById(id) : null;
    if (!target) { return; }
    target.classList.add("at-address");
    if (document.activeElement && target.contains(document.activeElement)) { return; }
    target.scrollIntoView();
    if (target.matches("main")) {
      target.setAttribute("tabindex", "-1");
      target.focus({ preventScroll: true });
    }
  }

  function addLock() {
    const list = document.querySelector("header nav ul");
    if (!list) { return; }
    const [item, button] = [document.createElement("li"), document.createElement("button")];
    button.type = "button";
    button.textContent = words("Lock");
    button.addEventListener("click", () => {
      forget();
      location.reload();
    });
    item.append(button);
    list.append(item);
  }

  function save(blob, name) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  }

  // The page that asks, which is the one that was loaded.
  const part = (name) => document.getElementById("seal-" + name);
  function say(text, isMistake) {
    let status = part("status");
    if (!status) {
      status = document.createElement("p");
      status.id = "seal-status";
      status.setAttribute("role", "alert");
      (document.querySelector("main") || document.body).prepend(status);
      status.scrollIntoView();
    }
    status.textContent = text;
    status.classList.toggle("mistake", Boolean(isMistake));
  }
  let asked = null;
  function ask(found) {
    asked = found;
    const form = part("form");
    // A page of another report is there: this one is asked for anew.
    if (!form) { location.reload(); return; }
    part("remark").textContent = words("All of this report is encrypted. A name and a password open it, for as long as this tab is open.");
    form.hidden = false;
    say("");
    part("name").focus();
  }
  async function answer(event) {
    event.preventDefault();
    const form = part("form");
    const button = form.querySelector("button");
    if (button.disabled) { return; }
    button.disabled = true;
    say(words("Opening …"));
    try {
      const isRight = await asked.openWith({ name: part("name").value, password: part("password").value });
      part("password").value = "";
      if (isRight) { await show(); } else { say(words("Nothing opens with this name and this password."), true); part("password").focus(); }
    } catch (error) {
      await explain(error, "");
    }
    button.disabled = false;
  }

  // A report that has been published meanwhile has other files: it is opened with what was given, or asked for.
  async function explain(error, path) {
    if (error instanceof Missing) {
      const folder = folderOf(path);
      const before = reports.get(folder);
      try {
        const now = await Report.at(folder);
        if (before && now && now.seal.salt !== before.seal.salt) {
          reports.set(folder, now);
          shown = { path: "", fragment: "", report: null };
          await show();
          return;
        }
      } catch (other) { /* said below */ }
      say(words("There is no '{1}' in this report.", path), true);
    } else if (error instanceof Changed) {
      say(words("This can't be opened: it has been changed since it was published, or belongs to another report."), true);
    } else {
      say(words("This can't be opened: {1}", error), true);
    }
  }

  document.addEventListener("DOMContentLoaded", () => {
    if (!subtle) {
      say(words("This browser decrypts nothing here: it does so over https, and for a folder that is opened from a disk."), true);
      return;
    }
    part("form").addEventListener("submit", answer);
    window.addEventListener("hashchange", show);
    show();
  }, { once: true });
})();
