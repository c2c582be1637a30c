// Makes elements. Text only ever becomes text: nothing here, or in this folder, reads HTML.
const SVG = 'http://www.w3.org/2000/svg';

/** An element with attributes and a text. */
export function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Readonly<Record<string, string>> = {},
  text = '',
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (text !== '') made.textContent = text;
  return made;
}

/** An element of a drawing. */
export function shape<K extends keyof SVGElementTagNameMap>(
  name: K,
  attributes: Readonly<Record<string, string | number>>,
): SVGElementTagNameMap[K] {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  return made;
}

/** A button that shows a drawing and is called by a word. */
export function iconButton(path: string, onClick: () => void): HTMLButtonElement {
  const button = element('button', { type: 'button', class: 'icon' });
  const icon = shape('svg', { viewBox: '0 0 16 16', width: 16, height: 16, 'aria-hidden': 'true' });
  icon.append(shape('path', { d: path }));
  button.append(icon);
  button.addEventListener('click', onClick);
  return button;
}

/** Gives a control the words that are shown on hover and spoken. */
export function name(control: HTMLElement, words: string): void {
  control.title = words;
  control.setAttribute('aria-label', words);
}
