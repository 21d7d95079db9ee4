import type { Message } from '#platform/i18n';
import { Crumbs, DataTable, Empty, Link, useT, Zh } from '#platform/portal';
import type { AgencySummary } from '../db/reader.ts';
import { kindWords, levelWords, pageWords } from './words.ts';

/** The word for a code of a closed list; the code itself when the list does not know it. */
function useWord(): (words: Readonly<Record<string, Message>>, code: string) => string {
  const t = useT();
  return (words, code) => {
    const message = words[code];
    return message === undefined ? code : t(message);
  };
}

/** Every body, by level and division, with the one above it. */
export function AgenciesPage({ agencies }: { readonly agencies: readonly AgencySummary[] }) {
  const t = useT();
  const word = useWord();
  return (
    <>
      <header className="page-head">
        <h1>{t(pageWords.agencies)}</h1>
        <p className="lead">{t(pageWords.lead)}</p>
      </header>
      {agencies.length === 0 ? (
        <Empty title={t(pageWords.none)} />
      ) : (
        <DataTable
          caption={t(pageWords.agencies)}
          rows={agencies}
          rowKey={(a) => a.id}
          columns={[
            { key: 'name', head: t(pageWords.name), title: true, cell: (a) => <AgencyLink agency={a} /> },
            { key: 'level', head: t(pageWords.level), short: true, cell: (a) => word(levelWords, a.level) },
            { key: 'kind', head: t(pageWords.kind), cell: (a) => word(kindWords, a.kind) },
            {
              key: 'parent',
              head: t(pageWords.parent),
              cell: (a) => (a.parent === null ? '—' : <AgencyLink agency={a.parent} />),
            },
            {
              key: 'division',
              head: t(pageWords.division),
              short: true,
              cell: (a) => <code>{a.divisionCode}</code>,
            },
            { key: 'uscc', head: t(pageWords.uscc), short: true, cell: (a) => <code>{a.uscc ?? '—'}</code> },
          ]}
        />
      )}
    </>
  );
}

export function AgencyLink({
  agency,
}: {
  readonly agency: { readonly slug: string; readonly name: string };
}) {
  return (
    <Link href={`/agencies/${agency.slug}`}>
      <Zh>{agency.name}</Zh>
    </Link>
  );
}

export function AgencyHead({ agency }: { readonly agency: AgencySummary }) {
  const t = useT();
  const word = useWord();
  return (
    <>
      <Crumbs items={[{ href: '/agencies', label: t(pageWords.agencies) }]} />
      <h1>
        <Zh>{agency.name}</Zh>
      </h1>
      <p className="shelfmark">
        <span>
          {word(levelWords, agency.level)} · {word(kindWords, agency.kind)}
        </span>
        <span>
          <span className="quiet">{t(pageWords.uscc)}　</span>
          <code>{agency.uscc ?? '—'}</code>
        </span>
        <span>
          <span className="quiet">{t(pageWords.division)}　</span>
          <code>{agency.divisionCode}</code>
        </span>
        {agency.parent !== null && (
          <span>
            <span className="quiet">{t(pageWords.parent)}　</span>
            <AgencyLink agency={agency.parent} />
          </span>
        )}
      </p>
    </>
  );
}
