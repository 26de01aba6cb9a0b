import { VscodeSingleSelect } from '@vscode-elements/elements/dist/vscode-single-select/vscode-single-select.js';
import { css } from 'lit';

/**
 * What the element has no parts for: a face that page.css can make quiet, and a list as wide as its choices that stays inside the
 * window. `--list-left` is where the element begins, in pixels.
 */
const look = css`
  .select-face {
    background-color: var(--face-background, var(--vscode-settings-dropdownBackground, #313131));
    border-color: var(--face-border, var(--vscode-settings-dropdownBorder, #3c3c3c));
    color: var(--face-foreground, var(--vscode-settings-dropdownForeground, #cccccc));
    padding-left: var(--face-start, 4px);
  }

  .select-face:hover,
  :host([open]) .select-face {
    background-color: var(--face-hover, var(--vscode-settings-dropdownBackground, #313131));
  }

  .dropdown {
    margin: 0;
    max-width: calc(100vw - 16px);
    min-width: min(var(--list-width, 72px), calc(100vw - 16px));
    transform: translateX(min(0px, calc(100vw - 8px - var(--list-left, 0px) - 100%)));
    width: max-content !important;
  }

  .option {
    padding: 1px 14px 1px 7px;
  }

  @media (max-width: 480px) {
    :host([wraps]) .scrollable {
      height: auto !important;
      max-height: none;
    }

    :host([wraps]) .option {
      height: auto;
      overflow-wrap: anywhere;
      white-space: normal;
    }
  }
`;

/** Before the first of them is made. */
export function giveSelectsTheirLook(): void {
  VscodeSingleSelect.elementStyles.push(look);
}
