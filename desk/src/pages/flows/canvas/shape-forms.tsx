import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import {
  ATTRIBUTE_WORDS,
  POST_KIND_WORDS,
  POST_KINDS,
  type DraftEdge,
  type FlowDraft,
} from '#modules/flows/contract';
import { useLanguage } from '../../../lib/language.tsx';
import { chartQuery } from '../../../lib/queries.ts';
import { useMe } from '../../../lib/session.tsx';
import { ChoiceField, FlagField, TextField } from '../fields.tsx';
import { m } from '../words.ts';
import type { FlowModeler } from './modeler.ts';
import type { Shape } from './services.ts';

type Way = { readonly [K in keyof DraftEdge]?: DraftEdge[K] | undefined };
type WayProps = { readonly draft: FlowDraft; readonly edge: DraftEdge; readonly chart: FlowModeler };

/** Words and condition of one way; an outcome is chosen where the gateway tells outcomes apart. */
export function WayForm({ draft, edge, chart }: WayProps): ReactNode {
  const { say } = useLanguage();
  const word = ATTRIBUTE_WORDS;
  const [way, setWay] = useState<Way>(edge);
  const source = draft.nodes.find(({ id }) => id === edge.from);
  const splits = source?.kind === 'xor' && draft.edges.filter(({ from }) => from === edge.from).length > 1;
  const step = draft.edges.find(({ to }) => to === edge.from)?.from;
  const outcomes = draft.nodes.find(({ id }) => id === step)?.outcomes ?? [];
  const set = (property: string, value: string | undefined, values: Way): void => {
    setWay({ ...way, ...values });
    chart.setProperties(edge.id, { [property]: value });
  };
  const condition = (feel: string | undefined): void => {
    setWay({ ...way, feel });
    chart.setCondition(edge.id, feel);
  };
  return (
    <>
      <h3>{say(m.ways)}</h3>
      <TextField
        label={say(word.label)}
        value={way.label}
        change={(label) => set('name', label, { label })}
      />
      <TextField
        label={say(word.labelEn)}
        value={way.labelEn}
        change={(labelEn) => set('gov:labelEn', labelEn, { labelEn })}
      />
      <TextField label={say(word.when)} value={way.when} change={(when) => set('gov:when', when, { when })} />
      {splits && way.default !== true && outcomes.length > 0 && (
        <ChoiceField
          label={say(word.outcome)}
          value={outcomes.find(({ code }) => way.feel === `outcome = "${code}"`)?.code}
          clearable
          options={outcomes.map(({ code, label }) => ({ value: code, label: label || code }))}
          change={(code) => condition(code === undefined ? undefined : `outcome = "${code}"`)}
        />
      )}
      {splits && way.default !== true && (
        <TextField label={say(word.feel)} value={way.feel} change={condition} />
      )}
      {splits && (
        <FlagField
          label={say(word.default)}
          value={way.default === true}
          change={(rest) => {
            setWay({ ...way, feel: rest ? undefined : way.feel, default: rest || undefined });
            chart.setDefault(edge.id, edge.from, rest);
          }}
        />
      )}
      <FlagField
        label={say(word.loop)}
        value={way.loop === true}
        change={(loop) => {
          setWay({ ...way, loop: loop || undefined });
          chart.setProperties(edge.id, { 'gov:loop': loop ? 'true' : undefined });
        }}
      />
    </>
  );
}

type LaneProps = { readonly lane: Shape; readonly chart: FlowModeler };

/** Which post of the agency a lane is, and what kind of post it is. */
export function LaneForm({ lane, chart }: LaneProps): ReactNode {
  const { say } = useLanguage();
  const me = useMe();
  const { data } = useQuery(chartQuery(me.agency.id));
  const [post, setPost] = useState(textOf(lane.businessObject.get('gov:post')));
  const [kind, setKind] = useState(textOf(lane.businessObject.get('gov:kind')));
  const options = (data?.posts ?? [])
    .filter(({ key }) => /^[A-Za-z_]/u.test(key))
    .map(({ key, name }) => ({ value: key, label: name }));
  const own = textOf(lane.businessObject.get('name')) ?? '';
  const known = options.some(({ value }) => value === post);
  return (
    <>
      <h3>{say(m.lanes)}</h3>
      <ChoiceField
        label={say(ATTRIBUTE_WORDS.post)}
        value={post}
        options={known || post === undefined ? options : [{ value: post, label: own }, ...options]}
        change={(key) => {
          setPost(key);
          const name = options.find(({ value }) => value === key)?.label;
          chart.setProperties(lane.id, { 'gov:post': key, ...(name !== undefined && { name }) });
        }}
      />
      <ChoiceField
        label={say(ATTRIBUTE_WORDS.kind)}
        value={POST_KINDS.find((one) => one === kind)}
        options={POST_KINDS.map((one) => ({ value: one, label: say(POST_KIND_WORDS[one]) }))}
        change={(next) => {
          setKind(next);
          chart.setProperties(lane.id, { 'gov:kind': next });
        }}
      />
    </>
  );
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
