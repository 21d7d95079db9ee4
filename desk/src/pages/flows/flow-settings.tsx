import { useQuery } from '@tanstack/react-query';
import { Button, Drawer, Input, Select } from 'antd';
import type { ReactNode } from 'react';
import {
  addPost,
  ATTRIBUTE_WORDS,
  FLOW_KIND_WORDS,
  FLOW_KINDS,
  isStep,
  POST_KIND_WORDS,
  POST_KINDS,
  removePost,
  replacePost,
  type FlowDraft,
} from '#modules/flows/contract';
import { messages } from '#platform/i18n';
import { useLanguage } from '../../lib/language.tsx';
import { chartQuery } from '../../lib/queries.ts';
import { useMe } from '../../lib/session.tsx';
import { ChoiceField, ListField, TextField } from './fields.tsx';
import { m } from './words.ts';

const own = messages({
  kind: { zh: '流程类别（与事项类型一致）', en: 'Kind of flow (that of the power)' },
});

type Props = {
  readonly draft: FlowDraft;
  readonly open: boolean;
  close(): void;
  change(draft: FlowDraft): void;
};

/** What is said of the flow as a whole: its lanes, its clock, the fields its conditions test. */
export function FlowSettings({ draft, open, close, change }: Props): ReactNode {
  const { say } = useLanguage();
  const word = ATTRIBUTE_WORDS;
  const steps = draft.nodes.filter(isStep).map(({ id, name }) => ({ value: id, label: name }));
  return (
    <Drawer open={open} size={480} title={say(m.flow)} onClose={close}>
      <div className="flow-form">
        <TextField
          label={say(word.name)}
          value={draft.name}
          change={(name) => change({ ...draft, name: name ?? '' })}
        />
        <ChoiceField
          label={say(own.kind)}
          value={draft.kind}
          options={FLOW_KINDS.map((kind) => ({ value: kind, label: say(FLOW_KIND_WORDS[kind]) }))}
          change={(kind) => kind !== undefined && change({ ...draft, kind })}
        />
        <ChoiceField
          label={say(m.clockFrom)}
          value={draft.clock.from === '' ? undefined : draft.clock.from}
          options={steps}
          change={(from) => change({ ...draft, clock: { ...draft.clock, from: from ?? '' } })}
        />
        <ChoiceField
          label={say(m.clockTo)}
          value={draft.clock.to === '' ? undefined : draft.clock.to}
          options={steps}
          change={(to) => change({ ...draft, clock: { ...draft.clock, to: to ?? '' } })}
        />
        <Lanes draft={draft} change={change} />
        <Fields draft={draft} change={change} />
      </div>
    </Drawer>
  );
}

type Part = Pick<Props, 'draft' | 'change'>;

function Lanes({ draft, change }: Part): ReactNode {
  const { say } = useLanguage();
  const me = useMe();
  const chart = useQuery(chartQuery(me.agency.id));
  const posts = (chart.data?.posts ?? []).filter(({ key }) => /^[A-Za-z_]/u.test(key));
  const options = posts.map(({ key, name }) => ({ value: key, label: name }));
  const free = options.filter(({ value }) => !draft.posts.some(({ id }) => id === value));
  const nameOf = (key: string): string => posts.find((post) => post.key === key)?.name ?? key;
  return (
    <>
      <h3>{say(m.lanes)}</h3>
      <p className="quiet">{say(m.lanesHint)}</p>
      <ul className="flow-lanes">
        {draft.posts.map((post) => {
          const n = draft.nodes.filter((node) => node.post === post.id).length;
          return (
            <li key={post.id}>
              <div>
                <b>{post.name}</b> <span className="quiet">{say(m.inUse, { n })}</span>
              </div>
              <div className="flow-lane-acts">
                <Select
                  aria-label={`${post.name}：${say(ATTRIBUTE_WORDS.kind)}`}
                  value={post.kind}
                  options={POST_KINDS.map((kind) => ({ value: kind, label: say(POST_KIND_WORDS[kind]) }))}
                  onChange={(kind) => change(replacePost(draft, post.id, { ...post, kind }))}
                />
                <Select
                  aria-label={`${post.name}：${say(m.replaceLane)}`}
                  className="flow-grow"
                  placeholder={say(m.replaceLane)}
                  value={null}
                  options={options.filter(({ value }) => value !== post.id)}
                  showSearch={{ optionFilterProp: 'label' }}
                  onChange={(key: string | null) =>
                    key !== null &&
                    change(replacePost(draft, post.id, { id: key, name: nameOf(key), kind: post.kind }))
                  }
                />
                <Button
                  size="small"
                  disabled={n > 0}
                  aria-label={say(m.removeOf, { name: post.name })}
                  onClick={() => change(removePost(draft, post.id))}
                >
                  {say(m.remove)}
                </Button>
              </div>
            </li>
          );
        })}
      </ul>
      <Select
        aria-label={say(m.addLane)}
        className="flow-wide"
        placeholder={say(m.addLane)}
        value={null}
        options={free}
        showSearch={{ optionFilterProp: 'label' }}
        onChange={(key: string | null) =>
          key !== null && change(addPost(draft, { id: key, name: nameOf(key), kind: 'handler' }))
        }
      />
    </>
  );
}

const FIELD_TYPES = ['string', 'number', 'boolean', 'date'] as const;

function Fields({ draft, change }: Part): ReactNode {
  const { say } = useLanguage();
  return (
    <ListField
      label={say(m.fields)}
      items={draft.fields}
      fresh={() => ({ name: '', type: 'string' as const })}
      change={(fields) => change({ ...draft, fields })}
      row={(field, set, at) => (
        <>
          <Input
            aria-label={`${say(m.fieldName)} ${at + 1}`}
            placeholder={say(m.fieldName)}
            value={field.name}
            onChange={({ target }) => set({ ...field, name: target.value })}
          />
          <Select
            aria-label={`${say(m.fieldType)} ${at + 1}`}
            value={field.type}
            options={FIELD_TYPES.map((type) => ({ value: type, label: type }))}
            onChange={(type) => set({ ...field, type })}
          />
          {field.type === 'string' && (
            <Select
              aria-label={`${say(m.fieldValues)} ${at + 1}`}
              className="flow-grow"
              mode="tags"
              placeholder={say(m.fieldValues)}
              value={[...(field.values ?? [])]}
              onChange={(values: string[]) =>
                set({ name: field.name, type: field.type, ...(values.length > 0 && { values }) })
              }
            />
          )}
        </>
      )}
    />
  );
}
