import { messages } from '#platform/i18n';
import { DataTable } from '../components/data-table.tsx';
import { FormLinks, type FormLink } from '../components/form-links.tsx';
import { useT, Zh } from '../scope.tsx';

const words = messages({
  material: { zh: '材料', en: 'Paper' },
  form: { zh: '形式', en: 'Form' },
  source: { zh: '从哪里来', en: 'From where' },
  required: { zh: '必要性', en: 'Needed' },
  must: { zh: '必交', en: 'required' },
  may: { zh: '视情况', en: 'if it applies' },
  'not-asked': { zh: '不需要您提交，由机关共享取得', en: 'not asked of you: fetched by the agency itself' },
  'may-follow': { zh: '必交，可以容缺后补', en: 'required; may follow later' },
  'may-promise': { zh: '必交，可以承诺代替', en: 'required; a promise may stand for it' },
  count: { zh: '{form} {n} 份', en: '{form}, {n}' },
});

export type MaterialRow = {
  readonly name: string;
  readonly form: string;
  readonly count: number;
  readonly source: string;
  readonly need: 'must' | 'may' | 'not-asked' | 'may-follow' | 'may-promise';
  readonly note?: string | undefined;
  readonly forms: readonly FormLink[];
};

/** What to bring, and what the agency fetches itself. */
export function Materials({ rows, caption }: { rows: readonly MaterialRow[]; caption: string }) {
  const t = useT();
  return (
    <DataTable
      caption={caption}
      rows={rows}
      rowKey={(row) => row.name}
      columns={[
        { key: 'name', head: t(words.material), title: true, cell: (row) => <MaterialName {...row} /> },
        {
          key: 'form',
          head: t(words.form),
          short: true,
          cell: (row) => t(words.count, { form: row.form, n: row.count }),
        },
        { key: 'source', head: t(words.source), cell: (row) => <Zh>{row.source}</Zh> },
        { key: 'required', head: t(words.required), short: true, cell: (row) => t(words[row.need]) },
      ]}
    />
  );
}

function MaterialName({ name, note, forms }: MaterialRow) {
  return (
    <>
      <Zh>
        {name}
        {note !== undefined && <span className="quiet small block">{note}</span>}
      </Zh>
      <FormLinks forms={forms} />
    </>
  );
}
