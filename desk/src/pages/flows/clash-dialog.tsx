import { Button, Modal } from 'antd';
import type { ReactNode } from 'react';
import { formatAt } from '../../lib/format.ts';
import { useLanguage } from '../../lib/language.tsx';
import type { Clash } from './use-drawing.ts';
import { m } from './words.ts';

type Props = { readonly clash: Clash; settle(keep: 'mine' | 'stored'): void };

/** Whose change is there, in what it differs from mine; a person chooses, and nothing is lost either way. */
export function ClashDialog({ clash, settle }: Props): ReactNode {
  const { say } = useLanguage();
  const { by, at, differs, mine } = clash;
  return (
    <Modal
      open
      title={say(m.clashTitle)}
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
      footer={
        <div className="desk-acts">
          <Button onClick={() => saveFile(mine)}>{say(m.clashSave)}</Button>
          <Button onClick={() => settle('stored')}>{say(m.keepTheirs, { by })}</Button>
          <Button type="primary" onClick={() => settle('mine')}>
            {say(m.keepMine)}
          </Button>
        </div>
      }
    >
      <p>{say(m.clashLead, { by, at: formatAt(at) })}</p>
      <ul>
        {differs.map((name) => (
          <li key={name}>{name}</li>
        ))}
      </ul>
    </Modal>
  );
}

function saveFile(mine: Clash['mine']): void {
  if ('bpmn' in mine) download('flow.bpmn', mine.bpmn, 'application/xml');
  else download('flow.json', JSON.stringify(mine, null, 2), 'application/json');
}

/** Gives text to the reader as a file. */
export function download(name: string, text: string, type: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
