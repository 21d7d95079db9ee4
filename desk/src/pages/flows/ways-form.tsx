import { Button } from 'antd';
import type { ReactNode } from 'react';
import { ATTRIBUTE_WORDS, isWork, type DraftRow, type DraftWay } from '#modules/flows/contract';
import { useLanguage } from '../../lib/language.tsx';
import { ChoiceField, FlagField, TextField } from './fields.tsx';
import { m } from './words.ts';

type Props = {
  readonly row: DraftRow;
  readonly rows: readonly DraftRow[];
  change(ways: readonly DraftWay[]): void;
};

/** Where a row leads: by outcome behind a step, by condition behind a gateway. */
export function WaysForm({ row, rows, change }: Props): ReactNode {
  const { say } = useLanguage();
  const word = ATTRIBUTE_WORDS;
  const { node, ways } = row;
  const several = ways.length > 1;
  const set = (at: number, values: Partial<DraftWay>): void =>
    change(ways.map((way, other) => (other === at ? { ...way, ...values } : way)));
  const targets = rows
    .filter(({ node: { kind } }) => kind !== 'start' && kind !== 'boundary')
    .map(({ node: { id, name } }) => ({ value: id, label: name === '' ? say(m.unnamed) : name }));
  if (node.kind === 'end' || node.kind === 'terminate') return null;
  return (
    <>
      <h3>{say(m.ways)}</h3>
      {ways.map((way, at) => (
        <fieldset key={way.edge ?? `new-${at}`} className="flow-way">
          <legend>{say(m.way, { n: at + 1 })}</legend>
          <ChoiceField
            label={say(word.to)}
            value={way.to}
            options={targets}
            change={(to) => to !== undefined && set(at, { to })}
          />
          {several && isWork(node) && (
            <ChoiceField
              label={say(word.outcome)}
              value={way.outcome === '' ? undefined : way.outcome}
              clearable
              options={(node.outcomes ?? []).map(({ code, label }) => ({
                value: code,
                label: label || code,
              }))}
              change={(outcome) => set(at, { outcome: outcome ?? '' })}
            />
          )}
          {several && node.kind === 'xor' && way.default !== true && (
            <TextField label={say(word.feel)} value={way.feel} change={(feel) => set(at, { feel })} />
          )}
          <TextField label={say(word.label)} value={way.label} change={(label) => set(at, { label })} />
          <TextField
            label={say(word.labelEn)}
            value={way.labelEn}
            change={(labelEn) => set(at, { labelEn })}
          />
          <TextField label={say(word.when)} value={way.when} change={(when) => set(at, { when })} />
          {several && node.kind !== 'and' && (
            <FlagField
              label={say(word.default)}
              value={way.default === true}
              change={(rest) =>
                change(
                  ways.map((one, other) => ({ ...one, default: rest && other === at ? true : undefined })),
                )
              }
            />
          )}
          <FlagField
            label={say(word.loop)}
            value={way.loop === true}
            change={(loop) => set(at, { loop: loop ? true : undefined })}
          />
          <Button size="small" onClick={() => change(ways.filter((_, other) => other !== at))}>
            {say(m.take)}
          </Button>
        </fieldset>
      ))}
      <Button
        size="small"
        disabled={targets.length === 0}
        onClick={() => change([...ways, freshWay(row, targets.at(-1)?.value ?? '')])}
      >
        {say(m.addOne)}
      </Button>
    </>
  );
}

/** A further way takes an outcome that no way has yet; the first of several is for all other cases. */
function freshWay({ node, ways }: DraftRow, to: string): DraftWay {
  const used = new Set(ways.map(({ outcome }) => outcome));
  const free = node.outcomes?.find(({ code }) => !used.has(code));
  const rest = ways.length === 1 || !ways.some((way) => way.default === true);
  return {
    to,
    ...(ways.length > 0 && free !== undefined && { outcome: free.code, label: free.label }),
    ...(ways.length > 0 && rest && { default: true as const }),
  };
}
