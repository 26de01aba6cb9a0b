import type { ReferenceView } from '../../panel/composer';
import { placeOfDrop } from './order';
import type { ReferenceActions } from './referenceList';

/** What a thumbnail is while it is dragged among the others. */
export const referenceDragType = 'application/x-dualtrack-reference';

export function dragReference(id: string): (event: DragEvent) => void {
  return ({ dataTransfer }) => {
    if (!dataTransfer) return;
    dataTransfer.clearData();
    dataTransfer.setData(referenceDragType, id);
    dataTransfer.effectAllowed = 'move';
  };
}

/** Shows on which side of this one the dragged one would come. */
export function dragOverReference(event: DragEvent): void {
  const { currentTarget: item, dataTransfer } = event;
  if (!(item instanceof HTMLElement) || !dataTransfer?.types.includes(referenceDragType)) return;
  event.preventDefault();
  event.stopPropagation();
  dataTransfer.dropEffect = 'move';
  item.dataset['drop'] = isBehind(event, item) ? 'behind' : 'before';
}

export function endDrag({ currentTarget: item }: DragEvent): void {
  if (item instanceof HTMLElement) delete item.dataset['drop'];
}

/** `index`: the place of the one that it is dropped on. */
export function dropOnReference(
  index: number,
  all: readonly ReferenceView[],
  actions: ReferenceActions,
): (event: DragEvent) => void {
  return (event) => {
    endDrag(event);
    const { currentTarget: item, dataTransfer } = event;
    const dragged = dataTransfer?.getData(referenceDragType) ?? '';
    const from = all.findIndex(({ id }) => id === dragged);
    if (from < 0 || !(item instanceof HTMLElement)) return;
    event.preventDefault();
    event.stopPropagation();
    const to = placeOfDrop(from, index, isBehind(event, item));
    if (to !== undefined) actions.move(dragged, to);
  };
}

function isBehind({ clientX }: DragEvent, item: HTMLElement): boolean {
  const { left, width } = item.getBoundingClientRect();
  return clientX > left + width / 2;
}
