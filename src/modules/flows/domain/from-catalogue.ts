import { z } from 'zod';
import type { FlowSpec, SpecStep } from './build-flow.ts';
import { FLOW_KINDS, POST_KINDS, STEP_ROLES, CLOCK_CLASSES } from './gov-vocabulary.ts';
import { limitSchema, type Limit } from './limit.ts';

const limit = z.object({ n: limitSchema.shape.n, unit: limitSchema.shape.unit });

const catalogueNext = z.object({
  to: z.string(),
  outcome: z.string().optional(),
  label: z.string().optional(),
  labelEn: z.string().optional(),
  condition: z.string().optional(),
  default: z.boolean().optional(),
  loop: z.boolean().optional(),
});

const catalogueStep = z.object({
  id: z.string(),
  name: z.string(),
  nameEn: z.string().optional(),
  question: z.string().optional(),
  questionEn: z.string().optional(),
  type: z.enum(['start', 'end', 'party', 'task', 'decision', 'wait', 'rule', 'call', 'auto']),
  bpmnElement: z.string(),
  post: z.string(),
  role: z.enum(STEP_ROLES).optional(),
  action: z.string(),
  handlingRule: z.string(),
  duty: z.string(),
  supervisionLink: z.string(),
  partyRights: z.string(),
  complaintChannel: z.object({ text: z.string() }),
  limit: limit.nullable(),
  clock: z.enum(CLOCK_CLASSES),
  riskLevel: z.int(),
  riskPoint: z.string().optional(),
  keyPoint: z.boolean().optional(),
  twoOfficers: z.boolean().optional(),
  public: z.boolean().optional(),
  article: z.string().optional(),
  documents: z.array(z.string()),
  legalBasis: z.array(z.object({ law: z.string(), article: z.string(), verified: z.boolean() })),
  statutoryLimit: z.object({ ...limit.shape, article: z.string() }).optional(),
  minLimit: z.object({ ...limit.shape, what: z.string() }).optional(),
  timer: z
    .union([
      limit,
      z.object({ event: z.string(), limit, to: z.string(), role: z.enum(STEP_ROLES), basis: z.string() }),
    ])
    .optional(),
  calledFlow: z.string().optional(),
  next: z.array(catalogueNext),
});
type Step = z.infer<typeof catalogueStep>;
type Next = z.infer<typeof catalogueNext>;

/** A flow of a power catalogue as offices write it: steps with conditions in prose and gateways left implicit. */
const catalogueFlowSchema = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(FLOW_KINDS),
  mainClock: z.object({ start: z.string(), end: z.string() }),
  steps: z.array(catalogueStep),
});
export type CatalogueFlow = z.infer<typeof catalogueFlowSchema>;

export const cataloguePostSchema = z.object({ id: z.string(), name: z.string(), kind: z.enum(POST_KINDS) });

/** What one power changes in the flow of its category. A step limit of 0 on an optional step takes the step out. */
const itemFlowSchema = z.object({
  kind: z.enum(FLOW_KINDS).optional(),
  stepLimits: z.record(z.string(), z.int().min(0)).optional(),
  posts: z.record(z.string(), z.string()).optional(),
  omit: z.array(z.string()).optional(),
});
export type ItemFlow = z.infer<typeof itemFlowSchema> & { readonly id: string; readonly name: string };

/** A file of catalogue flows, with the powers that use them and the terms each is checked against. */
export const catalogueFileSchema = z.object({
  posts: z.array(cataloguePostSchema),
  flows: z.array(catalogueFlowSchema),
  items: z.array(
    itemFlowSchema.extend({
      item: z.string(),
      code: z.string(),
      name: z.string(),
      typeCode: z.string(),
      localType: z.string(),
      flow: z.string(),
      committed: limitSchema,
      statutory: limitSchema.optional(),
      variants: z.array(limitSchema.extend({ role: z.enum(STEP_ROLES) })).optional(),
      from: z.enum(['acceptance', 'receipt']).optional(),
    }),
  ),
});

/** The flow of a category, or of one power of it, as a spec that `buildDraft` can draw. */
export function specFromCatalogue(
  flow: CatalogueFlow,
  posts: readonly z.infer<typeof cataloguePostSchema>[],
  item?: ItemFlow,
): FlowSpec {
  const adapted = flow.steps.map((step) => adapt(step, item));
  const unused = flow.steps.flatMap((step) => {
    const overridden = item?.stepLimits?.[step.id] === 0 && (step.limit?.n ?? 0) > 0;
    return overridden || item?.omit?.includes(step.id) === true ? [step.id] : [];
  });
  const steps = joinDecisions(withResults(prune(adapted, unused)));
  const specs = steps.map((step) => toSpecStep(step, steps));
  const used = new Set(specs.map((step) => step.post));
  return {
    id: item?.id ?? flow.id,
    name: item?.name ?? flow.name,
    kind: item?.kind ?? flow.kind,
    clock: { from: flow.mainClock.start, to: flow.mainClock.end },
    posts: posts.filter((post) => used.has(post.id)),
    steps: specs,
  };
}

function adapt(step: Step, item: ItemFlow | undefined): Step {
  const days = item?.stepLimits?.[step.id];
  const limitOf = (): Limit | null =>
    days === undefined ? step.limit : { n: days, unit: step.limit?.unit ?? 'wd' };
  return { ...step, limit: limitOf(), post: item?.posts?.[step.id] ?? step.post };
}

/** Takes out steps that a decision need not choose; a decision left with one way is none. */
function prune(steps: readonly Step[], unused: readonly string[]): Step[] {
  const optional = new Set(
    unused.filter((id) => {
      const from = steps.filter((step) => step.next.some((next) => next.to === id));
      return from.length > 0 && from.every((step) => step.type === 'decision' && step.next.length > 1);
    }),
  );
  let left = steps
    .filter((step) => !optional.has(step.id))
    .map((step) => ({ ...step, next: step.next.filter((next) => !optional.has(next.to)) }));
  for (const step of left) {
    const [only, ...others] = step.next;
    if (step.type !== 'decision' || only === undefined || others.length > 0) continue;
    left = left
      .filter((one) => one.id !== step.id)
      .map((one) => ({ ...one, next: one.next.map(redirect(step.id, only.to)) }));
  }
  return left;
}

function redirect(from: string, to: string): (next: Next) => Next {
  return (next) => (next.to === from ? { ...next, to } : next);
}

/** A wait cannot choose: one with several ways on is followed by a step that records the result. */
function withResults(steps: readonly Step[]): Step[] {
  return steps.flatMap((step) => {
    if (step.type !== 'wait' || step.next.length < 2) return [step];
    const id = `${step.id}-result`;
    const result: Step = {
      ...step,
      id,
      name: `${step.name}结果认定`,
      type: 'task',
      role: 'findings',
      timer: undefined,
      limit: null,
    };
    return [{ ...step, next: [{ to: id }] }, result];
  });
}

/**
 * A decision belongs to the step before it when the same post takes it there: its ways become that step's outcomes.
 * Otherwise it is a step of its own, for the post that decides.
 */
function joinDecisions(steps: readonly Step[]): Step[] {
  let joined = [...steps];
  for (const decision of steps.filter((step) => step.type === 'decision')) {
    const before = joined.filter((step) => step.next.some((next) => next.to === decision.id));
    const [only, ...others] = before;
    const same =
      only !== undefined &&
      others.length === 0 &&
      only.post === decision.post &&
      only.next.length === 1 &&
      only.timer === undefined &&
      (only.type === 'task' || only.type === 'rule');
    if (!same) continue;
    joined = joined
      .filter((step) => step.id !== decision.id)
      .map((step) => (step.id === only.id ? { ...step, ...asked(decision), next: decision.next } : step));
  }
  return joined;
}

/** The decision says what the outcomes of the step answer. */
function asked({ name, nameEn }: Step): Pick<Step, 'question' | 'questionEn'> {
  return { question: name, ...(nameEn !== undefined && { questionEn: nameEn }) };
}

const RUNNING: ReadonlySet<string> = new Set(['acceptance', 'main', 'pre']);

function toSpecStep(step: Step, steps: readonly Step[]): SpecStep {
  const before = steps.find((one) => one.next.some((next) => next.to === step.id && next.loop !== true));
  const common = {
    id: step.id,
    name: step.name,
    ...(step.nameEn !== undefined && { nameEn: step.nameEn }),
    ...(step.question !== undefined && { question: step.question }),
    ...(step.questionEn !== undefined && { questionEn: step.questionEn }),
    risk: step.riskLevel,
    public: step.public ?? true,
    next: step.next.map(({ condition, ...next }) => ({ ...next, when: condition })),
  };
  if (step.type === 'start') {
    const first = steps.find((one) => one.id === step.next[0]?.to);
    return { ...common, kind: 'start', post: first?.post };
  }
  if (step.type === 'end') return { ...common, kind: 'end', main: true, post: before?.post };
  const isRoute = step.type === 'decision';
  const clock = isRoute && before !== undefined && RUNNING.has(before.clock) ? before.clock : step.clock;
  const stepLimit =
    isRoute || (clock === 'main' && step.limit === null) ? { n: 0, unit: 'wd' as const } : step.limit;
  return {
    ...common,
    ...kindOf(step),
    post: step.post,
    role: isRoute ? 'route' : (step.role ?? 'act'),
    clock,
    ...(stepLimit !== null && { limit: stepLimit }),
    ...(step.statutoryLimit !== undefined && {
      statutoryLimit: {
        n: step.statutoryLimit.n,
        unit: step.statutoryLimit.unit,
        article: step.statutoryLimit.article,
      },
    }),
    ...(step.minLimit !== undefined && {
      minLimit: { n: step.minLimit.n, unit: step.minLimit.unit, of: step.minLimit.what },
    }),
    ...(step.article !== undefined && { article: step.article }),
    ...(step.riskPoint !== undefined && { riskPoint: step.riskPoint }),
    ...((step.keyPoint ?? step.riskLevel === 1) && { keyPoint: true as const }),
    ...(step.twoOfficers === true && { twoOfficers: true as const }),
    ...(step.legalBasis.length > 0 && {
      bases: step.legalBasis.map(({ law, article, verified }) => ({ law, article, verified })),
    }),
    ...(step.documents.length > 0 && { documents: step.documents }),
    action: step.action,
    rule: step.handlingRule,
    duty: step.duty,
    supervision: step.supervisionLink,
    rights: step.partyRights,
    complaint: step.complaintChannel.text,
  };
}

function kindOf(step: Step): Pick<SpecStep, 'kind' | 'timer' | 'calls' | 'onTimer'> {
  if (step.type === 'wait') {
    return step.timer !== undefined && 'n' in step.timer
      ? { kind: 'timer', timer: step.timer }
      : { kind: 'message' };
  }
  if (step.type === 'call') {
    return { kind: 'call', calls: { flow: step.calledFlow ?? '', version: 1, completes: 'on-start' } };
  }
  const kind = step.bpmnElement === 'serviceTask' ? 'service' : 'task';
  if (step.timer === undefined || 'n' in step.timer) return { kind };
  const { event, limit: after, to, role, basis } = step.timer;
  return { kind, onTimer: { name: event, limit: after, to, role, article: basis, interrupting: true } };
}
