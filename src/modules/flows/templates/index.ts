import { buildDraft, flowSpecSchema, type FlowSpec } from '../domain/build-flow.ts';
import type { FlowTable } from '../domain/flow-table.ts';
import type { FlowKind } from '../domain/gov-vocabulary.ts';
import adjudication from './adjudication.json' with { type: 'json' };
import benefit from './benefit.json' with { type: 'json' };
import compulsion from './compulsion.json' with { type: 'json' };
import confirmation from './confirmation.json' with { type: 'json' };
import filing from './filing.json' with { type: 'json' };
import inspection from './inspection.json' with { type: 'json' };
import internal from './internal.json' with { type: 'json' };
import levy from './levy.json' with { type: 'json' };
import licence from './licence.json' with { type: 'json' };
import other from './other.json' with { type: 'json' };
import penalty from './penalty.json' with { type: 'json' };
import reward from './reward.json' with { type: 'json' };

/** What a drawing begins from, by type of power: the steps the law asks for, each with its article. */
const TEMPLATES: Readonly<Record<FlowKind, unknown>> = {
  adjudication,
  benefit,
  compulsion,
  confirmation,
  filing,
  inspection,
  internal,
  levy,
  licence,
  other,
  penalty,
  reward,
};

/**
 * The template of a type of power as a flow with an id of its own. Its lanes bear the agency's own names of the posts
 * that the agency has; the others stay as the template calls them, to be replaced.
 */
export function templateOf(
  kind: FlowKind,
  flow: { readonly id: string; readonly name: string; readonly postNames: Readonly<Record<string, string>> },
): FlowTable {
  const spec: FlowSpec = flowSpecSchema.parse(TEMPLATES[kind]);
  const posts = spec.posts.map((post) => ({ ...post, name: flow.postNames[post.id] ?? post.name }));
  return buildDraft({ ...spec, id: flow.id, name: flow.name, posts });
}
