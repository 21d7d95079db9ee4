import { formatDay } from '#kernel';
import { fieldLabel } from '#modules/ledger';
import { messages } from '#platform/i18n';
import { DataTable, useLang, useT, Zh } from '#platform/portal';
import type { Correction } from '../use-cases/read-notes.ts';

const words = messages({
  title: { zh: '更正', en: 'Corrections' },
  what: { zh: '哪一项', en: 'What' },
  before: { zh: '公布时', en: 'As it was published' },
  after: { zh: '更正为', en: 'Corrected to' },
  ground: { zh: '更正依据', en: 'On what ground' },
  on: { zh: '更正日期', en: 'On' },
});

/** Right values published beside wrong ones: both stay to be read. */
export function Corrections({ corrections }: { readonly corrections: readonly Correction[] }) {
  const t = useT();
  const lang = useLang();
  if (corrections.length === 0) return null;
  return (
    <section id="corrections">
      <h2>{t(words.title)}</h2>
      <DataTable
        caption={t(words.title)}
        rows={corrections}
        rowKey={({ rev, field }) => `${rev}-${field}`}
        columns={[
          {
            key: 'what',
            head: t(words.what),
            title: true,
            cell: ({ field }) => fieldLabel('rule.version/1', field, lang),
          },
          { key: 'before', head: t(words.before), cell: ({ before }) => <Zh>{before}</Zh> },
          { key: 'after', head: t(words.after), cell: ({ after }) => <Zh>{after}</Zh> },
          { key: 'ground', head: t(words.ground), cell: ({ ground }) => <Zh>{ground}</Zh> },
          { key: 'on', head: t(words.on), cell: ({ on }) => formatDay(on, lang) },
        ]}
      />
    </section>
  );
}
