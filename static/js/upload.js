// Makes the upload form friendlier; the form works the same without it.
// Marks up: <div data-upload data-max-bytes data-max-files data-extensions=".pdf .docx"> around the real file input.

const MEGABYTE = 1024 * 1024;

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
    return "Dit soort bestand kan het portaal niet lezen. Gebruik PDF, Word, ODT of tekst.";
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
    count.textContent = summary(chosen.length, problems.filter(Boolean).length, limits);
  };
  // A second choice adds to the first: people collect letters from more than one folder.
  const add = (files) => {
    const known = new Set(chosen.map((file) => `${file.name}/${file.size}/${file.lastModified}`));
    keep([...chosen, ...[...files].filter((file) => !known.has(`${file.name}/${file.size}/${file.lastModified}`))]);
  };

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
