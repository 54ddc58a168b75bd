// Plays a video from a chapter, from a moment of its transcript, and from an address that ends in `#t=83`.
// Without this script a chapter opens the media file at that moment.
for (const player of document.querySelectorAll("[data-player]")) {
  const video = player.querySelector("video");
  if (!video) continue;

  /** Plays from a moment, in seconds. A browser may refuse to start by itself; the moment is kept. */
  const playFrom = (seconds) => {
    video.currentTime = seconds;
    video.play().catch(() => {});
  };

  player.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-seconds]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    video.focus();
    playFrom(Number(link.dataset.seconds));
  });

  for (const at of player.querySelectorAll("span.at[data-seconds]:not(a span)")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "at";
    button.textContent = at.textContent;
    button.addEventListener("click", () => playFrom(Number(at.dataset.seconds)));
    at.replaceWith(button);
  }

  const follow = () => {
    const moment = /^#t=(\d{1,6})$/.exec(location.hash);
    if (moment) video.currentTime = Number(moment[1]);
  };
  follow();
  window.addEventListener("hashchange", follow);
}
