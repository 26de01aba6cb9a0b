/**
 * Words reach VS Code's window through src/host/window only, which makes them plain: VS Code renders links with commands and
 * icons in most places. These are the ways past it, as selectors for the rule `no-restricted-syntax`; a test tries each.
 */

/** What puts words into the window, or makes something that does. */
export const speaking = [
  ...['showInformationMessage', 'showWarningMessage', 'showErrorMessage', 'setStatusBarMessage', 'createStatusBarItem'],
  ...['showQuickPick', 'createQuickPick', 'showInputBox', 'createInputBox', 'showWorkspaceFolderPick'],
  ...['withProgress', 'withScmProgress', 'createOutputChannel', 'createTerminal', 'sendText'],
  ...['MarkdownString', 'CodeLens', 'Hover', 'InlayHint', 'Diagnostic', 'TreeItem', 'createTreeView'],
  ...['createTextEditorDecorationType', 'createCommentController'],
];

/** What is drawn of a box, a list, an item of the status bar or a lens once it is there. */
const drawn = [
  'title',
  'prompt',
  'placeholder',
  'placeHolder',
  'validationMessage',
  'tooltip',
  'accessibilityInformation',
];

const names = `/^(?:${speaking.join('|')})$/`;

const selectors = [
  `MemberExpression[property.name=${names}]`,
  `ObjectPattern > Property[key.name=${names}]`,
  `Literal[value=${names}]`,
  `TemplateElement[value.raw=${names}]`,
  // by another name
  'MemberExpression[object.property.name="window"][computed=true]',
  ':not(MemberExpression) > MemberExpression[object.name="vscode"][property.name="window"]',
  'MemberExpression[object.name="vscode"][computed=true]',
  ':not(MemberExpression, TSQualifiedName, ImportNamespaceSpecifier) > Identifier[name="vscode"]',
  'ImportDeclaration[source.value="vscode"][importKind!="type"] > ImportSpecifier',
  'ImportDeclaration[source.value="vscode"] > ImportDefaultSpecifier',
  'ImportDeclaration[source.value="vscode"] > ImportNamespaceSpecifier[local.name!="vscode"]',
  'CallExpression[callee.name="require"] > Literal[value="vscode"]',
  'ImportExpression > Literal[value="vscode"]',
  // later
  'CallExpression[callee.property.name="report"]',
  `AssignmentExpression[left.property.name=/^(?:${drawn.join('|')})$/]`,
];

export const pastTheWindow = selectors.map((selector) => ({
  selector,
  message: 'Words reach the window through src/host/window, which makes them plain.',
}));
