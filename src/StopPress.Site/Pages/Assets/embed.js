// Shows an embed in its place when the reader asks for it; until then nothing is fetched from another house.
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("figure.embed[data-embed] > a.play");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const frame = document.createElement("iframe");
  frame.src = link.parentElement.dataset.embed;
  frame.title = link.parentElement.querySelector("figcaption")?.textContent || link.textContent;
  frame.allow = "autoplay; fullscreen; picture-in-picture";
  frame.referrerPolicy = "strict-origin-when-cross-origin";
  frame.sandbox = "allow-scripts allow-same-origin allow-popups allow-presentation";
  link.replaceWith(frame);
  frame.focus();
});
