import { Link } from '@tanstack/react-router';
import { Alert, Button, Checkbox, Input, Select, Typography } from 'antd';
import { useEffect, useMemo, useState, type ReactNode } from 'react';
import { KIND_WORDS, type TaskDetail } from '#modules/campaigns/contract';
import { messages } from '#platform/i18n';
import { Failure } from '../../lib/failure.tsx';
import { formatAt } from '../../lib/format.ts';
import { useLanguage } from '../../lib/language.tsx';
import { Rows } from '../../lib/rows.tsx';
import { useMe } from '../../lib/session.tsx';
import { useAct } from '../../lib/use-act.ts';
import { mergeReturn, packKept, sameDraft, unpackKept, type Draft, type Line } from './merge-return.ts';

const m = messages({
  title: { zh: '本处室行使的权力', en: 'Powers of the office' },
  power: { zh: '事项', en: 'Power' },
  kind: { zh: '处理', en: 'What becomes of it' },
  note: { zh: '说明', en: 'Note' },
  noteFor: { zh: '{power}的说明', en: 'Note on {power}' },
  kindFor: { zh: '{power}怎么处理', en: 'What becomes of {power}' },
  unlisted: { zh: '未列入', en: 'not listed' },
  published: { zh: '已公布', en: 'published' },
  draft: { zh: '草稿', en: 'draft' },
  nil: { zh: '零报告：本处室没有行使任何权力', en: 'Nil return: this office holds no power' },
  keepAll: { zh: '没有列入的已公布事项全部保留', en: 'Keep every published power that is not listed' },
  save: { zh: '保存填报', en: 'Save' },
  register: { zh: '登记新的职权', en: 'Register a new power' },
  unsaved: { zh: '有修改还没有保存。', en: 'Changes are not saved yet.' },
  moved: {
    zh: '{person}在{at}改过这份填报。您没有保存的修改已经合在上面，请核对后保存。',
    en: '{person} changed this return at {at}. Your unsaved changes are laid over it; check and save.',
  },
  clashes: {
    zh: '两个人都改了（现在是您的写法）：{powers}',
    en: 'Changed by both, shown as you wrote it: {powers}',
  },
  empty: { zh: '本处室没有登记任何职权。', en: 'No power of this office is registered.' },
  saysNil: { zh: '零报告：本处室没有行使任何权力。', en: 'A nil return: this office holds no power.' },
  leftOut: {
    zh: '本处室有 {n} 项已公布的职权。零报告会把它们全部列为疑似漏项，要逐项说明。',
    en: '{n} powers of this office are published. A nil return makes each of them a finding to be explained.',
  },
  thenSign: { zh: '保存之后，由处长签字上报。', en: 'When it is saved, the head of the office signs it.' },
  why: { zh: '需要调整、不再行使的，请写明理由。', en: 'Say why a power is adjusted or given up.' },
  missing: { zh: '请写明理由：{powers}', en: 'Say why: {powers}' },
});

type Kind = keyof typeof KIND_WORDS;
type Item = {
  readonly powerId: string;
  readonly versionId: string;
  readonly name: string;
  readonly published: boolean;
};

/** What this person typed and did not save, laid over what is stored now. */
function takeUp(
  task: TaskDetail,
  kept: string,
): Draft & { readonly clashes: readonly string[]; readonly moved: boolean } {
  const stored = storedDraft(task);
  const typed = unpackKept(localStorage.getItem(kept));
  if (typed === undefined) return { ...stored, clashes: [], moved: false };
  const merged = mergeReturn(typed.base, typed.mine, stored);
  return { ...merged, moved: typed.rowVersion !== task.rowVersion && !sameDraft(merged, stored) };
}

function storedDraft(task: TaskDetail): Draft {
  return {
    nil: task.nil,
    lines: new Map(task.listed.map(({ powerId, kind, note }) => [powerId, { kind, note }])),
  };
}

const noteId = ({ powerId }: Item): string => `note-${powerId}`;

function wantsReason(line: Line | undefined): boolean {
  return (line?.kind === 'adjust' || line?.kind === 'give-up') && line.note.trim() === '';
}

/** Every power of the office with what becomes of it; what is left open is not listed. */
export function ReturnForm({
  task,
  onUnsaved,
}: {
  readonly task: TaskDetail;
  onUnsaved(unsaved: boolean): void;
}): ReactNode {
  const { say } = useLanguage();
  const items: readonly Item[] = [
    ...task.listed.map(({ n, ...one }) => ({ ...one, published: n !== null })),
    ...task.open,
  ].toSorted((a, b) => a.typeCode.localeCompare(b.typeCode) || a.name.localeCompare(b.name, 'zh'));
  // By person: whoever comes next to this browser does not go on with another's words.
  const kept = `chengming.return.${useMe().personId}.${task.id}`;
  const [start] = useState(() => takeUp(task, kept));
  const [nil, setNil] = useState(start.nil);
  const [lines, setLines] = useState(start.lines);
  const stored = useMemo(() => storedDraft(task), [task]);
  const touched = !sameDraft({ nil, lines }, stored);
  const act = useAct(['campaigns'], () => localStorage.removeItem(kept));
  useEffect(() => {
    onUnsaved(touched);
    if (touched)
      localStorage.setItem(
        kept,
        packKept({ rowVersion: task.rowVersion, base: stored, mine: { nil, lines } }),
      );
    else localStorage.removeItem(kept);
  }, [kept, lines, nil, onUnsaved, stored, task.rowVersion, touched]);
  const put = (powerId: string, change: Partial<Line>): void => {
    setLines((now) => {
      const before = now.get(powerId) ?? { note: '' };
      return new Map(now).set(powerId, { ...before, ...change });
    });
  };
  const keepAll = (): void => {
    for (const { powerId, published } of items)
      if (lines.get(powerId)?.kind === undefined) put(powerId, { kind: published ? 'keep' : 'new' });
  };
  const save = (): void =>
    act.mutate({
      path: `/campaign-tasks/${task.id}/return`,
      method: 'PUT',
      ifMatch: task.rowVersion,
      body: {
        nil,
        entries: nil
          ? []
          : items.flatMap(({ powerId }) => {
              const { kind, note } = lines.get(powerId) ?? {};
              return kind === undefined ? [] : [{ powerId, kind, note }];
            }),
      },
    });
  const { mayFill } = task;
  const published = items.filter((one) => one.published).length;
  const missing = nil ? [] : items.filter(({ powerId }) => wantsReason(lines.get(powerId)));
  const [tried, setTried] = useState(false);
  const saveOrAsk = (): void => {
    const [first] = missing;
    setTried(first !== undefined);
    if (first === undefined) save();
    else document.getElementById(noteId(first))?.focus();
  };
  return (
    <section className="desk-section">
      <Typography.Title level={3}>{say(m.title)}</Typography.Title>
      {mayFill && (
        <p>
          <Checkbox checked={nil} onChange={(event) => setNil(event.target.checked)}>
            {say(m.nil)}
          </Checkbox>
        </p>
      )}
      {nil && !mayFill && <p>{say(m.saysNil)}</p>}
      {nil && published > 0 && <Alert type="warning" showIcon title={say(m.leftOut, { n: published })} />}
      {!nil && (
        <Rows<Item>
          rowKey="powerId"
          items={items}
          empty={say(m.empty)}
          columns={[
            {
              title: say(m.power),
              key: 'power',
              render: (_, row) => (
                <>
                  <Link to="/powers/$versionId" params={{ versionId: row.versionId }}>
                    {row.name}
                  </Link>
                  <span className="quiet"> {say(row.published ? m.published : m.draft)}</span>
                </>
              ),
            },
            {
              title: say(m.kind),
              key: 'kind',
              width: 170,
              render: (_, row) => {
                const kind = lines.get(row.powerId)?.kind;
                const offered: readonly Kind[] = row.published
                  ? ['keep', 'adjust', 'give-up']
                  : ['new', 'adjust'];
                return mayFill ? (
                  <Select
                    className="campaign-kind"
                    aria-label={say(m.kindFor, { power: row.name })}
                    value={kind}
                    placeholder={say(m.unlisted)}
                    allowClear
                    onChange={(value) => put(row.powerId, { kind: value })}
                    options={offered.map((one) => ({ value: one, label: say(KIND_WORDS[one]) }))}
                  />
                ) : (
                  say(kind === undefined ? m.unlisted : KIND_WORDS[kind])
                );
              },
            },
            {
              title: say(m.note),
              key: 'note',
              render: (_, row) => {
                const line = lines.get(row.powerId);
                if (!mayFill) return line?.note;
                return (
                  <Input
                    id={noteId(row)}
                    {...(tried && missing.includes(row) && { status: 'error', 'aria-invalid': true })}
                    aria-label={say(m.noteFor, { power: row.name })}
                    maxLength={1000}
                    value={line?.note ?? ''}
                    onChange={(event) => put(row.powerId, { note: event.target.value })}
                  />
                );
              },
            },
          ]}
        />
      )}
      {act.error && <Failure error={act.error} />}
      {mayFill && (
        <>
          <p className="quiet">
            {[nil ? '' : say(m.why), task.history.length === 0 ? say(m.thenSign) : ''].join('')}
          </p>
          {tried && missing.length > 0 && (
            <Alert
              type="error"
              showIcon
              role="alert"
              title={say(m.missing, { powers: missing.map(({ name }) => name).join('、') })}
            />
          )}
          {touched && <Alert type="info" showIcon title={say(m.unsaved)} />}
          {start.moved && touched && task.filled && (
            <Alert
              type="warning"
              showIcon
              title={say(m.moved, { person: task.filled.person, at: formatAt(task.filled.at) })}
              description={
                start.clashes.length > 0 &&
                say(m.clashes, {
                  powers: items
                    .filter(({ powerId }) => start.clashes.includes(powerId))
                    .map(({ name }) => name)
                    .join('、'),
                })
              }
            />
          )}
          <div className="desk-acts">
            <Button type={touched ? 'primary' : 'default'} loading={act.isPending} onClick={saveOrAsk}>
              {say(m.save)}
            </Button>
            {!nil && <Button onClick={keepAll}>{say(m.keepAll)}</Button>}
            {!nil && <Link to="/powers/new">{say(m.register)}</Link>}
          </div>
        </>
      )}
    </section>
  );
}
