import { pictureDragType } from '../../panel/references';

/** Lets a tile of the gallery be dragged to the composer: it gives the picture's id, and nothing else of it. */
export function dragPicture(id: string): (event: DragEvent) => void {
  return ({ dataTransfer }) => {
    if (!dataTransfer) return;
    dataTransfer.clearData(); // an image gives its address and its bytes by itself
    dataTransfer.setData(pictureDragType, id);
    dataTransfer.effectAllowed = 'copy';
  };
}
