// Makes checking a letter quicker; the screen works the same without it.
// Keeps what is typed as a draft, sends presses on one thing without leaving the page, and knows the shortcut keys.

const DRAFT_PAUSE = 800;
const PRESENCE_PAUSE = 60_000;
const KEYS_SETTING = "sneltoetsen";
const ONE_THING = ["bevestig", "kies", "neem_over", "koppel", "geen_besluit", "oordeel", "stel_voor", "spreekt_tegen", "toch_niet", "leg_vast", "koppel_feit", "zet_dossier", "volgde_op", "volgde_niet", "norm"];
const ATTENTION = ".p-veld--controleren, .p-besluit--open";

const form = () => document.querySelector("form[data-controle]");
const say = (text) => {
  const visible = document.getElementById("bewaarstand");
  if (visible) visible.textContent = text;
};
const announce = (text) => {
  const region = document.getElementById("status");
  if (region) region.textContent = text;
};

// --- Draft and presence ----------------------------------------------------------------------------------------------

let timer = 0;
let kept = "";

function typedNow() {
  const data = new FormData(form());
  data.delete("csrfmiddlewaretoken");
  return new URLSearchParams(data).toString();
}

async function keepDraft({ always = false } = {}) {
  clearTimeout(timer);
  const current = form();
  const typed = current && typedNow();
  if (!current || (!always && typed === kept)) return;
  try {
    const answer = await fetch(current.dataset.concept, { method: "POST", body: new FormData(current), keepalive: true });
    const told = await answer.json();
    if (told.closed) return say(told.closed);
    if (typed !== kept) say(`Concept bewaard om ${told.kept}.`);
    if (told.stale) say("Een collega heeft deze brief intussen opgeslagen. Bij opslaan ziet u wat er anders is.");
    kept = typed;
    showOthers(told.others);
  } catch {
    say("Het concept kon niet worden bewaard. Kies ‘Opslaan, later verder’ als u weggaat.");
  }
}

function showOthers(others) {
  const line = document.getElementById("aanwezig");
  if (!line) return;
  line.hidden = others.length === 0;
  line.querySelector("span").textContent = others.join(", ");
}

function keepSoon() {
  clearTimeout(timer);
  timer = setTimeout(keepDraft, DRAFT_PAUSE);
}

// --- A press on one thing ----------------------------------------------------------------------------------------

const attention = () => [...document.querySelectorAll(ATTENTION)];
const control = (place) =>
  place?.querySelector("input:not([type=hidden]):not([type=checkbox]), select, textarea") ?? place?.querySelector("button");

function focusNext(after) {
  const open = attention();
  const rest = after ? open.filter((place) => place.id !== after) : open;
  const target = control(rest[0]) ?? document.getElementById("id_personal_data_checked");
  target?.focus();
  target?.closest(".p-veld, .p-besluit, fieldset")?.scrollIntoView({ block: "nearest" });
}

// What was recorded is done: on to the next that can be. What was only judged keeps its buttons.
function afterFound(row) {
  const all = [...document.querySelectorAll(".p-vondst")];
  const rows = row.querySelector("a[href^='/']") ? all.slice(all.indexOf(row) + 1) : [row];
  return rows.map((other) => other.querySelector("button")).find(Boolean) ?? row.querySelector("a, button");
}

async function press(button) {
  const current = form();
  const data = new FormData(current);
  data.append(button.name, button.value);
  const place = (button.closest(".p-vondst, .p-besluit") ?? button.closest("[id]"))?.id;
  clearTimeout(timer);
  current.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(current.action, { method: "POST", body: data });
    if (!answer.ok && answer.status !== 422) throw new Error(String(answer.status));
    replaceWith(new DOMParser().parseFromString(await answer.text(), "text/html"), place, answer.ok);
  } catch {
    // What cannot be sent like this is sent as any form is.
    current.requestSubmit(button);
  }
}

function replaceWith(page, place, stored) {
  const opened = [...document.querySelectorAll("#controle details[open]")].map((details) => details.id).filter(Boolean);
  for (const id of ["meldingen-controle", "controle"]) {
    const fresh = page.getElementById(id);
    if (!fresh) return location.reload();
    document.getElementById(id).replaceWith(document.adoptNode(fresh));
  }
  for (const id of opened) document.getElementById(id)?.setAttribute("open", "");
  wire();
  const problems = document.getElementById("problemen") ?? document.getElementById("fouten");
  if (!stored && problems) return problems.focus();
  const left = attention().length;
  const sentence = left ? `Opgeslagen. Nog ${left} te controleren.` : "Opgeslagen. Klaar om te publiceren.";
  say(sentence);
  announce(sentence);
  const same = document.getElementById(place ?? "");
  if (same?.matches(".p-vondst")) return afterFound(same)?.focus();
  if (same?.matches("#dossier, #norm")) return control(same)?.focus();
  focusNext(place);
}

// --- Keys ------------------------------------------------------------------------------------------------------------

const keysAreOn = () => localStorage.getItem(KEYS_SETTING) === "aan";

function move(step) {
  const open = attention();
  const here = open.findIndex((place) => place.contains(document.activeElement));
  const next = here < 0 ? (step > 0 ? 0 : open.length - 1) : here + step;
  if (open[next]) control(open[next])?.focus();
  else document.getElementById("id_personal_data_checked")?.focus();
}

const shortcuts = {
  ArrowDown: () => move(1),
  ArrowUp: () => move(-1),
  KeyB: () => document.activeElement?.closest("[data-veld], .p-besluit, .p-vondst, li")?.querySelector("a[href^='#']")?.click(),
  KeyN: () => {
    const place = document.activeElement?.closest("[data-veld]");
    const field = control(place);
    const button = place?.querySelector("button[name=bevestig]");
    if (!field || !button) return;
    field.value = "";
    press(button);
  },
  KeyP: () => document.querySelector(".p-actiebalk .utrecht-button--primary-action")?.click(),
  KeyL: () => document.querySelector(".p-actiebalk [name=later]")?.click(),
  ArrowLeft: () => document.getElementById("vorige")?.click(),
  ArrowRight: () => document.getElementById("volgende")?.click(),
};

function onKey(event) {
  if (event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey && keysAreOn() && shortcuts[event.code]) {
    event.preventDefault();
    shortcuts[event.code]();
    return;
  }
  const arrow = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const list = event.target.closest?.("[data-pijltjes]");
  if (arrow && list && !event.altKey && event.target.type === "checkbox") {
    const boxes = [...list.querySelectorAll("input[type=checkbox]")];
    event.preventDefault();
    boxes[boxes.indexOf(event.target) + arrow]?.focus();
    return;
  }
  if (event.key !== "Enter" || event.shiftKey || event.altKey || event.ctrlKey || event.isComposing) return;
  const place = event.target.closest?.("[data-veld]");
  if (!place || !event.target.matches("input, select, textarea")) return;
  event.preventDefault();
  const button = place.querySelector("button[name=bevestig]") ?? confirmation(place.dataset.veld);
  press(button);
}

function confirmation(key) {
  const button = document.createElement("button");
  button.name = "bevestig";
  button.value = key;
  return button;
}

// --- Wiring ----------------------------------------------------------------------------------------------------------

function wire() {
  const current = form();
  if (!current) return;
  current.addEventListener("change", keepSoon);
  current.addEventListener("input", keepSoon);
  current.addEventListener("focusout", () => keepDraft());
  current.addEventListener("submit", (event) => {
    clearTimeout(timer);
    if (!event.submitter || !ONE_THING.includes(event.submitter.name) || current.hasAttribute("aria-busy")) return;
    event.preventDefault();
    press(event.submitter);
  });
  const box = document.getElementById("sneltoetsen-aan");
  if (box) {
    box.checked = keysAreOn();
    document.documentElement.classList.toggle("p-sneltoetsen", box.checked);
    box.addEventListener("change", () => {
      localStorage.setItem(KEYS_SETTING, box.checked ? "aan" : "uit");
      document.documentElement.classList.toggle("p-sneltoetsen", box.checked);
    });
  }
  kept = typedNow();
}

wire();
document.addEventListener("keydown", onKey);
setInterval(() => document.visibilityState === "visible" && keepDraft({ always: true }), PRESENCE_PAUSE);
const problems = document.getElementById("problemen");
if (problems) problems.focus();
else if (!location.hash && attention().length) focusNext();
