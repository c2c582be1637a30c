// Who has the keyboard. A page that asks for it gets it from whoever types elsewhere in the editor, so no page asks.

let waiting: HTMLElement | undefined;

/** Gives the keyboard to an element of the page: at once if the page has it, else when the editor gives it to the page. */
export function focusWithinPage(target: HTMLElement): void {
  if (document.hasFocus()) target.focus();
  else waiting = target;
}

window.addEventListener('focus', () => {
  const target = waiting;
  waiting = undefined;
  // A click gives it to what was clicked.
  if (document.activeElement === document.body) target?.focus();
});
