/**
 * Makes the buttons of vscode-elements, which are no native ones, behave like those: Space does not scroll the page,
 * and a key that is held down presses once, not thirty times a second.
 */
export function mendButtonKeys(root: HTMLElement): void {
  root.addEventListener(
    'keydown',
    (event) => {
      const onButton = event.target instanceof Element && event.target.localName === 'vscode-button';
      if (!onButton || (event.key !== ' ' && event.key !== 'Enter')) return;
      event.preventDefault();
      if (event.repeat) event.stopPropagation();
    },
    { capture: true },
  );
}
