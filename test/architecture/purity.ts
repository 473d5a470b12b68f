import ts from 'typescript';
import { stateOfModule, symbolOfUse } from './module-state.ts';

/** Globals that read or change the world outside, by name. */
const IMPURE_GLOBALS: ReadonlySet<string> = new Set([
  ...['Date', 'process', 'performance', 'fetch', 'console', 'crypto', 'navigator', 'location', 'document', 'window'],
  ...['global', 'globalThis', 'self', 'require', 'module', 'Buffer', '__dirname', '__filename', 'localStorage'],
  ...['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'Worker', 'XMLHttpRequest', 'WebSocket', 'Intl'],
  ...['eval', 'Function', 'SharedArrayBuffer', 'Atomics', 'WeakRef', 'FinalizationRegistry'],
]);

/** Methods whose result depends on the language or time zone of the computer. */
const LOCALE_METHODS = /^(toLocale\w+|localeCompare)$/;

/** Whether a name means the global of that name, and not something that the source declares. */
function isGlobal(name: ts.Identifier, checker: ts.TypeChecker): boolean {
  const symbol = symbolOfUse(name, checker);
  const declarations = symbol?.declarations ?? [];
  return declarations.every((declaration) => declaration.getSourceFile().isDeclarationFile);
}

/** Whether an identifier stands for a value here: not the name of a property, a label, or a type. */
function isValue(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent) || ts.isQualifiedName(parent)) {
    return ts.isPropertyAccessExpression(parent) && parent.expression === node;
  }
  const named = ts.isPropertyAssignment(parent) || ts.isPropertyDeclaration(parent) || ts.isBindingElement(parent);
  if (named || ts.isMethodDeclaration(parent)) {
    return 'initializer' in parent && parent.initializer === node;
  }
  if (ts.isPropertySignature(parent) || ts.isMethodSignature(parent) || ts.isJSDocParameterTag(parent)) return false;
  return !ts.isTypeReferenceNode(parent) && !ts.isTypeQueryNode(parent);
}

/** What makes a source impure, as readable lines. */
export function impurities(path: string, file: ts.SourceFile, checker: ts.TypeChecker): string[] {
  const found: string[] = [];
  const report = (node: ts.Node, why: string): void => {
    found.push(`${path}:${file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1}: ${why}`);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && isValue(node) && isGlobal(node, checker)) {
      if (IMPURE_GLOBALS.has(node.text)) report(node, `uses ${node.text}`);
      if (node.text === 'Math') {
        const named = ts.isPropertyAccessExpression(node.parent) ? node.parent.name.text : undefined;
        if (named === undefined) report(node, 'hands Math on, so that its random could be called');
        if (named === 'random') report(node, 'uses Math.random; use the keyed streams of src/random');
      }
    }
    if (ts.isPropertyAccessExpression(node) && LOCALE_METHODS.test(node.name.text)) {
      report(node, `uses ${node.name.text}, which depends on the language of the computer`);
    }
    if (ts.isMetaProperty(node) && node.keywordToken === ts.SyntaxKind.ImportKeyword) report(node, 'uses import.meta');
    ts.forEachChild(node, visit);
  };
  visit(file);
  for (const { node, why } of stateOfModule(file, checker)) report(node, why);
  return found;
}
