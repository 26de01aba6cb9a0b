/** How much something takes on a disk, as people read it. */
export function sizeText(bytes: number): string {
  const mebibytes = bytes / 1024 / 1024;
  return mebibytes >= 1 ? `${Number(mebibytes.toFixed(1))} MB` : `${Math.ceil(bytes / 1024)} KB`;
}
