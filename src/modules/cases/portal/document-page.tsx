import { formatDay } from '#kernel';
import { Crumbs, Facts, Items, Link, useT, Zh } from '#platform/portal';
import type { DocumentContent } from '../documents/document.ts';
import { myWords as w } from '../texts/case-words.ts';

/** A numbered document as it is printed. */
export function DocumentPage({
  document,
  backHref,
  pdfHref,
  demo,
}: {
  document: DocumentContent;
  backHref: string;
  pdfHref: string;
  demo: boolean;
}) {
  const t = useT();
  return (
    <article className="document">
      <Crumbs items={[{ href: backHref, label: t(w.back) }]} />
      <Zh>
        <h1>{document.title}</h1>
        <p className="quiet">{document.number}</p>
        <p>{document.addressee}：</p>
        {document.blocks.map((block, at) => (
          // oxlint-disable-next-line react/no-array-index-key -- a document is what it is, in its order
          <Block key={at} block={block} />
        ))}
        {document.remedies !== null && (
          <section>
            <h2>{w.remedies.zh}</h2>
            <p>{document.remedies}</p>
          </section>
        )}
        <p>
          {document.issuer}
          {demo && <span className="quiet">{w.seal.zh}</span>}
        </p>
        <p>{formatDay(document.on, 'zh')}</p>
      </Zh>
      {demo && <p className="quiet small">{t(w.demo)}</p>}
      <p>
        <Link href={pdfHref} plain>
          {t(w.pdf)}
        </Link>
      </p>
    </article>
  );
}

function Block({ block }: { block: DocumentContent['blocks'][number] }) {
  switch (block.kind) {
    case 'text':
      return <p>{block.text}</p>;
    case 'list':
      return <Items items={block.items} numbered />;
    case 'facts':
      return <Facts items={block.rows.map(([term, value]) => ({ term, value }))} />;
  }
}
