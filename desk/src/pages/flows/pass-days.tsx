import { Button, InputNumber } from 'antd';
import { useState, type ReactNode } from 'react';
import { daysBetween, formatDay } from '#kernel';
import type { WalkStep, WalkView } from '#modules/cases/contract';
import { useLanguage } from '../../lib/language.tsx';
import { w } from './walk-words.ts';

type Props = { readonly walk: NonNullable<WalkView['walk']>; act(step: WalkStep): void };

/** Lets days pass in a walk: a number of working days, or up to the day on which something runs out. */
export function PassDays({ walk, act }: Props): ReactNode {
  const { say, lang } = useLanguage();
  const [n, setN] = useState(3);
  const { day, next } = walk;
  return (
    <div className="desk-acts walk-days">
      <InputNumber
        aria-label={say(w.days)}
        min={1}
        max={400}
        precision={0}
        value={n}
        onChange={(value) => setN(value ?? 1)}
      />
      <Button onClick={() => act({ do: 'wait', n, unit: 'wd' })}>{say(w.pass, { n })}</Button>
      {next !== null && daysBetween(day, next) <= 400 && (
        <Button onClick={() => act({ do: 'wait', n: daysBetween(day, next), unit: 'cd' })}>
          {say(w.next, { day: formatDay(next, lang) })}
        </Button>
      )}
    </div>
  );
}
