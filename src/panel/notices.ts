/** The one thing to tell the user now. */
export interface NoticeView {
  readonly severity: 'info' | 'warning' | 'error';
  readonly text: string;
  /** More lines, such as one for each route that failed. */
  readonly lines: readonly string[];
  readonly actions: readonly { readonly id: string; readonly label: string }[];
}
