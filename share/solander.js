// SPDX-License-Identifier: GPL-3.0-or-later
// Only enhancement: every page works without it. Reading settings, progress, place kept, keys.
const store = {
  get(key) { try { return localStorage.getItem(key); } catch { return null; } },
  set(key, value) { try { localStorage.setItem(key, value); } catch { /* private window: settings last as long as the page */ } },
};
const root = document.documentElement;

const settings = {
  theme: { legend: "Paper", values: [["", "as system"], ["light", "light"], ["dark", "dark"], ["sepia", "sepia"], ["contrast", "high contrast"]] },
  size: { legend: "Size", values: [["1rem", "S"], ["", "M"], ["1.3rem", "L"], ["1.5rem", "XL"]] },
  measure: { legend: "Width", values: [["28rem", "narrow"], ["", "usual"], ["42rem", "wide"]] },
  leading: { legend: "Lines", values: [["1.4", "close"], ["", "usual"], ["1.8", "open"]] },
};

function apply(name, value) {
  if (name === "theme") {
    if (value) root.dataset.theme = value; else delete root.dataset.theme;
  } else if (value) root.style.setProperty(`--${name}`, value); else root.style.removeProperty(`--${name}`);
}
for (const name of Object.keys(settings)) apply(name, store.get(`solander.${name}`) || "");

function settingsPanel() {
  const panel = document.createElement("details");
  panel.className = "settings";
  const summary = document.createElement("summary");
  summary.textContent = "Aa";
  summary.setAttribute("aria-label", "Reading settings");
  const box = document.createElement("div");
  for (const [name, { legend, values }] of Object.entries(settings)) {
    const set = document.createElement("fieldset");
    const title = document.createElement("legend");
    title.textContent = legend;
    set.append(title);
    for (const [value, label] of values) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = label;
      button.setAttribute("aria-pressed", String((store.get(`solander.${name}`) || "") === value));
      button.addEventListener("click", () => {
        store.set(`solander.${name}`, value);
        apply(name, value);
        for (const other of set.querySelectorAll("button")) other.setAttribute("aria-pressed", String(other === button));
      });
      set.append(button);
    }
    box.append(set);
  }
  panel.append(summary, box);
  panel.addEventListener("keydown", (event) => { if (event.key === "Escape") { panel.open = false; summary.focus(); } });
  document.body.append(panel);
}

function keepPlace() {
  const key = `solander.place.${location.pathname}`;
  const bar = document.createElement("div");
  bar.className = "progress";
  bar.setAttribute("aria-hidden", "true");
  document.body.append(bar);
  const saved = Number(store.get(key));
  const height = () => root.scrollHeight - innerHeight;
  if (saved > 0.01 && saved < 0.99 && !location.hash) scrollTo(0, saved * height());
  let waiting = false;
  addEventListener("scroll", () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      const part = height() > 0 ? scrollY / height() : 1;
      bar.style.width = `${Math.min(100, part * 100)}%`;
      store.set(key, part.toFixed(4));
    });
  }, { passive: true });
}

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
  if (event.key === "/") {
    const field = document.getElementById("find");
    if (field) { event.preventDefault(); field.focus(); }
  }
  const rel = { ArrowLeft: "prev", ArrowRight: "next" }[event.key];
  const to = rel && document.querySelector(`a[rel="${rel}"]`);
  if (to) to.click();
});

// A mark beside a value opens the table that explains it.
addEventListener("hashchange", openTarget);
function openTarget() {
  const target = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
  const details = target && target.closest("details");
  if (details && !details.open) { details.open = true; target.scrollIntoView(); }
}
openTarget();

if (document.body.classList.contains("reading")) { settingsPanel(); keepPlace(); }
