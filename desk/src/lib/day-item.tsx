import { DatePicker, Form, type FormItemProps } from 'antd';
import dayjs from 'dayjs';
import { useRef, type ReactNode } from 'react';
import { formatDay, LegalDay } from '#kernel';
import { messages } from '#platform/i18n';
import { dayFault, readDay, type DayBounds } from './day.ts';
import { useLanguage } from './language.tsx';

const m = messages({
  need: { zh: '请填写日期', en: 'Please give a day' },
  'no-day': {
    zh: '“{text}”不是日期，请写成 2026-12-01 这样',
    en: '“{text}” is no day: write it like 2026-12-01',
  },
  'too-early': { zh: '“{text}”太早，最早是 {day}', en: '“{text}” is too early: not before {day}' },
  'too-late': { zh: '“{text}”太晚，最晚是 {day}', en: '“{text}” is too late: not after {day}' },
});

type InputProps = DayBounds & {
  readonly id?: string;
  readonly value?: unknown;
  readonly disabled?: boolean;
  readonly 'aria-label'?: string;
  onChange?(value: string | undefined): void;
};

/**
 * A day that is typed or picked. Its value is text: `YYYY-MM-DD`, or what was typed when that is no day or lies outside the
 * bounds, so that it stays on the form and can be mended; `useDayRule` says what is wrong with it.
 */
export function DayInput({ value, onChange, first, last, ...rest }: InputProps): ReactNode {
  const text = typeof value === 'string' ? value : '';
  // The picker empties itself of what it does not take before anybody is told: what is typed is heard by itself.
  const typed = useRef<string>(undefined);
  const give = (day: string): void => {
    typed.current = undefined;
    onChange?.(day === '' ? undefined : readDay(day));
  };
  const giveTyped = (): void => {
    if (typed.current !== undefined && readDay(typed.current) !== text) give(typed.current);
    typed.current = undefined;
  };
  return (
    <span
      className="day-input"
      onInput={({ target }) => {
        if (target instanceof HTMLInputElement) typed.current = target.value;
      }}
      onKeyDownCapture={({ key }) => {
        if (key === 'Enter' || key === 'Tab') giveTyped();
      }}
      onBlurCapture={giveTyped}
    >
      <DatePicker
        {...rest}
        format="YYYY-MM-DD"
        value={LegalDay.safeParse(text).success ? dayjs(text) : null}
        preserveInvalidOnBlur
        disabledDate={(date) => dayFault(date.format('YYYY-MM-DD'), { first, last }) !== undefined}
        // The picker also says “nothing” when it refuses a day; what is emptied is heard as it is typed.
        allowClear={false}
        onChange={(date) => {
          if (date !== null) give(date.format('YYYY-MM-DD'));
        }}
      />
    </span>
  );
}

/** What is wrong with a typed day, in words; nothing when it is one within the bounds, or none. */
export function useDayFault(value: unknown, bounds: DayBounds): string | undefined {
  return useDayWords()(value, bounds);
}

function useDayWords(): (value: unknown, bounds: DayBounds) => string | undefined {
  const { say, lang } = useLanguage();
  return (value, bounds) => {
    if (typeof value !== 'string' || value === '') return undefined;
    const fault = dayFault(value, bounds);
    if (fault === undefined) return undefined;
    const bound = LegalDay.safeParse(fault === 'too-early' ? bounds.first : bounds.last).data;
    const day = bound === undefined ? '' : formatDay(bound, lang);
    return say(m[fault], { text: value, day });
  };
}

/** The rule of a form for a typed day. */
export function useDayRule(bounds: DayBounds): NonNullable<FormItemProps['rules']>[number] {
  const wordsOf = useDayWords();
  return {
    validator: async (_, value: unknown) => {
      const fault = wordsOf(value, bounds);
      if (fault !== undefined) throw new Error(fault);
    },
  };
}

type ItemProps = DayBounds & {
  readonly name: FormItemProps['name'];
  readonly label: ReactNode;
  readonly extra?: ReactNode;
  readonly required?: boolean;
  readonly initialValue?: string;
};

/** A field for a day with its label: the form holds it as text. */
export function DayItem({ first, last, required = false, ...item }: ItemProps): ReactNode {
  const { say } = useLanguage();
  const rule = useDayRule({ first, last });
  return (
    <Form.Item {...item} rules={[...(required ? [{ required, message: say(m.need) }] : []), rule]}>
      <DayInput first={first} last={last} />
    </Form.Item>
  );
}
