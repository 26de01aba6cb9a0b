/** What the answer server sends: below which path of it a service stands whose answers are so. */

/** A picture of a few hundred bytes. */
export const smallAnswers = '/small';

/** Answers of so many megabytes. */
export function largeAnswers(megabytes: number): string {
  return `/mb/${megabytes}`;
}

/** The hostile body of this place in `hostileBodies`, in about so many signs. */
export function hostileAnswers(index: number, size: number): string {
  return `/hostile/${index}/${size}`;
}
