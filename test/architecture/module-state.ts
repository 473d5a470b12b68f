import ts from 'typescript';

export interface ModuleState {
  readonly node: ts.Node;
  readonly why: string;
}

const MUTABLE_COLLECTION =
  /^(Array|Map|Set|WeakMap|WeakSet|ArrayBuffer|DataView|(Big)?(Int|Uint|Float)\d+(Clamped)?Array)$/;
const CHANGING_METHOD =
  /^(push|pop|shift|unshift|splice|sort|reverse|fill|copyWithin|set|add|delete|clear|setInt\d+|setUint\d+|setFloat\d+)$/;

/** Whether a type is a collection that can be changed: an array, a map, a set or a typed array that is not readonly. */
function isMutableCollection(type: ts.Type): boolean {
  return MUTABLE_COLLECTION.test(type.getSymbol()?.getName() ?? '');
}

const isConst = (list: ts.VariableDeclarationList): boolean => (list.flags & ts.NodeFlags.Const) !== 0;

/** Whether this use of a name changes what it names: an assignment into it, a changing method, or `delete`. */
function changes(use: ts.Identifier): boolean {
  let node: ts.Node = use;
  let deep = false;
  for (;;) {
    const { parent }: ts.Node = node;
    const isPart =
      (ts.isElementAccessExpression(parent) || ts.isPropertyAccessExpression(parent)) && parent.expression === node;
    if (isPart) {
      const isCalled = ts.isCallExpression(parent.parent) && parent.parent.expression === parent;
      if (isCalled) return ts.isPropertyAccessExpression(parent) && CHANGING_METHOD.test(parent.name.text);
      node = parent;
      deep = true;
    } else if (ts.isNonNullExpression(parent) || ts.isParenthesizedExpression(parent)) {
      node = parent;
    } else if (!deep) {
      return isGivenToAssign(node, parent);
    } else {
      return isTarget(node, parent);
    }
  }
}

/** `Object.assign(NAME, ...)` and `Object.defineProperty(NAME, ...)`. */
function isGivenToAssign(node: ts.Node, parent: ts.Node): boolean {
  if (!ts.isCallExpression(parent) || parent.arguments[0] !== node) return false;
  return /^(Object|Reflect)\.(assign|define\w+|set|setPrototypeOf|deleteProperty)$/.test(parent.expression.getText());
}

function isTarget(node: ts.Node, parent: ts.Node): boolean {
  if (ts.isBinaryExpression(parent)) {
    const { kind } = parent.operatorToken;
    const assigns = kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
    return assigns && parent.left === node;
  }
  if (ts.isPrefixUnaryExpression(parent) || ts.isPostfixUnaryExpression(parent)) {
    return parent.operator === ts.SyntaxKind.PlusPlusToken || parent.operator === ts.SyntaxKind.MinusMinusToken;
  }
  return ts.isDeleteExpression(parent);
}

/** Whether a use hands the collection itself to somebody: an argument, an alias, a result. */
function handsOn(use: ts.Identifier): boolean {
  const { parent } = use;
  if (ts.isCallExpression(parent)) return parent.arguments.includes(use);
  if (ts.isVariableDeclaration(parent) || ts.isPropertyAssignment(parent)) return parent.initializer === use;
  return ts.isReturnStatement(parent) || ts.isShorthandPropertyAssignment(parent) || ts.isExportSpecifier(parent);
}

/** What a module remembers between calls: `let` at its top, static fields, and collections that are changed or could be. */
export function stateOfModule(file: ts.SourceFile, checker: ts.TypeChecker): ModuleState[] {
  const found: ModuleState[] = [];
  const kept = new Map<ts.Symbol, { name: string; collection: boolean }>();
  for (const statement of file.statements) {
    if (!ts.isVariableStatement(statement)) continue;
    const isExported = statement.modifiers?.some((modifier) => modifier.kind === ts.SyntaxKind.ExportKeyword) ?? false;
    for (const { name } of statement.declarationList.declarations) {
      if (!isConst(statement.declarationList)) {
        found.push({ node: name, why: `keeps state in ${name.getText(file)}; a module has no let or var at its top` });
      } else if (ts.isIdentifier(name)) {
        const collection = isMutableCollection(checker.getTypeAtLocation(name));
        if (isExported && collection) {
          found.push({ node: name, why: `exports ${name.text}, which others could change; give it a readonly type` });
        }
        const symbol = checker.getSymbolAtLocation(name);
        if (symbol !== undefined) kept.set(symbol, { name: name.text, collection });
      }
    }
  }
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyDeclaration(node) && isStaticState(node)) {
      found.push({ node, why: `keeps state in the static field ${node.name.getText(file)}` });
    }
    const symbol = ts.isIdentifier(node) ? symbolOfUse(node, checker) : undefined;
    const constant = symbol === undefined ? undefined : kept.get(symbol);
    if (constant !== undefined && ts.isIdentifier(node)) {
      const inside = ts.findAncestor(node, ts.isFunctionLike) !== undefined;
      if (inside && changes(node)) found.push({ node, why: `changes ${constant.name}, which all calls share` });
      else if (inside && constant.collection && handsOn(node)) {
        found.push({ node, why: `hands on ${constant.name}, which could be changed there; give it a readonly type` });
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** The symbol that a name stands for; in `{ name }` that of the value, not of the property. */
export function symbolOfUse(node: ts.Identifier, checker: ts.TypeChecker): ts.Symbol | undefined {
  return ts.isShorthandPropertyAssignment(node.parent)
    ? checker.getShorthandAssignmentValueSymbol(node.parent)
    : checker.getSymbolAtLocation(node);
}

function isStaticState(node: ts.PropertyDeclaration): boolean {
  const kinds = new Set((node.modifiers ?? []).map((modifier) => modifier.kind));
  return kinds.has(ts.SyntaxKind.StaticKeyword) && !kinds.has(ts.SyntaxKind.ReadonlyKeyword);
}
