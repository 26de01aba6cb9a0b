/**
 * How many bytes each picture may have, so that none has more than `most` and all together no more than `total`: small ones
 * stay as they are, and the large ones share what is left.
 */
export function roomFor(sizes: readonly number[], most: number, total: number): number[] {
  let left = total;
  const room = sizes.map((size) => Math.min(size, most));
  const smallestFirst = room.map((_, index) => index).sort((a, b) => (room[a] ?? 0) - (room[b] ?? 0));
  for (const [done, index] of smallestFirst.entries()) {
    const share = Math.floor(left / (room.length - done));
    room[index] = Math.min(room[index] ?? 0, share);
    left -= room[index];
  }
  return room;
}
