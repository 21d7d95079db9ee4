import { Checkbox, Input } from 'antd';
import type { ReactNode } from 'react';
import {
  ATTRIBUTE_WORDS,
  CLOCK_CLASSES,
  CLOCK_WORDS,
  isStep,
  isWork,
  RISK_WORDS,
  ROLE_WORDS,
  STEP_ROLES,
  STEP_TEXTS,
  type DraftNode,
  type FlowDraft,
} from '#modules/flows/contract';
import { useLanguage } from '../../lib/language.tsx';
import { ChoiceField, FlagField, LimitField, ListField, TextField } from './fields.tsx';
import { m } from './words.ts';

type Props = {
  readonly draft: FlowDraft;
  readonly node: DraftNode;
  /** On the chart, lane and host are where the shape stands. */
  readonly onChart?: boolean;
  change(node: DraftNode): void;
};

/** Every element of requirement C4 of one step, gateway, timer or end. */
export function StepForm({ draft, node, onChart = false, change }: Props): ReactNode {
  const { say } = useLanguage();
  const word = ATTRIBUTE_WORDS;
  const set = (values: Readonly<{ [K in keyof DraftNode]?: DraftNode[K] | undefined }>): void =>
    change(withValues(node, values));
  const handled = isStep(node);
  return (
    <>
      <h3>{say(m.basics)}</h3>
      <TextField label={say(word.name)} value={node.name} change={(name) => set({ name: name ?? '' })} />
      <TextField label={say(word.nameEn)} value={node.nameEn} change={(nameEn) => set({ nameEn })} />
      {!onChart && (
        <ChoiceField
          label={say(word.post)}
          value={node.post}
          options={draft.posts.map(({ id, name }) => ({ value: id, label: name }))}
          change={(post) => set({ post })}
        />
      )}
      {node.kind === 'boundary' && !onChart && (
        <ChoiceField
          label={say(word.host)}
          value={node.host}
          options={draft.nodes.filter(isStep).map(({ id, name }) => ({ value: id, label: name }))}
          change={(host) => set({ host })}
        />
      )}
      {(handled || node.kind === 'boundary' || node.kind === 'xor') && (
        <ChoiceField
          label={say(word.role)}
          value={node.role}
          clearable
          options={STEP_ROLES.map((role) => ({ value: role, label: say(ROLE_WORDS[role]) }))}
          change={(role) => set({ role })}
        />
      )}
      {(handled || node.kind === 'boundary') && (
        <TextField label={say(word.article)} value={node.article} change={(article) => set({ article })} />
      )}
      {(node.kind === 'end' || node.kind === 'terminate') && (
        <FlagField
          label={say(word.main)}
          value={node.main === true}
          change={(main) => set({ main: main || undefined })}
        />
      )}
      <FlagField label={say(word.public)} value={node.public} change={(shown) => set({ public: shown })} />
      {node.public && (
        <TextField
          label={say(word.publicLabel)}
          value={node.publicLabel}
          change={(publicLabel) => set({ publicLabel })}
        />
      )}
      {node.kind === 'call' && <CallFields node={node} set={set} />}
      {(handled || node.kind === 'boundary') && <TimeFields node={node} set={set} />}
      {handled && (
        <>
          <h3>{say(m.words)}</h3>
          <ChoiceField
            label={say(word.risk)}
            value={node.risk}
            options={RISK_WORDS.map((risk, at) => ({ value: at, label: say(risk) }))}
            change={(risk) => set({ risk: risk ?? 0 })}
          />
          <FlagField
            label={say(word.keyPoint)}
            value={node.keyPoint === true}
            change={(keyPoint) => set({ keyPoint: keyPoint || undefined })}
          />
          <FlagField
            label={say(word.twoOfficers)}
            value={node.twoOfficers === true}
            change={(twoOfficers) => set({ twoOfficers: twoOfficers || undefined })}
          />
          {STEP_TEXTS.map((text) => (
            <TextField
              key={text}
              long
              label={say(word[text])}
              value={node[text]}
              change={(value) => set({ [text]: value })}
            />
          ))}
          <ResultFields node={node} set={set} />
        </>
      )}
    </>
  );
}

type Values = { [K in keyof DraftNode]?: DraftNode[K] | undefined };
type Part = { readonly node: DraftNode; set(values: Readonly<Values>): void };

function withValues(node: DraftNode, values: Readonly<Values>): DraftNode {
  const present = Object.entries({ ...node, ...values }).filter(([, value]) => value !== undefined);
  return unsafeNode(Object.fromEntries(present));
}

/** The node again, without what was emptied. */
function unsafeNode(values: Readonly<Record<string, unknown>>): DraftNode {
  return values as unknown as DraftNode;
}

function TimeFields({ node, set }: Part): ReactNode {
  const { say } = useLanguage();
  const word = ATTRIBUTE_WORDS;
  const { statutoryLimit, minLimit } = node;
  return (
    <>
      <h3>{say(m.time)}</h3>
      {node.kind === 'timer' || node.kind === 'boundary' ? (
        <LimitField
          label={say(word.timer)}
          value={node.timer}
          fresh={{}}
          change={(timer) => set({ timer })}
        />
      ) : (
        <>
          <ChoiceField
            label={say(word.clock)}
            value={node.clock}
            clearable
            options={CLOCK_CLASSES.map((clock) => ({ value: clock, label: say(CLOCK_WORDS[clock]) }))}
            change={(clock) => set({ clock })}
          />
          <LimitField
            label={say(word.limit)}
            value={node.limit}
            fresh={{}}
            change={(limit) => set({ limit })}
          />
          <LimitField
            label={say(word.statutoryLimit)}
            value={statutoryLimit}
            fresh={{ article: '' }}
            change={(value) => set({ statutoryLimit: value })}
          >
            <Input
              aria-label={`${say(word.statutoryLimit)}：${say(m.basisOf)}`}
              placeholder={say(m.basisOf)}
              value={statutoryLimit?.article ?? ''}
              onChange={({ target }) =>
                statutoryLimit && set({ statutoryLimit: { ...statutoryLimit, article: target.value } })
              }
            />
          </LimitField>
          <LimitField
            label={say(word.minLimit)}
            value={minLimit}
            fresh={{ of: '' }}
            change={(value) => set({ minLimit: value })}
          >
            <Input
              aria-label={`${say(word.minLimit)}：${say(m.basisOf)}`}
              placeholder={say(m.basisOf)}
              value={minLimit?.of ?? ''}
              onChange={({ target }) => minLimit && set({ minLimit: { ...minLimit, of: target.value } })}
            />
          </LimitField>
        </>
      )}
      {node.kind === 'boundary' && (
        <FlagField
          label={say(word.interrupting)}
          value={node.interrupting !== false}
          change={(interrupting) => set({ interrupting })}
        />
      )}
    </>
  );
}

function ResultFields({ node, set }: Part): ReactNode {
  const { say } = useLanguage();
  const word = ATTRIBUTE_WORDS;
  return (
    <>
      <h3>{say(m.results)}</h3>
      {isWork(node) && (
        <ListField
          label={say(word.outcomes)}
          items={node.outcomes ?? []}
          fresh={() => ({ code: '', label: '' })}
          change={(outcomes) => set({ outcomes: outcomes.length === 0 ? undefined : outcomes })}
          row={(outcome, change, at) => (
            <>
              <Input
                aria-label={`${say(word.outcomes)} ${at + 1}：${say(m.code)}`}
                placeholder={say(m.code)}
                value={outcome.code}
                onChange={({ target }) => change({ ...outcome, code: target.value })}
              />
              <Input
                aria-label={`${say(word.outcomes)} ${at + 1}：${say(m.outcomeWords)}`}
                placeholder={say(m.outcomeWords)}
                value={outcome.label}
                onChange={({ target }) => change({ ...outcome, label: target.value })}
              />
            </>
          )}
        />
      )}
      <ListField
        label={say(word.documents)}
        items={node.documents ?? []}
        fresh={() => ''}
        change={(documents) => set({ documents: documents.length === 0 ? undefined : documents })}
        row={(name, change, at) => (
          <Input
            aria-label={`${say(word.documents)} ${at + 1}`}
            placeholder={say(m.documentName)}
            value={name}
            onChange={({ target }) => change(target.value)}
          />
        )}
      />
      <ListField
        label={say(word.bases)}
        items={node.bases ?? []}
        fresh={() => ({ law: '', article: '', verified: false })}
        change={(bases) => set({ bases: bases.length === 0 ? undefined : bases })}
        row={(basis, change, at) => (
          <>
            <Input
              aria-label={`${say(word.bases)} ${at + 1}：${say(m.lawName)}`}
              placeholder={say(m.lawName)}
              value={basis.law}
              onChange={({ target }) => change({ ...basis, law: target.value })}
            />
            <Input
              aria-label={`${say(word.bases)} ${at + 1}：${say(m.article)}`}
              placeholder={say(m.article)}
              value={basis.article}
              onChange={({ target }) => change({ ...basis, article: target.value })}
            />
            <Checkbox
              checked={basis.verified}
              onChange={({ target }) => change({ ...basis, verified: target.checked })}
            >
              {say(m.verified)}
            </Checkbox>
          </>
        )}
      />
    </>
  );
}

function CallFields({ node, set }: Part): ReactNode {
  const { say } = useLanguage();
  const word = ATTRIBUTE_WORDS;
  const calls = node.calls ?? { flow: '', version: 1, completes: 'on-end' as const };
  return (
    <>
      <TextField
        label={say(word.calls)}
        value={calls.flow}
        change={(flow) => set({ calls: { ...calls, flow: flow ?? '' } })}
      />
      <TextField
        label={say(word.calledVersion)}
        value={String(calls.version)}
        change={(version) =>
          set({ calls: { ...calls, version: Math.max(1, Math.trunc(Number(version)) || 1) } })
        }
      />
      <FlagField
        label={say(word.completes)}
        value={calls.completes === 'on-end'}
        change={(waits) => set({ calls: { ...calls, completes: waits ? 'on-end' : 'on-start' } })}
      />
    </>
  );
}
