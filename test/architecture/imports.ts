import { builtinModules } from 'node:module';
import { posix } from 'node:path';
import ts from 'typescript';
import { ALLOWED_ROOMS, HEAVY_PACKAGES, PURE_ROOMS, roomOf } from './rooms.ts';

export interface Import {
  readonly specifier: string;
  /** From 1. */
  readonly line: number;
}

/**
 * Everything that a source names as another module: imports and exports of values and of types, `import()`, `require`,
 * types such as `import('x').Y`, and `new URL('./worker.ts', import.meta.url)`.
 */
export function importsOf(file: ts.SourceFile): Import[] {
  const found: Import[] = [];
  const add = (node: ts.Node | undefined): void => {
    if (node === undefined || !ts.isStringLiteralLike(node)) return;
    found.push({ specifier: node.text, line: file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1 });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) add(node.moduleSpecifier);
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal);
    else if (ts.isExternalModuleReference(node)) add(node.expression);
    else if (ts.isCallExpression(node)) {
      const isRequire = ts.isIdentifier(node.expression) && node.expression.text === 'require';
      if (isRequire || node.expression.kind === ts.SyntaxKind.ImportKeyword) add(node.arguments[0]);
    } else if (ts.isNewExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'URL') {
      const [target] = node.arguments ?? [];
      if (target !== undefined && ts.isStringLiteralLike(target) && /^\.\.?\/.*\.[jt]s$/.test(target.text)) add(target);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** Name of the package that a specifier belongs to: `@scope/name/file.js` is of `@scope/name`. */
function packageOf(specifier: string): string {
  const parts = specifier.split('/');
  return specifier.startsWith('@') ? parts.slice(0, 2).join('/') : parts[0]!;
}

const isBuiltIn = (specifier: string): boolean =>
  specifier.startsWith('node:') || builtinModules.includes(packageOf(specifier));

/**
 * Imports of a source that break the order of the rooms, as readable lines.
 *
 * @param path from src with `/`, for example `simulation/month.ts`
 */
export function forbiddenImports(path: string, file: ts.SourceFile): string[] {
  const room = roomOf(path);
  if (room === undefined) return [];
  const allowed = ALLOWED_ROOMS[room];
  if (allowed === undefined) return [`${path}: the room "${room}" has no rule; add it to test/architecture/rooms.ts`];
  return importsOf(file).flatMap(({ specifier, line }) => {
    const wrong = (why: string): string[] => [`${path}:${line}: ${why}`];
    if (specifier.startsWith('.')) {
      const target = posix.join(posix.dirname(path), specifier);
      if (target.startsWith('..')) return wrong(`imports ${specifier}, which is outside src`);
      const other = roomOf(target);
      if (other === undefined)
        return wrong(`imports ${specifier}; a room does not import what stands beside the rooms`);
      return other === room || allowed.includes(other) ? [] : wrong(`${room} must not import from ${other}`);
    }
    if (isBuiltIn(specifier)) {
      return PURE_ROOMS.includes(room) ? wrong(`${room} is pure and must not import ${specifier}`) : [];
    }
    const name = packageOf(specifier);
    if (name === 'market-stability') return wrong('imports the package by its own name; use a relative path');
    const places = HEAVY_PACKAGES[name];
    return places === undefined || places.includes(room) ? [] : wrong(`${room} must not load ${name}`);
  });
}
