import { Button, Drawer, Dropdown } from 'antd';
import { useState, type ReactNode } from 'react';
import {
  freshId,
  insertRow,
  isStep,
  limitWords,
  NODE_KIND_WORDS,
  removeRow,
  RISK_WORDS,
  ROLE_WORDS,
  rowsOf,
  setNode,
  setWays,
  type DraftFinding,
  type DraftNode,
  type DraftRow,
  type FlowDraft,
  type NodeKind,
} from '#modules/flows/contract';
import { useLanguage } from '../../lib/language.tsx';
import { Rows } from '../../lib/rows.tsx';
import { FindingLines } from './findings.tsx';
import { StepForm } from './step-form.tsx';
import { WaysForm } from './ways-form.tsx';
import { m } from './words.ts';

const ADDABLE: readonly NodeKind[] = [
  'task',
  'service',
  'send',
  'timer',
  'message',
  'call',
  'xor',
  'and',
  'end',
];

type Props = {
  readonly draft: FlowDraft;
  readonly findings: readonly DraftFinding[];
  /** The row whose form is open. */
  readonly open: string | undefined;
  setOpen(id: string | undefined): void;
  change(draft: FlowDraft): void;
};

/** The flow as a table: everything the chart can do, by keyboard and by reader. */
export function TableEditor({ draft, findings, open, setOpen, change }: Props): ReactNode {
  const { say, lang } = useLanguage();
  const [added, setAdded] = useState<string | undefined>();
  const rows = rowsOf(draft);
  const nameOf = (id: string): string => {
    const name = draft.nodes.find((node) => node.id === id)?.name ?? id;
    return name === '' ? say(m.unnamed) : name;
  };
  const current = rows.find(({ node }) => node.id === open);
  const begin = (id: string): void => {
    setAdded(id);
    setOpen(id);
  };
  const add = (row: DraftRow, kind: NodeKind | 'boundary'): void => {
    const id = freshId(draft, kind === 'boundary' ? `${row.node.id}.timer` : 'step');
    change(
      kind === 'boundary'
        ? insertRow(draft, { ...fresh(id, kind, row.node), host: row.node.id, interrupting: false })
        : insertRow(draft, fresh(id, kind, row.node), { row: row.node.id, way: 0 }),
    );
    begin(id);
  };
  /** The keyboard goes on at the row before the one that is gone. */
  const remove = (row: DraftRow): void => {
    change(removeRow(draft, row.node.id));
    const before = rows[rows.indexOf(row) - 1];
    if (before) document.getElementById(`edit-${before.node.id}`)?.focus();
  };
  return (
    <>
      <Rows<DraftRow>
        items={rows}
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
                    {node.keyPoint && ` · ${say(m.keyPoint)}`}
                  </div>
                  {mine.length > 0 && <span className="power-late">{say(m.issues, { n: mine.length })}</span>}
                </div>
              );
            },
          },
          {
            title: say(m.law),
            render: (_, { node }) => (node.role === undefined ? '—' : say(ROLE_WORDS[node.role])),
          },
          {
            title: say(m.post),
            render: (_, { node }) => draft.posts.find(({ id }) => id === node.post)?.name ?? '—',
          },
          {
            title: say(m.limit),
            render: (_, { node }) => {
              const limit = node.limit ?? node.timer;
              return limit === undefined ? '—' : limitWords(limit, lang);
            },
          },
          {
            title: say(m.risk),
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
          {
            title: say(m.acts),
            render: (_, row) => {
              const name = nameOf(row.node.id);
              return (
                <div className="flow-acts">
                  <Button
                    id={`edit-${row.node.id}`}
                    size="small"
                    aria-label={say(m.editOf, { name })}
                    onClick={() => setOpen(row.node.id)}
                  >
                    {say(m.edit)}
                  </Button>
                  {row.node.kind !== 'end' && row.node.kind !== 'terminate' && (
                    <Dropdown
                      trigger={['click']}
                      menu={{
                        items: [
                          ...ADDABLE.map((kind) => ({ key: kind, label: say(NODE_KIND_WORDS[kind]) })),
                          ...(isStep(row.node) ? [{ key: 'boundary', label: say(m.addTimer) }] : []),
                        ],
                        onClick: ({ key }) => {
                          const kind = [...ADDABLE, 'boundary' as const].find((one) => one === key);
                          if (kind !== undefined) add(row, kind);
                        },
                      }}
                    >
                      <Button size="small" aria-label={say(m.addOf, { name })}>
                        {say(m.add)}
                      </Button>
                    </Dropdown>
                  )}
                  {row.node.kind !== 'start' && (
                    <Button size="small" aria-label={say(m.removeOf, { name })} onClick={() => remove(row)}>
                      {say(m.remove)}
                    </Button>
                  )}
                </div>
              );
            },
          },
        ]}
      />
      <Drawer
        open={current !== undefined}
        size={480}
        title={
          current &&
          (added === current.node.id && current.node.name === ''
            ? say(NODE_KIND_WORDS[current.node.kind])
            : nameOf(current.node.id))
        }
        onClose={() => setOpen(undefined)}
        extra={
          <Button type="primary" onClick={() => setOpen(undefined)}>
            {say(m.close)}
          </Button>
        }
      >
        {current && (
          <div className="flow-form">
            <FindingLines findings={about(findings, draft, current.node.id)} />
            <StepForm draft={draft} node={current.node} change={(node) => change(setNode(draft, node))} />
            <WaysForm
              row={current}
              rows={rows}
              change={(ways) => change(setWays(draft, current.node.id, ways))}
            />
          </div>
        )}
      </Drawer>
    </>
  );
}

/** Findings on a row: on its step, and on the ways and gateways that are shown with it. */
function about(findings: readonly DraftFinding[], draft: FlowDraft, id: string): DraftFinding[] {
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

function fresh(id: string, kind: NodeKind, beside: DraftNode): DraftNode {
  return {
    id,
    name: '',
    kind,
    risk: 0,
    public: true,
    ...(beside.post !== undefined && { post: beside.post }),
  };
}
