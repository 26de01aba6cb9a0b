/** What happened to the store that its user should know, and that could not be thrown at any caller. */
export type StoreFact =
  /**
   * The database was damaged. It was renamed, and a new one made with so many rows that could be read, also of its copy. `lost`: how many
   * could not be; undefined where nobody knows.
   */
  | {
      readonly what: 'movedAside';
      readonly file: string;
      readonly movedTo: string;
      readonly kept: number;
      readonly lost: number | undefined;
    }
  /** The database was gone or empty. Its copy has taken its place, without what was written since. */
  | { readonly what: 'restored'; readonly file: string }
  /** The copy of the database could not be made; the last one stays. */
  | { readonly what: 'notCopied'; readonly cause: unknown }
  /** The database's place cannot be written to: until it can be, what happens now is forgotten at the end of this process. */
  | { readonly what: 'inMemory'; readonly file: string; readonly cause: unknown }
  /** It can be written to again, and has all that was kept in memory. */
  | { readonly what: 'onDisk'; readonly file: string }
  /** There is no ledger in this process, and none will come: paid requests are made without one. */
  | { readonly what: 'noLedger'; readonly cause: unknown }
  /** A row cannot be read; it stays where it is, and is left out of the results. */
  | { readonly what: 'unreadableRow'; readonly table: string; readonly cause: unknown }
  /**
   * The files that tell living processes from dead ones cannot be written or removed: other processes may take what this one is
   * doing for what a crash has left.
   */
  | { readonly what: 'unseen'; readonly cause: unknown }
  /** The ledger does not have this attempt, or not its end yet. */
  | { readonly what: 'notRecorded'; readonly attempt: string; readonly cause: unknown }
  /** A job is not written down, or not that it has ended: after a crash it may not be told, or be told in vain. */
  | { readonly what: 'jobNotRecorded'; readonly cause: unknown }
  /** A picture is not in the history, or not with the place where it is now. */
  | { readonly what: 'notRemembered'; readonly cause: unknown }
  /** The raw answer of this attempt is not kept, or not to its end, or could not be removed or set aside. */
  | { readonly what: 'inboxFailed'; readonly attempt: string; readonly cause: unknown };

export type OnStoreFact = (fact: StoreFact) => void;
