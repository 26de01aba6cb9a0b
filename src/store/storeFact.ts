/** What happened to the store that its user should know, and that nobody could be thrown at. */
export type StoreFact =
  /** The database could not be read. It lies under another name, and a new one was begun. */
  | { readonly what: 'movedAside'; readonly file: string; readonly movedTo: string }
  /** The database's place cannot be written to: until it can be, what happens now is forgotten at the end of this process. */
  | { readonly what: 'inMemory'; readonly file: string; readonly cause: unknown }
  /** It can be written to again, and has all that was kept in memory. */
  | { readonly what: 'onDisk'; readonly file: string }
  /** There is no ledger in this process, and none will come: paid requests are made without one. */
  | { readonly what: 'noLedger'; readonly cause: unknown }
  /** A row cannot be read; it is left where it is, and out of what is told. */
  | { readonly what: 'unreadableRow'; readonly table: string; readonly cause: unknown }
  /**
   * The files that tell living processes from dead ones cannot be written or swept: others may take what this one does
   * for what a crash has left.
   */
  | { readonly what: 'unseen'; readonly cause: unknown }
  /** The ledger does not have this attempt, or not its end yet. */
  | { readonly what: 'notRecorded'; readonly attempt: string; readonly cause: unknown }
  /** The raw answer of this attempt is not kept, or not to its end, or could not be removed. */
  | { readonly what: 'inboxFailed'; readonly attempt: string; readonly cause: unknown };

export type OnStoreFact = (fact: StoreFact) => void;
