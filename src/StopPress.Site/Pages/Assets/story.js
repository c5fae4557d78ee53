// Likes a story in its place, passes it on by what this browser has for it, and shows what has changed since it was last read. Without this script the same forms and links work.
const kept = (key, value) => {
  // A browser may keep nothing: then the mark is only on the page.
  try {
    if (value === undefined) return localStorage.getItem(key);
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch { /* The reader wants nothing kept. */ }
  return null;
};

for (const box of document.querySelectorAll("[data-like]")) {
  const mark = `liked:${box.dataset.like}`;
  const show = (liked) => box.classList.toggle("liked", liked);
  show(kept(mark) !== null);
  box.addEventListener("submit", async (event) => {
    const form = event.target;
    event.preventDefault();
    const button = form.querySelector("button");
    if (button.disabled) return;
    button.disabled = true;
    try {
      const answer = await fetch(form.action, { method: "POST", headers: { Accept: "application/json" } });
      if (!answer.ok) throw new Error(answer.status);
      const { liked, text } = await answer.json();
      kept(mark, liked ? "1" : null);
      show(liked);
      box.querySelector(".likes").textContent = text;
      if (location.hash === "#liked") history.replaceState(null, "", location.pathname + location.search);
      box.querySelector(liked ? "#liked button" : "form button").focus();
    } catch {
      // The browser sends it by itself, and shows what the newspaper answers.
      button.disabled = false;
      form.submit();
      return;
    }
    button.disabled = false;
  });
}

for (const box of document.querySelectorAll("[data-share]")) {
  const { share, address, headline } = box.dataset;
  const note = (way) => fetch(share + way, { method: "POST", keepalive: true }).catch(() => {});
  const copy = box.querySelector("[data-way=link]");
  const sheet = box.querySelector("[data-way=sheet]");
  if (copy && navigator.clipboard?.writeText) {
    copy.parentElement.hidden = false;
    copy.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(address);
      } catch {
        return;
      }
      box.querySelector("[role=status]").textContent = copy.dataset.done;
      note("link");
    });
  }
  if (sheet && navigator.share) {
    sheet.parentElement.hidden = false;
    sheet.addEventListener("click", async () => {
      try {
        await navigator.share({ title: headline, url: address });
      } catch {
        return;
      }
      note("sheet");
    });
  }
  box.querySelector("[data-way=mail]")?.addEventListener("click", () => note("mail"));
}

// What was seen of a story, so that whoever comes back is shown what has changed since, and so that it is told once a day that it was read. It is kept in this browser and sent to nobody.
const SEEN = "seen:";
const MOST_STORIES = 200;
const MOST_DAYS = 30;
const MOST_PASSAGES = 400;
// Who leaves sooner has not read.
const READING_MS = 5000;

// FNV-1a in 32 bits, in seven letters: only passages of one story are told apart.
const hashOf = (text) => {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(36).padStart(7, "0");
};

const passagesOf = (article) => [...article.querySelectorAll("h1, .stand, .text > *")].slice(0, MOST_PASSAGES)
  .map((element) => ({ element, text: element.textContent.replace(/\s+/g, " ").trim() }))
  .filter((passage) => passage.text)
  .map(({ element, text }) => ({ element, hash: hashOf(text) }));

const recall = (key) => {
  const [day, changed, corrections, hashes] = (kept(key) ?? "").split(" ");
  return hashes === undefined ? null : { day: Number(day), changed, corrections: Number(corrections), hashes: hashes.match(/.{7}/g) ?? [] };
};

const remember = (key, seen, today) => {
  kept(key, [today, seen.changed, seen.corrections, seen.hashes.join("")].join(" "));
  try {
    const all = Object.keys(localStorage).filter((one) => one.startsWith(SEEN))
      .map((one) => ({ one, day: parseInt(localStorage.getItem(one), 10) || 0 })).sort((a, b) => b.day - a.day);
    all.filter(({ day }, at) => at >= MOST_STORIES || day < today - MOST_DAYS).forEach(({ one }) => localStorage.removeItem(one));
  } catch { /* The reader wants nothing kept. */ }
};

// A passage that was not there is changed where one that was there is gone from its place, and else new.
const freshOf = (passages, before) => {
  const fresh = [];
  let place = 0;
  let run = [];
  const end = (next) => {
    run.forEach((passage, at) => fresh.push({ ...passage, isNew: at >= next - place }));
    run = [];
  };
  for (const passage of passages) {
    const found = before.indexOf(passage.hash, place);
    if (found < 0 && before.includes(passage.hash)) continue;
    if (found < 0) {
      run.push(passage);
      continue;
    }
    end(found);
    place = found + 1;
  }
  end(before.length);
  return fresh;
};

const showFresh = (box, article, fresh, isCorrected) => {
  const words = box.dataset;
  const marks = fresh.map(({ element, isNew }, at) => {
    const mark = document.createElement("p");
    mark.className = "mark";
    mark.id = `since-${at + 1}`;
    mark.tabIndex = -1;
    mark.append(isNew ? words.new : words.changed);
    if (at + 1 < fresh.length) {
      const next = document.createElement("a");
      next.href = `#since-${at + 2}`;
      next.textContent = words.next;
      mark.append(" ", next);
    }
    element.classList.add("fresh");
    element.before(mark);
    return mark;
  });
  const [first, corrected] = box.querySelectorAll("a");
  first.hidden = fresh.length === 0;
  if (corrected) corrected.hidden = !isCorrected;
  box.querySelector("[role=status]").textContent = fresh.length === 0 ? words.none : fresh.length === 1 ? words.one : words.many.replace("{0}", fresh.length);
  box.hidden = false;
  box.querySelector("button").addEventListener("click", () => {
    marks.forEach((mark) => mark.remove());
    fresh.forEach(({ element }) => element.classList.remove("fresh"));
    box.hidden = true;
  });
};

for (const article of document.querySelectorAll("[data-read]")) {
  const { read, changed = "" } = article.dataset;
  const key = SEEN + read.split("/").pop();
  const today = Math.floor(Date.now() / 864e5);
  const before = recall(key);
  const passages = passagesOf(article);
  const seen = { changed: changed || "-", corrections: article.querySelectorAll(".corrected p").length, hashes: passages.map(({ hash }) => hash) };
  const box = article.querySelector(".since");
  if (box && before && before.changed !== seen.changed) {
    const fresh = freshOf(passages, before.hashes);
    const isCorrected = seen.corrections > before.corrections;
    // Where something was only taken out, nothing can be marked, and it is told all the same.
    showFresh(box, article, fresh, isCorrected);
  }
  let waiting;
  const watch = () => {
    clearTimeout(waiting);
    if (document.visibilityState === "visible") waiting = setTimeout(tell, READING_MS);
  };
  const tell = () => {
    document.removeEventListener("visibilitychange", watch);
    remember(key, seen, today);
    // What drives a browser by itself is no reader.
    if (before?.day !== today && !navigator.webdriver) fetch(read, { method: "POST", headers: { Accept: "application/json" }, keepalive: true }).catch(() => {});
  };
  document.addEventListener("visibilitychange", watch);
  watch();
}
