import { Button, Card, InputNumber, Select } from 'antd';
import { useState, type ReactNode } from 'react';
import type { OpenStepView, WalkStep, WalkView } from '#modules/cases/contract';
import { useLanguage } from '../../lib/language.tsx';
import { WalkFacts, type Facts } from './walk-facts.tsx';
import { w } from './walk-words.ts';

type Walk = NonNullable<WalkView['walk']>;
type Props = { readonly walk: Walk; act(step: WalkStep): void };

/** What is open in a walk, each step with a button for every outcome it may have. */
export function WalkSteps({ walk, act }: Props): ReactNode {
  const { say } = useLanguage();
  const [facts, setFacts] = useState<Facts>({});
  const fields = walk.fields.length === 0 ? {} : { fields: facts };
  return (
    <>
      {walk.fields.length > 0 && <WalkFacts fields={walk.fields} facts={facts} change={setFacts} />}
      {walk.open.length === 0 && <p>{say(w.noneOpen)}</p>}
      {walk.open.map((step) => (
        <Card
          key={step.node}
          size="small"
          title={step.name}
          extra={step.post}
          className="desk-card walk-step"
        >
          {step.answered ? (
            <Button onClick={() => act({ do: 'answer', node: step.node, ...fields })}>{say(w.answer)}</Button>
          ) : step.outcomes.length === 0 ? (
            <span className="quiet">{say(walk.state === 'closed' ? w.sideOpen : w.waits)}</span>
          ) : (
            <Outcomes
              step={step}
              walk={walk}
              act={(chosen) => act({ do: 'complete', node: step.node, ...chosen, ...fields })}
            />
          )}
        </Card>
      ))}
    </>
  );
}

type Chosen = Pick<Extract<WalkStep, { do: 'complete' }>, 'outcome' | 'ground' | 'extension'>;

function Outcomes({
  step,
  walk,
  act,
}: {
  readonly step: OpenStepView;
  readonly walk: Walk;
  act(chosen: Chosen): void;
}): ReactNode {
  const { say, lang } = useLanguage();
  const [ground, setGround] = useState(walk.grounds[0]?.ground ?? '');
  const [days, setDays] = useState(walk.extension?.max ?? 10);
  const asks = (need: OpenStepView['outcomes'][number]['needs'][number]): boolean =>
    step.outcomes.some(({ needs }) => needs.includes(need));
  return (
    <>
      {asks('special') && (
        <label className="walk-need">
          {say(w.ground)}
          <Select
            aria-label={say(w.ground)}
            value={ground}
            onChange={setGround}
            options={walk.grounds.map((one) => ({ value: one.ground, label: one[lang] }))}
          />
        </label>
      )}
      {asks('extension') && (
        <label className="walk-need">
          {say(w.extend)}
          <InputNumber min={1} max={365} precision={0} value={days} onChange={(n) => setDays(n ?? 1)} />
        </label>
      )}
      <div className="desk-acts">
        {step.outcomes.flatMap(({ code, label, needs }) => {
          const special = needs.includes('special') ? { ground } : {};
          const ways = needs.includes('extension')
            ? [
                { word: say(w.approve, { n: days }), extension: { approved: true, days } },
                { word: say(w.decline), extension: { approved: false, days } },
              ]
            : [{ word: label }];
          return ways.map(({ word, ...extension }) => (
            <Button
              key={`${code} ${word}`}
              aria-label={`${step.name}：${word}`}
              onClick={() => act({ outcome: code, ...special, ...extension })}
            >
              {word}
            </Button>
          ));
        })}
      </div>
    </>
  );
}
