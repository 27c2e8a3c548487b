"use strict";
// Light and dark, sorting, filtering. Every page is whole without this script; it runs as a classic one, from any folder.
(function () {
  var root = document.documentElement;

  // What the reader chose is remembered where the browser allows it; a file that stands alone may not.
  function remembered() {
    try { return localStorage.getItem("herbarium-scheme"); } catch (error) { return null; }
  }
  function remember(scheme) {
    try { localStorage.setItem("herbarium-scheme", scheme); } catch (error) { /* forgotten with the page */ }
  }
  var scheme = remembered();
  if (scheme === "light" || scheme === "dark") { root.setAttribute("data-scheme", scheme); }

  function isDark() {
    var chosen = root.getAttribute("data-scheme");
    return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  }

  function addSchemeSwitch() {
    var list = document.querySelector("header nav ul");
    if (!list) { return; }
    var button = document.createElement("button");
    function label() { button.textContent = isDark() ? "Light" : "Dark"; }
    button.type = "button";
    button.setAttribute("aria-label", "Switch between light and dark");
    button.addEventListener("click", function () {
      var next = isDark() ? "light" : "dark";
      root.setAttribute("data-scheme", next);
      remember(next);
      label();
    });
    label();
    var item = document.createElement("li");
    item.appendChild(button);
    list.appendChild(item);
  }

  // The state of the page's tables: `q` what is searched, `sort` a column's number and direction.
  function state() {
    var parts = {};
    location.hash.slice(1).split("&").forEach(function (part) {
      var at = part.indexOf("=");
      if (at > 0) {
        try { parts[part.slice(0, at)] = decodeURIComponent(part.slice(at + 1)); } catch (error) { /* not ours */ }
      }
    });
    return parts;
  }
  function setState(name, value) {
    var parts = state();
    if (value) { parts[name] = value; } else { delete parts[name]; }
    var hash = ["q", "sort"].filter(function (key) { return parts[key]; })
      .map(function (key) { return key + "=" + encodeURIComponent(parts[key]); }).join("&");
    history.replaceState(null, "", hash ? "#" + hash : location.pathname.split("/").pop() + location.search);
  }

  function key(cell) {
    if (!cell) { return { unknown: true }; }
    var text = cell.getAttribute("data-sort");
    var shown = cell.textContent.trim();
    if (text === null) { text = shown; }
    if (shown === "—" || shown === "N/A" || shown === "") { return { unknown: true }; }
    var number = Number(text.replace(/,/g, ""));
    return isNaN(number) ? { text: text } : { number: number };
  }
  // Numbers before texts, and what isn't known last, whichever way is sorted.
  function compare(a, b, direction) {
    if (a.unknown || b.unknown) { return (a.unknown ? 1 : 0) - (b.unknown ? 1 : 0); }
    if (a.number !== undefined && b.number !== undefined) { return direction * (a.number - b.number); }
    if (a.number !== undefined || b.number !== undefined) { return a.number !== undefined ? -1 : 1; }
    return direction * a.text.localeCompare(b.text, "en", { numeric: true });
  }

  function sort(table, column, direction) {
    var body = table.tBodies[0];
    var rows = Array.prototype.map.call(body.rows, function (row, index) {
      return { row: row, key: key(row.cells[column]), index: index };
    });
    rows.sort(function (a, b) { return compare(a.key, b.key, direction) || a.index - b.index; });
    var sorted = document.createDocumentFragment();
    rows.forEach(function (entry) { sorted.appendChild(entry.row); });
    body.appendChild(sorted);
    Array.prototype.forEach.call(table.tHead.rows[0].cells, function (cell, index) {
      if (index === column) {
        cell.setAttribute("aria-sort", direction > 0 ? "ascending" : "descending");
      } else {
        cell.removeAttribute("aria-sort");
      }
    });
  }

  function makeSortable(table) {
    Array.prototype.forEach.call(table.tHead.rows[0].cells, function (cell, column) {
      if (cell.classList.contains("plain")) { return; }
      var button = document.createElement("button");
      button.type = "button";
      while (cell.firstChild) { button.appendChild(cell.firstChild); }
      cell.appendChild(button);
      button.addEventListener("click", function () {
        var isName = cell.classList.contains("l");
        var now = cell.getAttribute("aria-sort");
        var direction = now === null ? (isName ? 1 : -1) : now === "ascending" ? -1 : 1;
        sort(table, column, direction);
        if (table.id) { setState("sort", table.id + "." + column + (direction > 0 ? "" : "-")); }
      });
    });
  }

  function makeFilter(table) {
    if (table.tBodies[0].rows.length < 2) { return; }
    var box = document.createElement("div");
    var input = document.createElement("input");
    var count = document.createElement("span");
    box.className = "filter";
    box.setAttribute("role", "search");
    input.type = "search";
    input.placeholder = "Filter";
    input.setAttribute("aria-label", "Filter the rows");
    input.setAttribute("aria-controls", table.id);
    count.setAttribute("role", "status");
    box.appendChild(input);
    box.appendChild(count);
    table.parentNode.parentNode.insertBefore(box, table.parentNode);
    function apply() {
      var words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      var rows = table.tBodies[0].rows;
      var shown = 0;
      for (var i = 0; i < rows.length; i++) {
        var text = rows[i].textContent.toLowerCase();
        var matches = words.every(function (word) {
          return word.length > 1 && word[0] === "-" ? text.indexOf(word.slice(1)) < 0 : text.indexOf(word) >= 0;
        });
        rows[i].hidden = !matches;
        if (matches) { shown++; }
      }
      count.textContent = words.length ? shown + " of " + rows.length + " rows of this page" : "";
    }
    input.addEventListener("input", function () {
      apply();
      setState("q", input.value);
    });
    var asked = state().q;
    if (asked) {
      input.value = asked;
      apply();
    }
  }

  // A link to a task opens it, also where the browser doesn't by itself.
  function openTarget() {
    var id = location.hash.slice(1);
    if (!id) { return; }
    try { id = decodeURIComponent(id); } catch (error) { return; }
    var target = document.getElementById(id);
    var details = target && target.closest("details");
    if (details && !details.open) {
      details.open = true;
      target.scrollIntoView();
    }
  }

  document.addEventListener("DOMContentLoaded", function () {
    addSchemeSwitch();
    Array.prototype.forEach.call(document.querySelectorAll("table.sortable"), function (table) {
      makeSortable(table);
      if (table.id === "tasks" || table.tBodies[0].rows.length > 10) { makeFilter(table); }
    });
    var wanted = /^([a-z]+)\.(\d+)(-?)$/.exec(state().sort || "");
    var table = wanted && document.getElementById(wanted[1]);
    if (table && table.tHead && table.tHead.rows[0].cells[Number(wanted[2])]) {
      sort(table, Number(wanted[2]), wanted[3] ? -1 : 1);
    }
    openTarget();
  });
  window.addEventListener("hashchange", openTarget);
  window.addEventListener("beforeprint", function () {
    Array.prototype.forEach.call(document.querySelectorAll("details.glossary"), function (details) { details.open = true; });
  });
})();
