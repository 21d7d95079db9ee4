import { Alert, Button } from 'antd';
import type { ReactNode } from 'react';
import { ATTRIBUTE_WORDS, type Removal } from '#modules/flows/contract';
import { useLanguage } from '../../lib/language.tsx';
import { m } from './words.ts';

/** What was just taken out of the table with all that went with it, and the way back. */
export function RemovedNote({ removal, undo }: { readonly removal: Removal; undo(): void }): ReactNode {
  const { say, lang } = useLanguage();
  const list = lang === 'zh' ? '、' : ', ';
  const name = removal.name === '' ? say(m.unnamed) : removal.name;
  const parts = [
    removal.ways > 0 && say(m.goneWays, { n: removal.ways }),
    removal.timers.length > 0 && say(m.goneTimers, { names: removal.timers.join(list) }),
    removal.attributes.length > 0 &&
      say(m.goneWords, { names: removal.attributes.map((one) => say(ATTRIBUTE_WORDS[one])).join(list) }),
  ].filter((part) => part !== false);
  return (
    <Alert
      type="info"
      showIcon
      className="power-note"
      title={say(m.gone, { name })}
      description={
        <>
          {parts.length > 0 && (
            <p>
              {say(m.goneWith)}
              {parts.join(lang === 'zh' ? '；' : '; ')}
            </p>
          )}
          <Button size="small" onClick={undo}>
            {say(m.undoGone)}
          </Button>
        </>
      }
    />
  );
}
