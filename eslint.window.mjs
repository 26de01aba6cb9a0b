/**
 * Words reach VS Code's window through src/host/window only, which makes them plain: VS Code renders links with commands and
 * icons in most places. These are the ways past it, as selectors for the rule `no-restricted-syntax`; a test tries each.
 */

/** What puts words into the window, or makes something that does; also where it is spelled in quotes. */
export const speaking = [
  ...['showInformationMessage', 'showWarningMessage', 'showErrorMessage', 'setStatusBarMessage', 'createStatusBarItem'],
  ...['showQuickPick', 'createQuickPick', 'showInputBox', 'createInputBox', 'showWorkspaceFolderPick'],
  ...['withProgress', 'withScmProgress', 'createOutputChannel', 'createTerminal', 'sendText'],
  ...['MarkdownString', 'CodeLens', 'Hover', 'InlayHint', 'Diagnostic', 'TreeItem', 'createTreeView'],
  ...['createTextEditorDecorationType', 'setDecorations', 'createCommentController', 'SnippetString', 'insertSnippet'],
];

/** All of VS Code that the rest of the code works with: whatever else there is, or will be, may draw words. */
const harmless = {
  vscode: [
    ...['window', 'languages', 'commands', 'env', 'l10n', 'workspace', 'version', 'Uri', 'Disposable', 'EventEmitter'],
    ...['ThemeIcon', 'QuickInputButtons', 'QuickPickItemKind', 'InputBoxValidationSeverity', 'ConfigurationTarget'],
    ...['CancellationTokenSource', 'FileSystemError', 'FileType', 'LogLevel', 'Range', 'TabInputText', 'UIKind'],
    ...['ViewColumn', 'Selection', 'EndOfLine', 'RelativePattern', 'TabInputCustom'],
  ],
  window: [
    ...['activeTextEditor', 'visibleTextEditors', 'onDidChangeActiveTextEditor', 'onDidChangeWindowState'],
    ...['onDidChangeTextEditorSelection', 'showTextDocument', 'tabGroups'],
    ...['showOpenDialog', 'showSaveDialog', 'createWebviewPanel', 'registerWebviewPanelSerializer'],
    'registerWebviewViewProvider',
  ],
  languages: ['registerCodeLensProvider'],
};

/** What is drawn of a box, a list, an item of the status bar, a panel or a lens once it is there. */
const drawn = [
  ...['title', 'text', 'items', 'prompt', 'placeholder', 'placeHolder', 'validationMessage', 'tooltip'],
  'accessibilityInformation',
];

const oneOf = (words) => `/^(?:${words.join('|')})$/`;
const names = oneOf(speaking);

const selectors = [
  `MemberExpression[property.name=${names}]`,
  `ObjectPattern > Property[key.name=${names}]`,
  `Literal[value=${names}]`,
  `TemplateElement[value.cooked=${names}]`,
  // what is not known to be harmless
  `:not(TSClassImplements) > MemberExpression[object.name="vscode"][property.name!=${oneOf(harmless.vscode)}]`,
  ...['window', 'languages'].flatMap((space) => [
    `MemberExpression[object.property.name="${space}"][property.name!=${oneOf(harmless[space])}]`,
    `MemberExpression[object.property.name="${space}"][computed=true]`,
    `:not(MemberExpression) > MemberExpression[object.name="vscode"][property.name="${space}"]`,
  ]),
  // by another name
  'MemberExpression[object.name="vscode"][computed=true]',
  ':not(MemberExpression, TSQualifiedName, ImportNamespaceSpecifier) > Identifier[name="vscode"]',
  'ImportDeclaration[source.value="vscode"][importKind!="type"] > ImportSpecifier',
  'ImportDeclaration[source.value="vscode"] > ImportDefaultSpecifier',
  'ImportDeclaration[source.value="vscode"] > ImportNamespaceSpecifier[local.name!="vscode"]',
  ':not(ImportDeclaration) > Literal[value="vscode"]',
  'TemplateElement[value.cooked="vscode"]',
  'ImportExpression:not([source.type="Literal"])',
  'CallExpression[callee.name="require"]:not([arguments.0.type="Literal"])',
  // later
  'CallExpression[callee.property.name="report"]',
  'CallExpression[callee.object.property.name="report"]',
  'CallExpression > MemberExpression.arguments[property.name="report"]',
  'VariableDeclarator[init.property.name="report"]',
  'MemberExpression[property.value="report"]',
  'Property[value.property.name="report"]',
  'ArrayExpression > MemberExpression[property.name="report"]',
  // taken out of what it belongs to: to be called, or by another name
  'Program:has(ObjectPattern > Property[key.name="report"]) CallExpression[callee.name="report"]',
  'ObjectPattern > Property[key.name="report"][value.name!="report"]',
  'ObjectPattern > Property[key.value="report"]',
  `AssignmentExpression[left.property.name=${oneOf(drawn)}]`,
  `AssignmentExpression[left.property.value=${oneOf(drawn)}]`,
  'AssignmentExpression > MemberExpression.left[computed=true][property.type!="Literal"]',
  ':matches(ArrayPattern, ForOfStatement, ForInStatement) > MemberExpression:not(.right)',
  'ObjectPattern > Property > MemberExpression.value',
  'MemberExpression[object.name="Object"][property.name=/^(?:assign|defineProperty|defineProperties|setPrototypeOf)$/]',
  'Property[key.name="tooltip"]:not([value.callee.property.name="t"][value.arguments.length=1])',
  'MemberExpression[object.name="Object"][computed=true]',
  ':not(MemberExpression) > Identifier[name="Object"]',
  'Identifier[name=/^(?:Reflect|globalThis|eval|Function)$/]',
  'CallExpression[callee.property.name="openTextDocument"] > ObjectExpression',
  ':not(CallExpression) > MemberExpression[property.name="executeCommand"]',
  'ObjectPattern > Property[key.name="executeCommand"]',
  'Literal[value=/^(?:executeCommand|(?:node:)?module)$/]',
  // as a command
  'CallExpression[callee.property.name="executeCommand"][arguments.0.type=/^(?:TemplateLiteral|BinaryExpression)$/]',
  'Literal[value=/^workbench[.]action[.]terminal[.]/]',
  'Literal[value=/^command:/i]',
  'TemplateElement[value.cooked=/^command:/i]',
  'Property[key.name="scheme"][value.value="command"]',
];

export const pastTheWindow = selectors.map((selector) => ({
  selector,
  message: 'Words reach the window through src/host/window, which makes them plain.',
}));
