import { err, ok, type Result } from '#kernel';
import { parseExpression } from 'feelin';
import type { Condition, Literal, Operator } from './condition.ts';
import type { FlowField } from './flow-table.ts';

/** What a condition may name: the declared fields, and `outcome` with the codes that can arrive there. */
export type ConditionScope = ReadonlyMap<string, Pick<FlowField, 'type' | 'values'>>;

export type ConditionRefusal =
  | { readonly reason: 'syntax' }
  | { readonly reason: 'not-allowed'; readonly what: string }
  | { readonly reason: 'unknown-name'; readonly what: string }
  | { readonly reason: 'type'; readonly what: string }
  | { readonly reason: 'value'; readonly what: string };

class Refused extends Error {
  readonly refusal: ConditionRefusal;
  constructor(refusal: ConditionRefusal) {
    super(refusal.reason);
    this.name = 'Refused';
    this.refusal = refusal;
  }
}

type Tree = ReturnType<typeof parseExpression>;
type Node = Tree['topNode'];

const OPERATORS: ReadonlySet<string> = new Set(['=', '!=', '<', '<=', '>', '>=']);
const ORDERED: ReadonlySet<string> = new Set(['number', 'date']);
const isoDate = /^\d{4}-\d{2}-\d{2}$/u;

function isOperator(text: string): text is Operator {
  return OPERATORS.has(text);
}

/** feelin reads `>=` and friends as CompareOp, but a stray token only as an error node deep in the tree. */
function hasError(node: Node): boolean {
  if (node.type.isError) return true;
  for (let child = node.firstChild; child !== null; child = child.nextSibling)
    if (hasError(child)) return true;
  return false;
}

function children(node: Node): Node[] {
  const found: Node[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) {
    if (child.name !== '(' && child.name !== ')') found.push(child);
  }
  return found;
}

function readLiteral(node: Node, source: string): Literal {
  const text = source.slice(node.from, node.to);
  switch (node.name) {
    case 'StringLiteral':
      if (text.includes('\\')) throw new Refused({ reason: 'not-allowed', what: text });
      return text.slice(1, -1);
    case 'NumericLiteral': {
      const value = Number(text);
      if (!Number.isSafeInteger(value)) throw new Refused({ reason: 'value', what: text });
      return value;
    }
    case 'BooleanLiteral':
      return text === 'true';
    default:
      throw new Refused({ reason: 'not-allowed', what: text });
  }
}

/** Money is integer 分 and counts are integers: only safe integers are numbers here. */
function checkType(name: string, value: Literal, ordered: boolean, scope: ConditionScope): void {
  const field = scope.get(name);
  if (field === undefined) throw new Refused({ reason: 'unknown-name', what: name });
  const expected = field.type === 'date' ? 'string' : field.type;
  if (typeof value !== expected)
    throw new Refused({ reason: 'type', what: `${name}: ${JSON.stringify(value)}` });
  if (field.type === 'date' && !isoDate.test(String(value)))
    throw new Refused({ reason: 'value', what: String(value) });
  if (field.values !== undefined && !field.values.includes(String(value))) {
    throw new Refused({ reason: 'value', what: String(value) });
  }
  if (ordered && !ORDERED.has(field.type)) throw new Refused({ reason: 'type', what: name });
}

function read(node: Node, source: string, scope: ConditionScope): Condition {
  const parts = children(node);
  const [left, middle, right] = parts;
  const text = source.slice(node.from, node.to);
  switch (node.name) {
    case 'Expression':
    case 'ParenthesizedExpression':
      if (left === undefined || parts.length !== 1) throw new Refused({ reason: 'syntax' });
      return read(left, source, scope);
    case 'Conjunction':
    case 'Disjunction':
      if (left === undefined || right === undefined || parts.length !== 3)
        throw new Refused({ reason: 'syntax' });
      return {
        op: node.name === 'Conjunction' ? 'and' : 'or',
        terms: [read(left, source, scope), read(right, source, scope)],
      };
    case 'Comparison': {
      if (
        left?.name !== 'VariableName' ||
        middle === undefined ||
        right === undefined ||
        parts.length !== 3
      ) {
        throw new Refused({ reason: 'not-allowed', what: text });
      }
      const name = source.slice(left.from, left.to);
      if (middle.name === 'in') {
        const values = listed(right).map((item) => readLiteral(item, source));
        for (const value of values) checkType(name, value, false, scope);
        return { op: 'in', name, values };
      }
      const op = source.slice(middle.from, middle.to);
      if (!isOperator(op)) throw new Refused({ reason: 'not-allowed', what: text });
      const value = readLiteral(right, source);
      checkType(name, value, op !== '=' && op !== '!=', scope);
      return { op, name, value };
    }
    default:
      throw new Refused({ reason: 'not-allowed', what: text });
  }
}

function listed(node: Node): Node[] {
  if (node.name === 'PositiveUnaryTests' || node.name === 'PositiveUnaryTest')
    return children(node).flatMap(listed);
  return [node];
}

/**
 * Reads the FEEL subset a gateway may use: a name compared with a literal by = != < <= > >= or `in (…)`, joined by
 * `and`, `or` and parentheses. FEEL itself coerces text to numbers and answers null quietly (measured with
 * feelin 8.2), so everything else is refused here, and types are checked against the declarations.
 */
export function parseCondition(source: string, scope: ConditionScope): Result<Condition, ConditionRefusal> {
  try {
    const tree = parseExpression(
      source,
      Object.fromEntries([...scope.keys()].map((name) => [name, null])),
      undefined,
    );
    if (hasError(tree.topNode)) return err({ reason: 'syntax' });
    return ok(read(tree.topNode, source, scope));
  } catch (cause) {
    if (cause instanceof Refused) return err(cause.refusal);
    return err({ reason: 'syntax' });
  }
}
