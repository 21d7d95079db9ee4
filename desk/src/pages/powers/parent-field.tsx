import { queryOptions, useQuery } from '@tanstack/react-query';
import { AutoComplete } from 'antd';
import { useDeferredValue, type ReactNode } from 'react';
import { ParentList } from '#modules/powers/contract';
import { messages } from '#platform/i18n';
import { api } from '../../lib/api.ts';
import { useLanguage } from '../../lib/language.tsx';

const m = messages({
  none: {
    zh: '已导入的上级清单里没有。清单由领导小组办公室导入。',
    en: 'Not in the lists above that were imported; the leading group office imports them.',
  },
  cancelled: { zh: '（上级已取消）', en: '(cancelled above)' },
});

const parentsQuery = (q: string) =>
  queryOptions({
    queryKey: ['power-parents', q],
    queryFn: ({ signal }) =>
      api(`/power-parents?${new URLSearchParams({ q, limit: '20' })}`, { schema: ParentList, signal }),
  });

type Held = {
  readonly value?: unknown;
  readonly onChange?: (value: unknown) => void;
  readonly id?: string;
  readonly disabled?: boolean;
};

/** A basic code: typed, or chosen by name or code from the lists above that were imported (B11). */
export function ParentField({ value, onChange, id, disabled }: Held): ReactNode {
  const { say } = useLanguage();
  const typed = useDeferredValue(typeof value === 'string' ? value.trim() : '');
  const asked = typed.length > 1 && disabled !== true;
  const found = useQuery({ ...parentsQuery(typed), enabled: asked }).data?.items;
  return (
    <AutoComplete
      {...(id === undefined ? {} : { id })}
      {...(disabled === undefined ? {} : { disabled })}
      value={typeof value === 'string' ? value : ''}
      onChange={(text: string) => onChange?.(text)}
      options={(found ?? []).map(({ code, name, issuer, status }) => ({
        value: code,
        label: (
          <>
            {code} {name}
            {status === 'cancelled' && <strong>{say(m.cancelled)}</strong>}
            <small className="quiet power-choice">{issuer}</small>
          </>
        ),
      }))}
      notFoundContent={asked && found ? <span className="quiet">{say(m.none)}</span> : null}
      maxLength={500}
      popupMatchSelectWidth={340}
    />
  );
}
