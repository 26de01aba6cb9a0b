/** No real picture has so many parts; a file that does is read no further. */
export const maxParts = 100_000;
