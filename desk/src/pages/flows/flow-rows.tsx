import type { TableColumnType } from 'antd';
import type { ReactNode } from 'react';
import {
  ATTRIBUTE_WORDS,
  isStep,
  limitWords,
  NODE_KIND_WORDS,
  RISK_WORDS,
  ROLE_WORDS,
  rowsOf,
  type DraftFinding,
  type DraftRow,
  type FlowDraft,
} from '#modules/flows/contract';
import { useLanguage } from '../../lib/language.tsx';
import { Rows } from '../../lib/rows.tsx';
import { m } from './words.ts';

type Props = {
  readonly draft: FlowDraft;
  readonly findings: readonly DraftFinding[];
  /** What may be done to a row; nothing where the flow is only read. */
  readonly acts?: TableColumnType<DraftRow>;
};

/** The rows of a flow as they are read and edited. */
export function FlowRows({ draft, findings, acts }: Props): ReactNode {
  const { say, lang } = useLanguage();
  const nameOf = useRowName(draft);
  return (
    <Rows<DraftRow>
      items={rowsOf(draft)}
      rowKey={({ node }) => node.id}
      columns={[
        {
          title: say(m.step),
          render: (_, { node }) => {
            const mine = about(findings, draft, node.id);
            return (
              <div id={`row-${node.id}`}>
                <strong>{nameOf(node.id)}</strong>
                <div className="quiet">
                  {say(NODE_KIND_WORDS[node.kind])}
                  {isStep(node) && ` · ${say(node.article === undefined ? m.working : m.statutory)}`}
                  {node.keyPoint && ` · ${say(ATTRIBUTE_WORDS.keyPoint)}`}
                </div>
                {mine.length > 0 && <span className="power-late">{say(m.issues, { n: mine.length })}</span>}
              </div>
            );
          },
        },
        {
          title: say(ATTRIBUTE_WORDS.role),
          render: (_, { node }) => (node.role === undefined ? '—' : say(ROLE_WORDS[node.role])),
        },
        {
          title: say(ATTRIBUTE_WORDS.post),
          render: (_, { node }) => draft.posts.find(({ id }) => id === node.post)?.name ?? '—',
        },
        {
          title: say(ATTRIBUTE_WORDS.limit),
          render: (_, { node }) => {
            const limit = node.limit ?? node.timer;
            return limit === undefined ? '—' : limitWords(limit, lang);
          },
        },
        {
          title: say(ATTRIBUTE_WORDS.risk),
          render: (_, { node }) => (isStep(node) ? say(RISK_WORDS[node.risk] ?? m.none) : '—'),
        },
        {
          title: say(m.next),
          render: (_, { ways }) =>
            ways.length === 0 ? (
              '—'
            ) : (
              <ul className="flow-ways">
                {ways.map((way) => (
                  <li key={way.edge ?? way.to}>
                    {way.label !== undefined && `${way.label} `}
                    {way.loop ? '↩ ' : '→ '}
                    {nameOf(way.to)}
                  </li>
                ))}
              </ul>
            ),
        },
        ...(acts === undefined ? [] : [acts]),
      ]}
    />
  );
}

/** What a row is called by its id, also before it has a name. */
export function useRowName(draft: FlowDraft): (id: string) => string {
  const { say } = useLanguage();
  return (id) => {
    const name = draft.nodes.find((node) => node.id === id)?.name ?? id;
    return name === '' ? say(m.unnamed) : name;
  };
}

/** Findings on a row: on its step, and on the ways and gateways that are shown with it. */
export function about(findings: readonly DraftFinding[], draft: FlowDraft, id: string): DraftFinding[] {
  return findings.filter(({ element }) => element !== null && rowOf(draft, element) === id);
}

/** The row on which an element is shown; itself when it is one. */
export function rowOf(draft: FlowDraft, element: string): string | undefined {
  const rows = rowsOf(draft);
  const ofRow = rows.find(
    ({ node, gateway, ways }) =>
      node.id === element || gateway === element || ways.some(({ edge }) => edge === element),
  );
  if (ofRow !== undefined) return ofRow.node.id;
  const edge = draft.edges.find((one) => one.id === element || one.from === element);
  return rows.find(({ node }) => node.id === edge?.to)?.node.id;
}
