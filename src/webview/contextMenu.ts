// What VS Code reads of an element, or of the nearest one around it, when it is clicked with the right button.

/** Without Cut, Copy and Paste: they do nothing with a picture. */
export const noTextMenu = JSON.stringify({ preventDefaultContextMenuItems: true });

/** With them. */
export const textMenu = JSON.stringify({ preventDefaultContextMenuItems: false });
