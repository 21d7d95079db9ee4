import { z } from 'zod';

const literal = z.union([z.string(), z.number(), z.boolean()]);
export type Literal = z.infer<typeof literal>;

const OPERATORS = ['=', '!=', '<', '<=', '>', '>='] as const;
export type Operator = (typeof OPERATORS)[number];

export type Condition =
  | { readonly op: Operator; readonly name: string; readonly value: Literal }
  | { readonly op: 'in'; readonly name: string; readonly values: readonly Literal[] }
  | { readonly op: 'and' | 'or'; readonly terms: readonly Condition[] };

/** A gateway condition as stored in a flow table; the name `outcome` is that of the step just completed. */
export const conditionSchema: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.strictObject({ op: z.enum(OPERATORS), name: z.string(), value: literal }),
    z.strictObject({ op: z.literal('in'), name: z.string(), values: z.array(literal).min(1) }),
    z.strictObject({ op: z.enum(['and', 'or']), terms: z.array(conditionSchema).min(2) }),
  ]),
);

/** The values a condition may look at; what is not there is not known yet. */
export type Facts = Readonly<Record<string, Literal | undefined>>;

function compare(op: Operator, left: Literal, right: Literal): boolean {
  switch (op) {
    case '=':
      return left === right;
    case '!=':
      return left !== right;
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    case '>=':
      return left >= right;
  }
}

/**
 * Three-valued: null when the answer hangs on a fact that is not known. The soundness check explores both sides of
 * a null; the interpreter refuses it. Types were checked at publishing, so nothing is coerced here.
 */
export function evaluateCondition(condition: Condition, facts: Facts): boolean | null {
  switch (condition.op) {
    case 'and':
    case 'or': {
      const decisive = condition.op === 'or';
      const values = condition.terms.map((term) => evaluateCondition(term, facts));
      if (values.includes(decisive)) return decisive;
      return values.includes(null) ? null : !decisive;
    }
    case 'in': {
      const value = facts[condition.name];
      return value === undefined ? null : condition.values.includes(value);
    }
    default: {
      const value = facts[condition.name];
      return value === undefined ? null : compare(condition.op, value, condition.value);
    }
  }
}

/** The names a condition looks at. */
export function conditionNames(condition: Condition): ReadonlySet<string> {
  if ('terms' in condition) {
    return new Set(condition.terms.flatMap((term) => [...conditionNames(term)]));
  }
  return new Set([condition.name]);
}
