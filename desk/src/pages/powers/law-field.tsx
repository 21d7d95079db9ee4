import { useQuery } from '@tanstack/react-query';
import { AutoComplete, Form } from 'antd';
import { useDeferredValue, type ReactNode } from 'react';
import type { ArticleChoice } from '#modules/library/contract';
import { useLanguage } from '../../lib/language.tsx';
import { articlesQuery } from '../laws/queries.ts';
import { stateText } from '../laws/words.ts';

type Held = { readonly value?: unknown; readonly onChange?: (value: unknown) => void; readonly id?: string };

/** The law in a row of the legal bases: free text, with the library offering its articles; choosing one fills in the whole row. */
export function LawField({
  row,
  ...held
}: Held & {
  /** Where the row stands in the content. */
  readonly row: readonly (string | number)[];
}): ReactNode {
  const { say, lang } = useLanguage();
  const form = Form.useFormInstance();
  const typed = useDeferredValue(typeof held.value === 'string' ? held.value.trim() : '');
  const found = useQuery({ ...articlesQuery(typed), enabled: typed.length > 1 }).data?.items ?? [];
  const fill = (choice: ArticleChoice): void => {
    const values = {
      law: choice.law,
      version: choice.version ?? undefined,
      level: choice.level,
      summary: choice.summary,
      verified: choice.verified && choice.summary !== '',
      ...(choice.article === null ? {} : { article: choice.article }),
    };
    for (const [name, value] of Object.entries(values)) form.setFieldValue([...row, name], value);
  };
  const options = found.map((choice) => ({
    // Nobody types this: only a choice fills in the row.
    value: `${choice.lawId} ${choice.article ?? ''}`,
    label: (
      <>
        {choice.law} {choice.article}
        {choice.state.code !== 'current' && choice.state.code !== 'article-not-in-library' && (
          <strong> {stateText(say, lang, choice.state)}</strong>
        )}
        <small className="quiet power-choice">{choice.summary}</small>
      </>
    ),
    choice,
  }));
  return (
    <AutoComplete
      {...(held.id === undefined ? {} : { id: held.id })}
      value={typeof held.value === 'string' ? held.value : ''}
      onChange={(value: string) => {
        const chosen = options.find((option) => option.value === value)?.choice;
        held.onChange?.(chosen?.law ?? value);
        if (chosen) fill(chosen);
      }}
      options={options}
      maxLength={500}
      popupMatchSelectWidth={340}
    />
  );
}
