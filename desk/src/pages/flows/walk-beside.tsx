import { Button, Card, Select } from 'antd';
import { useState, type ReactNode } from 'react';
import { TERMINATION_GROUNDS, type WalkStep, type WalkView } from '#modules/cases/contract';
import { useLanguage } from '../../lib/language.tsx';
import { w } from './walk-words.ts';

type Walk = NonNullable<WalkView['walk']>;
type Props = { readonly walk: Walk; act(step: WalkStep): void };

const ENDINGS = Object.entries(TERMINATION_GROUNDS).map(([ground, words]) => ({ ground, ...words }));

/** What may be done to a case beside its flow: its clock stopped and let run, its end before a decision. */
export function WalkBeside({ walk, act }: Props): ReactNode {
  const { say } = useLanguage();
  if (walk.beside.length === 0) return null;
  const may = (what: Walk['beside'][number]): boolean => walk.beside.includes(what);
  return (
    <Card size="small" title={say(w.beside)} className="desk-card walk-step">
      {may('suspend') && (
        <OnGround
          label={say(w.ground)}
          word={say(w.suspend)}
          grounds={walk.grounds}
          act={(ground) => act({ do: 'suspend', ground })}
        />
      )}
      {may('terminate') && (
        <OnGround
          label={say(w.endGround)}
          word={say(w.terminate)}
          grounds={ENDINGS}
          act={(ground) => act({ do: 'terminate', ground })}
        />
      )}
      <div className="desk-acts">
        {may('resume') && <Button onClick={() => act({ do: 'resume' })}>{say(w.resume)}</Button>}
        {may('withdraw') && <Button onClick={() => act({ do: 'withdraw' })}>{say(w.withdraw)}</Button>}
        {may('return') && <Button onClick={() => act({ do: 'return' })}>{say(w.giveBack)}</Button>}
      </div>
    </Card>
  );
}

type OnGroundProps = {
  readonly label: string;
  readonly word: string;
  readonly grounds: readonly { readonly ground: string; readonly zh: string; readonly en: string }[];
  act(ground: string): void;
};

/** An act that needs a lawful ground: chosen first, the first one offered. */
function OnGround({ label, word, grounds, act }: OnGroundProps): ReactNode {
  const { lang } = useLanguage();
  const [ground, choose] = useState(grounds[0]?.ground ?? '');
  return (
    <div className="walk-ground">
      <Select
        aria-label={label}
        value={ground}
        onChange={choose}
        options={grounds.map((one) => ({ value: one.ground, label: one[lang] }))}
      />
      <Button onClick={() => act(ground)}>{word}</Button>
    </div>
  );
}
