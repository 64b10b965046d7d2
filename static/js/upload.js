// Makes the upload form friendlier; without it the form sends all files in one go.
// With it the choices are sent first, so that an error in them never costs the chosen files, and then each file by
// itself, three at a time, with its progress.
// Marks up: <div data-upload data-max-bytes data-max-files data-extensions=".pdf .docx"> around the real file input.

const MEGABYTE = 1024 * 1024;
const AT_ONCE = 3;
const RETRY = "Niet verstuurd: de verbinding viel weg. Druk op de knop om het opnieuw te proberen.";

function size(bytes) {
  const megabytes = bytes / MEGABYTE;
  if (bytes < MEGABYTE) return `${Math.ceil(bytes / 1024)} kB`;
  return `${megabytes.toLocaleString("nl-NL", { maximumFractionDigits: 1 })} MB`;
}

function verdict(file, limits) {
  const name = file.name.toLowerCase();
  if (file.size === 0) return "Dit bestand is leeg. Kies een ander bestand.";
  if (file.size > limits.bytes) return `Te groot. Het maximum is ${size(limits.bytes)}. Splits of verklein het bestand.`;
  if (!limits.extensions.some((extension) => name.endsWith(extension))) {
    return "Dit soort bestand kan het portaal niet lezen. Gebruik PDF, Word, ODT, tekst, mail (.eml) of ZIP.";
  }
  return "";
}

function row(file, problem, remove) {
  const item = document.createElement("li");
  const name = document.createElement("span");
  name.textContent = `${file.name} (${size(file.size)})`;
  const badge = document.createElement("span");
  badge.className = `utrecht-status-badge utrecht-status-badge--${problem ? "danger" : "success"} p-badge`;
  badge.textContent = problem ? "Kan niet mee" : "Klaar om te versturen";
  const button = document.createElement("button");
  button.type = "button";
  button.className = "p-tekstknop";
  button.append("Weghalen");
  const hidden = document.createElement("span");
  hidden.className = "p-onzichtbaar";
  hidden.textContent = ` ${file.name}`;
  button.append(hidden);
  button.addEventListener("click", remove);
  item.append(name, badge, button);
  if (problem) {
    const reason = document.createElement("p");
    reason.className = "p-bestanden__reden";
    reason.textContent = problem;
    item.append(reason);
  }
  return item;
}

function summary(count, refused, limits) {
  if (!count) return "Geen bestanden gekozen.";
  const chosen = count === 1 ? "1 bestand gekozen." : `${count} bestanden gekozen.`;
  const wrong = refused ? ` ${refused} kan het portaal niet verwerken; de andere gaan gewoon door.` : "";
  const many = count > limits.files ? ` Er kunnen er ${limits.files} tegelijk. Haal er ${count - limits.files} weg.` : "";
  return chosen + wrong + many;
}

// Sends one file and shows how far it is; true when the portal has it, whatever it thinks of it.
function send(file, line, address, token) {
  const bar = document.createElement("progress");
  bar.max = 100;
  bar.setAttribute("aria-label", `Versturen van ${file.name}`);
  const badge = line.querySelector(".p-badge");
  line.querySelector(".p-tekstknop")?.remove();
  line.append(bar);
  const tell = (text, tone) => {
    badge.textContent = text;
    badge.className = `utrecht-status-badge utrecht-status-badge--${tone} p-badge`;
  };
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    const data = new FormData();
    data.append("bestanden", file);
    const ended = (sent, text, tone) => {
      bar.remove();
      tell(text, tone);
      resolve(sent);
    };
    request.upload.addEventListener("progress", (event) => {
      if (!event.lengthComputable) return;
      bar.value = Math.round((100 * event.loaded) / event.total);
      tell(`Versturen ${bar.value} %`, "neutral");
    });
    request.addEventListener("load", () => {
      if (request.status !== 200) return ended(false, "Niet verstuurd", "danger");
      const answer = JSON.parse(request.responseText);
      return ended(true, answer.label, answer.status === "refused" ? "danger" : "success");
    });
    request.addEventListener("error", () => ended(false, "Niet verstuurd", "danger"));
    request.addEventListener("abort", () => ended(false, "Niet verstuurd", "danger"));
    request.open("POST", address);
    request.setRequestHeader("X-CSRFToken", token);
    request.send(data);
  });
}

// The form as the server answers it, with its errors, in place of the one on the page; the chosen files stay.
function showErrors(form, text) {
  const answered = new DOMParser().parseFromString(text, "text/html").querySelector("[data-velden]");
  const fields = form.querySelector("[data-velden]");
  if (!answered || !fields) return false;
  fields.replaceWith(document.adoptNode(answered));
  const summary = answered.querySelector("[role=alert], [tabindex='-1']") || answered;
  summary.setAttribute("tabindex", "-1");
  summary.focus();
  return true;
}

// Asks for a batch with what was chosen for all letters; null when the choices are not right or nobody answers.
async function openBatch(form, say) {
  const data = new FormData(form);
  data.delete("bestanden");
  data.append("stapsgewijs", "1");
  try {
    const answer = await fetch(form.action, { method: "POST", body: data, credentials: "same-origin" });
    if (answer.ok && (answer.headers.get("Content-Type") || "").includes("json")) return await answer.json();
    if (answer.status === 422 && showErrors(form, await answer.text())) {
      say("Er ontbreekt nog iets. Uw bestanden staan nog klaar.");
      return null;
    }
    say("Versturen is niet gelukt. Misschien bent u uitgelogd: log in een ander tabblad in en probeer het opnieuw.");
  } catch {
    say(RETRY);
  }
  return null;
}

async function sendAll(waiting, lines, batch, token) {
  const left = [];
  const queue = [...waiting];
  const worker = async () => {
    for (let file = queue.shift(); file; file = queue.shift()) {
      if (!(await send(file, lines.get(file), batch.bestanden, token))) left.push(file);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return left;
}

function stepwise(form, files, say) {
  let batch = null;
  let busy = false;
  let waiting = null;
  form.noValidate = true;
  window.addEventListener("beforeunload", (event) => {
    if (busy) event.preventDefault();
  });
  form.addEventListener("submit", async (event) => {
    if (!files.chosen().length || files.chosen().length > files.most) return;
    event.preventDefault();
    if (busy) return;
    busy = true;
    batch ??= await openBatch(form, say);
    if (batch) {
      say("De bestanden worden verstuurd.");
      waiting = await sendAll(waiting ?? files.chosen(), files.lines(), batch, form.csrfmiddlewaretoken.value);
    }
    busy = false;
    if (batch && waiting && !waiting.length) window.location.assign(batch.batch);
    else if (batch) say(RETRY);
  });
}

function enhance(zone) {
  const input = zone.querySelector("input[type=file]");
  if (!input) return;
  const limits = {
    bytes: Number(zone.dataset.maxBytes) || 25 * MEGABYTE,
    files: Number(zone.dataset.maxFiles) || 60,
    extensions: (zone.dataset.extensions || ".pdf .docx .odt .txt").split(" ").filter(Boolean),
  };
  const list = document.createElement("ul");
  list.className = "p-bestanden";
  const count = document.createElement("p");
  count.setAttribute("role", "status");
  zone.append(count, list);
  let chosen = [];

  const keep = (files) => {
    const transfer = new DataTransfer();
    files.forEach((file) => transfer.items.add(file));
    input.files = transfer.files;
    chosen = files;
    render();
  };
  let lines = new Map();
  const render = () => {
    const problems = chosen.map((file) => verdict(file, limits));
    list.replaceChildren(
      ...chosen.map((file, index) =>
        row(file, problems[index], () => {
          keep(chosen.filter((_, other) => other !== index));
          input.focus();
        }),
      ),
    );
    lines = new Map(chosen.map((file, index) => [file, list.children[index]]));
    count.textContent = summary(chosen.length, problems.filter(Boolean).length, limits);
  };
  // A second choice adds to the first: people collect letters from more than one folder.
  const add = (files) => {
    const known = new Set(chosen.map((file) => `${file.name}/${file.size}/${file.lastModified}`));
    keep([...chosen, ...[...files].filter((file) => !known.has(`${file.name}/${file.size}/${file.lastModified}`))]);
  };

  stepwise(
    zone.closest("form"),
    { chosen: () => chosen, lines: () => lines, most: limits.files },
    (text) => {
      count.textContent = text;
    },
  );
  input.addEventListener("change", () => add(input.files));
  zone.addEventListener("dragover", (event) => {
    event.preventDefault();
    zone.classList.add("p-dropzone--boven");
  });
  zone.addEventListener("dragleave", () => zone.classList.remove("p-dropzone--boven"));
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    zone.classList.remove("p-dropzone--boven");
    add(event.dataTransfer.files);
  });
}

document.querySelectorAll("[data-upload]").forEach(enhance);
