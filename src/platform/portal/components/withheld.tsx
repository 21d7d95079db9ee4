import { formatDay, type LegalDay } from '#kernel';
import { messages } from '#platform/i18n';
import { useLang, useT, Zh } from '../scope.tsx';

const words = messages({
  withheld: { zh: '不公开', en: 'Not public' },
  held: { zh: '暂不公开', en: 'Not public now' },
  masked: { zh: '部分遮蔽', en: 'Partly masked' },
  erased: { zh: '已依法删除', en: 'Erased by law' },
  until: { zh: '至 {day}', en: 'until {day}' },
  later: { zh: '依法应当公开时开放', en: 'opened when the law has it published' },
  open: { zh: '期限未定，每年复查', en: 'no end set; reviewed every year' },
});

export type WithheldProps = {
  /** `held`: a field of a case that waits for its time, or for good when its result is not owed to society. */
  readonly kind?: 'withheld' | 'held' | 'masked' | 'erased';
  /** 政府信息公开条例第十六条 */
  readonly ground: string;
  readonly until?: LegalDay;
  /** The masked form, when part of it is shown. */
  readonly value?: string;
};

/** A field that society may not see, or not all of: a grey bar with the ground and until when. Never an empty cell. */
export function Withheld({ kind = 'withheld', ground, until, value }: WithheldProps) {
  const t = useT();
  const lang = useLang();
  const end =
    until === undefined
      ? t(kind === 'held' ? words.later : words.open)
      : t(words.until, { day: formatDay(until, lang) });
  return (
    <span className="withheld">
      {value !== undefined && (
        <span className="term">
          <Zh>{value}</Zh>
        </span>
      )}
      <span className="veil">
        <b>{t(words[kind])}</b>
        <span>
          <Zh>{ground}</Zh>
          {(kind === 'withheld' || kind === 'held') && ` · ${end}`}
        </span>
      </span>
    </span>
  );
}
