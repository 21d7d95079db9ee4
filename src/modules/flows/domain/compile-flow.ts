import { err, ok, type Result } from '#kernel';
import { assembleTable, dropAbsent, valueIssue } from './assemble-table.ts';
import { checkStructure, outcomesArriving } from './check-structure.ts';
import { conditionIssue, flowIssue, type FlowIssue } from './errors.ts';
import { flowTableSchema, type FlowEdge, type FlowTable } from './flow-table.ts';
import { parseCondition, type ConditionScope } from './parse-condition.ts';
import type { ParsedFlow } from './parse-flow.ts';
import { indexTable } from './table-index.ts';

/**
 * The program a flow file stands for: values checked, the graph checked for shape (no implicit merges or splits,
 * gateways with a default, returns marked), conditions parsed and type-checked. Refuses with every issue found.
 */
export function compileFlow(parsed: ParsedFlow): Result<FlowTable, FlowIssue[]> {
  const draft = assembleTable(parsed, unnamed);
  const checked = flowTableSchema.safeParse(dropAbsent(draft));
  if (!checked.success) {
    return err(checked.error.issues.map(({ path, message }) => valueIssue(draft, path, message)));
  }
  const table = checked.data;
  const issues = [...checkListed(parsed), ...checkLanes(parsed, table), ...checkStructure(table)];
  if (issues.length > 0) return err(issues);
  return compileConditions(table);
}

/** Gateways, starts and ends need no name of their own in a drawing. */
const unnamed: Readonly<Record<string, string>> = {
  start: '开始',
  end: '结束',
  terminate: '终止',
  xor: '判断',
  and: '并行',
};

/** bpmn:incoming and bpmn:outgoing are redundant; when a file carries them they must say what the flows say. */
function checkListed(parsed: ParsedFlow): FlowIssue[] {
  return parsed.nodes.flatMap((node) => {
    const listed = new Set(node.listed);
    const real = parsed.edges
      .filter((edge) => edge.from === node.id || edge.to === node.id)
      .map((edge) => edge.id);
    const same =
      listed.size === 0 || (listed.size === new Set(real).size && real.every((id) => listed.has(id)));
    return same ? [] : [flowIssue('flows/wrong-edges', node)];
  });
}

function checkLanes(parsed: ParsedFlow, table: FlowTable): FlowIssue[] {
  const posts = new Set(table.posts.map((post) => post.id));
  return table.nodes.flatMap((node) => {
    if (node.post !== undefined && !posts.has(node.post)) {
      return [flowIssue('flows/unknown-post', node, { post: node.post })];
    }
    const lane = parsed.laneOf.get(node.id);
    return lane === undefined || lane === node.post
      ? []
      : [flowIssue('flows/lane-mismatch', node, { post: lane })];
  });
}

function compileConditions(table: FlowTable): Result<FlowTable, FlowIssue[]> {
  const index = indexTable(table);
  const issues: FlowIssue[] = [];
  const edges = table.edges.map((edge): FlowEdge => {
    if (edge.feel === undefined) return edge;
    const scope: Map<string, { type: FlowTable['fields'][number]['type']; values?: string[] | undefined }> =
      new Map(table.fields.map((field) => [field.name, field]));
    const outcomes = outcomesArriving(index, edge.from);
    if (outcomes !== null) scope.set('outcome', { type: 'string', values: [...outcomes] });
    else if (/\boutcome\b/u.test(edge.feel)) issues.push(flowIssue('flows/outcome-not-available', edge));
    const condition = parseCondition(edge.feel, scope satisfies ConditionScope);
    if (condition.ok) return { ...edge, condition: condition.value };
    issues.push(conditionIssue({ id: edge.id, name: edge.label }, condition.error));
    return edge;
  });
  return issues.length > 0 ? err(issues) : ok({ ...table, edges });
}
