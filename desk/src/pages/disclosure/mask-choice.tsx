import { Radio } from 'antd';
import type { ReactNode } from 'react';
import type { PublicationView } from '#modules/disclosure/contract';
import { messages } from '#platform/i18n';
import { useLanguage } from '../../lib/language.tsx';
import { maskWords } from './words.ts';

type Choice = 'mask' | 'open';

type Props = {
  readonly text: string;
  readonly mask: PublicationView['fields'][number]['masks'][number];
  readonly disabled: boolean;
  readonly choice: Choice | undefined;
  readonly onChoose: (choice: Choice) => void;
};

const m = messages({
  mask: { zh: '遮蔽为 {text}', en: 'mask as {text}' },
  open: { zh: '照原样公开', en: 'publish as it is' },
});

/** One place of a text that may be personal data, and what becomes of it. */
export function MaskChoice({ text, mask, disabled, choice, onChoose }: Props): ReactNode {
  const { say } = useLanguage();
  const found = text.slice(mask.start, mask.end);
  const decided = mask.confirmed === null ? undefined : mask.confirmed ? 'mask' : 'open';
  const label = `${say(maskWords[mask.kind])} ${found}`;
  return (
    <div>
      <p>
        {say(maskWords[mask.kind])} <mark>{found}</mark>
      </p>
      <Radio.Group
        aria-label={label}
        disabled={disabled}
        value={choice ?? decided}
        onChange={(event) => onChoose(event.target.value === 'mask' ? 'mask' : 'open')}
        options={[
          { value: 'mask', label: say(m.mask, { text: mask.replacement }) },
          { value: 'open', label: say(m.open) },
        ]}
      />
    </div>
  );
}
