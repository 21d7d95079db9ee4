import { Button, Input, Tag } from 'antd';
import { useState, type ReactNode } from 'react';
import { messages } from '#platform/i18n';
import { useLanguage } from '../../lib/language.tsx';
import { placesOf, type Added } from './review-draft.ts';

const m = messages({
  find: { zh: '另外要遮蔽的文字', en: 'More words to mask' },
  with: { zh: '遮蔽为', en: 'shown as' },
  selected: { zh: '用选中的文字', en: 'Use the selection' },
  add: { zh: '增加遮蔽', en: 'Mask it' },
  missing: { zh: '这一栏里没有这段文字，或者已经遮蔽。', en: 'Not in this field, or masked already.' },
  place: { zh: '{text} → {with}', en: '{text} → {with}' },
  remove: { zh: '取消遮蔽 {text}', en: 'Do not mask {text}' },
});

type Props = {
  readonly text: string;
  readonly label: string;
  readonly taken: readonly { readonly start: number; readonly end: number }[];
  readonly added: readonly Added[];
  readonly onChange: (added: readonly Added[]) => void;
};

/** Places that the search for personal data did not find: typed, pasted or selected in the text above. */
export function AddMask({ text, label, taken, added, onChange }: Props): ReactNode {
  const { say } = useLanguage();
  const [wanted, setWanted] = useState('');
  const [shown, setShown] = useState('***');
  const [missing, setMissing] = useState(false);
  const add = (): void => {
    const places = placesOf(text, wanted, [...taken, ...added]);
    setMissing(places.length === 0);
    if (places.length === 0) return;
    onChange([...added, ...places.map((place) => ({ ...place, replacement: shown }))]);
    setWanted('');
  };
  return (
    <div className="review-add">
      {added.map((place) => (
        <Tag key={place.start}>
          {say(m.place, { text: text.slice(place.start, place.end), with: place.replacement })}
          <Button
            type="text"
            size="small"
            aria-label={say(m.remove, { text: text.slice(place.start, place.end) })}
            onClick={() => onChange(added.filter((other) => other !== place))}
          >
            ×
          </Button>
        </Tag>
      ))}
      <div className="desk-acts">
        <Input
          aria-label={`${label} ${say(m.find)}`}
          placeholder={say(m.find)}
          className="review-words"
          value={wanted}
          {...(missing ? { status: 'error' as const } : {})}
          onChange={(event) => {
            setMissing(false);
            setWanted(event.target.value);
          }}
          onPressEnter={add}
        />
        <Input
          aria-label={`${label} ${say(m.with)}`}
          prefix={<span className="quiet">{say(m.with)}</span>}
          className="review-with"
          maxLength={100}
          value={shown}
          onChange={(event) => setShown(event.target.value)}
        />
        <Button onClick={() => setWanted(window.getSelection()?.toString().trim() ?? '')}>
          {say(m.selected)}
        </Button>
        <Button disabled={wanted === ''} onClick={add}>
          {say(m.add)}
        </Button>
      </div>
      {missing && (
        <p role="alert" className="review-missing">
          {say(m.missing)}
        </p>
      )}
    </div>
  );
}
