/** A document, and where its cursor is. */
export interface Place {
  readonly languageId: string;
  readonly text: string;
  /** The beginning of what is selected; left out: nothing is. */
  readonly from?: number | undefined;
  /** The end of what is selected. */
  readonly offset: number;
  /** Something is selected: as a rule the words that the picture was made from. They stay as they are, unless they are the whole of a string. */
  readonly isSelection: boolean;
}

/** What builds the project, as far as it decides how a page names a picture. */
export interface Bundler {
  /** What stands before the path in an import. */
  readonly prefix?: string;
  /** The property of what is imported that is the address. */
  readonly property?: string;
  /** The folder, beside `package.json`, whose files are served from the root. */
  readonly served?: string;
}

/** A picture that a document is to show. */
export interface Shown {
  /** From the document's folder, with slashes. */
  readonly path: string;
  readonly prompt: string;
  /** Undefined: nothing that is known builds the project. */
  readonly bundler?: Bundler | undefined;
  /** Its path within the folder that is served from the root, where it lies in there. */
  readonly servedPath?: string | undefined;
}

/** A text to put at a place of a document, before what is there or instead of it. */
export interface Insertion {
  readonly at: number;
  readonly text: string;
  /** How many characters from there it replaces; left out: none. */
  readonly replaces?: number | undefined;
}
