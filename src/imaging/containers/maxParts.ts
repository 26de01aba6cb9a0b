/** No real picture has so many parts; a file with more is read no further. */
export const maxParts = 100_000;
