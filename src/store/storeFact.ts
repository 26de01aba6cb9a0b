/** What happened to the store that its user should know, and that nobody could be thrown at. */
export type StoreFact =
  /** The database could not be read. It lies under another name, and a new one was begun. */
  | { readonly what: 'movedAside'; readonly file: string; readonly movedTo: string }
  /** The database's place cannot be written to: what happens now is forgotten at the end of this process. */
  | { readonly what: 'inMemory'; readonly file: string; readonly cause: unknown }
  /**
   * The files that tell living processes from dead ones cannot be written or swept: others may take what this one does
   * for what a crash has left.
   */
  | { readonly what: 'unseen'; readonly cause: unknown }
  /** The ledger does not have this attempt, or not its end. */
  | { readonly what: 'notRecorded'; readonly attempt: string; readonly cause: unknown }
  /** The raw answer of this attempt is not kept, or not to its end, or could not be removed. */
  | { readonly what: 'inboxFailed'; readonly attempt: string; readonly cause: unknown };

export type OnStoreFact = (fact: StoreFact) => void;
