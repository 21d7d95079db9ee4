import { flowIssue, type FlowIssue } from './errors.ts';
import { isStep, type FlowNode, type FlowTable } from './flow-table.ts';
import type { FlowKind, StepRole } from './gov-vocabulary.ts';
import {
  COMMON_RULES,
  LAW_RULES,
  SUPERVISOR_ARTICLE,
  SUPERVISOR_ROLES,
  type LawRule,
} from './lawfulness-rules.ts';
import { isAtLeast, isWithin, toCalendarDays, toLimitText, type Limit } from './limit.ts';
import { longestPath } from './longest-path.ts';
import { indexTable, reachable } from './table-index.ts';

/** What of a power its flow must agree with. */
export interface FlowTerms {
  readonly kind: FlowKind;
  readonly committed?: Limit | undefined;
  readonly statutory?: Limit | undefined;
  /** Longer commitments for cases that pass a step of a role: 经听证的八十日. */
  readonly variants?: readonly (Limit & { readonly role: StepRole })[] | undefined;
  /** `receipt` when the period runs from receipt, so that the acceptance steps count as well. */
  readonly from?: 'acceptance' | 'receipt' | undefined;
  /** Posts with a holder; left out when posts are not known yet. */
  readonly filledPosts?: ReadonlySet<string> | undefined;
}

/**
 * Which kind of flow a power of this national type code needs; the text of the local type tells record-filing apart
 * under `10`. A flow may not choose its own rules by naming another kind.
 */
export function flowKindOf(typeCode: string, localType: string): FlowKind {
  if (localType.includes('备案')) return 'filing';
  const kinds: Readonly<Record<string, FlowKind>> = {
    '01': 'licence',
    '02': 'penalty',
    '03': 'compulsion',
    '04': 'levy',
    '05': 'benefit',
    '06': 'inspection',
    '07': 'confirmation',
    '08': 'reward',
    '09': 'adjudication',
    // What a party organ decides runs as internal decisions do.
    '98': 'internal',
    '99': 'internal',
  };
  return kinds[typeCode] ?? 'other';
}

/** Requirement C7: everything for which a flow, sound as it may be, would be unlawful for this power. */
export function lawfulness(table: FlowTable, terms: FlowTerms): FlowIssue[] {
  const kind =
    table.kind === terms.kind
      ? []
      : [flowIssue('flows/kind-differs', null, { flow: table.kind, power: terms.kind })];
  const rules = [...LAW_RULES[terms.kind], ...COMMON_RULES];
  return [
    ...kind,
    ...rules.flatMap((rule) => checkRule(table, rule)),
    ...checkSupervisors(table),
    ...checkPosts(table, terms),
    ...checkTotals(table, terms),
    ...table.nodes.flatMap(checkStepLimits),
  ];
}

function withRoles(table: FlowTable, roles: readonly StepRole[]): FlowNode[] {
  return table.nodes.filter((node) => node.role !== undefined && roles.includes(node.role));
}

function ids(nodes: readonly FlowNode[]): ReadonlySet<string> {
  return new Set(nodes.map((node) => node.id));
}

function checkRule(table: FlowTable, rule: LawRule): FlowIssue[] {
  const index = indexTable(table);
  const { article } = rule;
  switch (rule.form) {
    case 'required':
      return withRoles(table, rule.roles).some(isStep)
        ? []
        : [flowIssue('flows/step-required', null, { roles: rule.roles.join(' ') }, article)];
    case 'forbidden':
      return withRoles(table, rule.roles).map((node) =>
        flowIssue('flows/step-forbidden', node, { role: node.role ?? '' }, article),
      );
    case 'through': {
      const without = reachable(index, index.start?.id ?? '', ids(withRoles(table, rule.through)));
      return withRoles(table, rule.before)
        .filter((node) => without.has(node.id))
        .map((node) =>
          flowIssue('flows/step-can-be-skipped', node, { roles: rule.through.join(' ') }, article),
        );
    }
    case 'always': {
      const without = reachable(index, index.start?.id ?? '', ids(withRoles(table, rule.roles)));
      return table.nodes
        .filter((node) => node.main === true && without.has(node.id))
        .map((node) =>
          flowIssue('flows/step-can-be-skipped', node, { roles: rule.roles.join(' ') }, article),
        );
    }
    case 'leads': {
      const targets = withRoles(table, [rule.to]);
      const sources = withRoles(table, [rule.from]);
      const leads = sources.some((node) => {
        const onward = reachable(index, node.id);
        return targets.some((target) => target.id !== node.id && onward.has(target.id));
      });
      const [source = null] = sources;
      return leads ? [] : [flowIssue('flows/order-wrong', source, { from: rule.from, to: rule.to }, article)];
    }
    case 'two-officers':
      return withRoles(table, [rule.role])
        .filter((node) => node.twoOfficers !== true)
        .map((node) => flowIssue('flows/two-officers-required', node, {}, article));
    case 'deemed-acceptance':
      return checkDeemedAcceptance(table, rule.within, article);
    case 'not-counted':
      return withRoles(table, [rule.role])
        .filter((node) => node.clock === 'main')
        .map((node) => flowIssue('flows/counted-wrongly', node, {}, article));
    case 'at-most':
      return withRoles(table, [rule.role])
        .filter((node) => node.limit === undefined || !isWithin(node.limit, rule.limit))
        .map((node) =>
          flowIssue('flows/step-over-statutory', node, { limit: toLimitText(rule.limit) }, article),
        );
    case 'at-least':
      return withRoles(table, [rule.role])
        .filter((node) => node.limit === undefined || !isAtLeast(node.limit, rule.limit))
        .map((node) =>
          flowIssue('flows/step-under-minimum', node, { limit: toLimitText(rule.limit) }, article),
        );
    case 'apart': {
      const others = new Set(withRoles(table, rule.other).map((node) => node.post));
      return withRoles(table, rule.one)
        .filter((node) => node.post !== undefined && others.has(node.post))
        .map((node) => flowIssue('flows/same-post', node, { roles: rule.other.join(' ') }, article));
    }
  }
}

/** 逾期不告知的，自收到申请材料之日起即为受理: the timer must interrupt, keep the term and lead to acceptance. */
function checkDeemedAcceptance(table: FlowTable, within: Limit, article: string): FlowIssue[] {
  const index = indexTable(table);
  const accepts = ids(withRoles(table, ['accept']));
  return withRoles(table, ['receive']).flatMap((receive) => {
    const lawful = index.boundaries(receive.id).some((timer) => {
      const next = index.out(timer.id).map((edge) => index.node.get(edge.to));
      const target = next[0]?.kind === 'xor' ? index.out(next[0].id)[0]?.to : next[0]?.id;
      const term = timer.timer !== undefined && isWithin(timer.timer, within);
      return (
        timer.role === 'deemed-accept' && timer.interrupting === true && term && accepts.has(target ?? '')
      );
    });
    return lawful
      ? []
      : [flowIssue('flows/deemed-acceptance-required', receive, { limit: toLimitText(within) }, article)];
  });
}

function checkSupervisors(table: FlowTable): FlowIssue[] {
  const supervisors = new Set(
    table.posts.filter((post) => post.kind === 'supervisor').map((post) => post.id),
  );
  return table.nodes
    .filter(
      (node) => isStep(node) && supervisors.has(node.post ?? '') && !SUPERVISOR_ROLES.has(node.role ?? 'act'),
    )
    .map((node) => flowIssue('flows/supervisor-handles', node, {}, SUPERVISOR_ARTICLE));
}

function checkPosts(table: FlowTable, { filledPosts }: FlowTerms): FlowIssue[] {
  if (filledPosts === undefined) return [];
  return table.posts
    .filter((post) => post.kind !== 'external' && !filledPosts.has(post.id))
    .map((post) => flowIssue('flows/post-vacant', post));
}

function checkTotals(table: FlowTable, terms: FlowTerms): FlowIssue[] {
  const { committed, statutory, variants = [], from } = terms;
  const counted = (node: FlowNode) =>
    node.clock === 'main' || (from === 'receipt' && node.clock === 'acceptance');
  const over = (
    bound: Limit,
    blocked: ReadonlySet<string>,
    why: Readonly<Record<string, string>>,
  ): FlowIssue[] => {
    const path = longestPath(table, bound, counted, blocked);
    const { sum, total } = path;
    const steps = path.steps.map((node) => node.name).join(' → ');
    return sum <= total
      ? []
      : [
          flowIssue('flows/path-over-committed', slowest(path.steps), {
            sum,
            total,
            limit: toLimitText(bound),
            steps,
            ...why,
          }),
        ];
  };
  const issues: FlowIssue[] = [];
  if (committed !== undefined)
    issues.push(
      ...over(
        committed,
        ids(
          withRoles(
            table,
            variants.map(({ role }) => role),
          ),
        ),
        {},
      ),
    );
  for (const { role, ...bound } of variants) issues.push(...over(bound, new Set(), { role }));
  for (const bound of [...(committed ? [committed] : []), ...variants.map(({ n, unit }) => ({ n, unit }))]) {
    if (statutory !== undefined && !isWithin(bound, statutory)) {
      const data = { committed: toLimitText(bound), statutory: toLimitText(statutory) };
      issues.push(flowIssue('flows/committed-over-statutory', null, data));
    }
  }
  return issues;
}

/** The step of a path that takes the longest: where a person looks first. */
function slowest(steps: readonly FlowNode[]): FlowNode | null {
  const days = ({ limit }: FlowNode): number => (limit === undefined ? 0 : toCalendarDays([limit], false));
  return steps.reduce<FlowNode | null>(
    (most, node) => (most === null || days(node) > days(most) ? node : most),
    null,
  );
}

function checkStepLimits(node: FlowNode): FlowIssue[] {
  const { limit, statutoryLimit, minLimit } = node;
  if (limit === undefined) return [];
  const issues: FlowIssue[] = [];
  if (statutoryLimit !== undefined && !isWithin(limit, statutoryLimit)) {
    const data = { limit: toLimitText(limit), statutory: toLimitText(statutoryLimit) };
    issues.push(flowIssue('flows/step-over-statutory', node, data, statutoryLimit.article));
  }
  if (minLimit !== undefined && !isAtLeast(limit, minLimit)) {
    issues.push(
      flowIssue(
        'flows/step-under-minimum',
        node,
        { limit: toLimitText(limit), minimum: toLimitText(minLimit) },
        minLimit.of,
      ),
    );
  }
  return issues;
}
