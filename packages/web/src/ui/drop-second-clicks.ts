/** A double click acts once: what has just been done may have put another act under the pointer. */

const acts = "button.btn-primary, button.btn-danger, button[type=submit]";

export const dropSecondClicks = (page: Document): void => {
  const drop = (event: MouseEvent) => {
    if (event.detail < 2 || !(event.target instanceof Element)) return;
    if (event.target.closest(acts) === null) return;
    event.preventDefault();
    event.stopPropagation();
  };
  page.addEventListener("click", drop, { capture: true });
};
