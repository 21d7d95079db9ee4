import { messages, t, type Lang } from '#platform/i18n';
import { Facts, Link, Withheld, type PowerPageProps } from '#platform/portal';
import type { ShownPower } from '../db/power-reader.ts';
import { elementName, isElement } from './element-names.ts';

const words = messages({
  withheld: { zh: '不公开的内容', en: 'What is not public' },
  withheldWhy: {
    zh: '期限届满没有决定继续不公开的，自动公开。账本里已有这些内容的指纹，以后公开的就是现在这一份。',
    en: 'Past its date without a decision it becomes public by itself. The ledger holds its fingerprint: what is opened then is what stands here now.',
  },
  entry: { zh: '登记条目和存证', en: 'Entry and proof' },
  register: { zh: '不公开目录', en: 'Non-public register' },
});

/** What of the item is not public, why and until when, each with its entry in the register (X8). */
export function withheldPart({ withheld }: ShownPower, lang: Lang): NonNullable<PowerPageProps['more']> {
  if (withheld.length === 0) return [];
  return [
    {
      id: 'withheld',
      title: t(lang, words.withheld),
      body: (
        <>
          <Facts
            items={withheld.map(({ element, ground, until, rid }) => ({
              key: element,
              term: isElement(element) ? elementName(element, lang) : element,
              value: (
                <>
                  <Withheld ground={ground} until={until} />
                  <span className="small block">
                    <Link href={`/records/${rid}`}>{t(lang, words.entry)}</Link>
                  </span>
                </>
              ),
            }))}
          />
          <p className="quiet small">
            {t(lang, words.withheldWhy)} <Link href="/nonpublic">{t(lang, words.register)}</Link>
          </p>
        </>
      ),
    },
  ];
}
