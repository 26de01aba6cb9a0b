/** Of the lists of vscode-elements, in pixels: they scroll from the eleventh choice on. */
const choiceHeight = 22;
const mostInSight = 10;
const edges = 2;

/** In windows of at most so many pixels the long names of short lists are wrapped (selectLook.ts). */
export const wrapsBelow = 480;
export const mostWrapping = 8;

/** Where the list of a select is opened: below it unless only the room above shows more. */
export function listPosition(
  select: { readonly top: number; readonly bottom: number },
  windowHeight: number,
  choices: number,
): 'above' | 'below' {
  const wanted = Math.min(choices, mostInSight) * choiceHeight + edges;
  const below = windowHeight - select.bottom;
  return below < wanted && select.top > below ? 'above' : 'below';
}
