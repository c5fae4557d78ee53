// Offers names, words and headlines while somebody types in the field of search. The form needs none of it.
const field = document.querySelector("input[data-suggest]");
const offers = field && document.getElementById(field.getAttribute("list"));
let waiting, asked;

async function offer() {
  const typed = field.value.trim();
  if (!typed || typed === asked) return;
  asked = typed;
  try {
    const answer = await fetch(`${field.dataset.suggest}?q=${encodeURIComponent(typed)}`, { headers: { Accept: "application/json" } });
    if (!answer.ok) return;
    const { suggestions } = await answer.json();
    // Whoever has gone on typing meanwhile is not shown what is past.
    if (field.value.trim() !== typed) return;
    offers.replaceChildren(...suggestions.map((text) => {
      const option = document.createElement("option");
      option.value = text;
      return option;
    }));
  } catch {
    // Without the network nothing is offered.
  }
}

field?.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(offer, 150);
});
