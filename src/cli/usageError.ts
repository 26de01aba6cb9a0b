/** A command line that cannot be run; the message says what is wrong and how it should be. */
export class UsageError extends Error {}
