import { Button, Drawer, Dropdown } from 'antd';
import { useState, type ReactNode } from 'react';
import {
  freshId,
  insertRow,
  isStep,
  NODE_KIND_WORDS,
  removalOf,
  rowsOf,
  setNode,
  setWays,
  type DraftFinding,
  type DraftNode,
  type DraftRow,
  type FlowDraft,
  type NodeKind,
  type Removal,
} from '#modules/flows/contract';
import { useLanguage } from '../../lib/language.tsx';
import { FindingLines } from './findings.tsx';
import { about, FlowRows, useRowName } from './flow-rows.tsx';
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
  readonly warnings: readonly DraftFinding[];
  /** The row whose form is open. */
  readonly open: string | undefined;
  setOpen(id: string | undefined): void;
  change(draft: FlowDraft): void;
  /** A row was taken out. */
  removed(removal: Removal): void;
};

/** The flow as a table: everything the chart can do, by keyboard and by reader. */
export function TableEditor({ draft, findings, warnings, open, setOpen, change, removed }: Props): ReactNode {
  const { say } = useLanguage();
  const [added, setAdded] = useState<string | undefined>();
  const rows = rowsOf(draft);
  const nameOf = useRowName(draft);
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
    removed(removalOf(draft, row.node.id));
    const before = rows[rows.findIndex(({ node }) => node.id === row.node.id) - 1];
    if (before) document.getElementById(`edit-${before.node.id}`)?.focus();
  };
  return (
    <>
      <FlowRows
        draft={draft}
        findings={findings}
        acts={{
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
        }}
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
            <FindingLines findings={about([...findings, ...warnings], draft, current.node.id)} />
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
