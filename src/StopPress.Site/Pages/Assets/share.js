// Likes a story in its place, and passes it on by what this browser has for it. Without this script the same forms and links work.
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
